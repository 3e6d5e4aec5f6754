using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Documents.Tests.Symbols;

public sealed class DocumentSymbolTests
{
    [Theory]
    [InlineData("A/HRC/RES/53/13", "A/HRC/RES/53/13", "HRC", "HRC/53", DocumentKind.RESOLUTION)]
    [InlineData(" a/hrc/res/53/13. ", "A/HRC/RES/53/13", "HRC", "HRC/53", DocumentKind.RESOLUTION)]
    [InlineData("A/HRC/DEC17/119", "A/HRC/DEC/17/119", "HRC", "HRC/17", DocumentKind.DECISION)]
    [InlineData("A/HRC/PRST/OS/13/1", "A/HRC/PRST/OS/13/1", "HRC", "HRC/OS/13", DocumentKind.PRESIDENTIAL_STATEMENT)]
    [InlineData("A/HRC/58/L.27/Rev.1", "A/HRC/58/L.27/Rev.1", "HRC", "HRC/58", DocumentKind.DRAFT_RESOLUTION)]
    [InlineData("A/HRC/RES/S-30/1", "A/HRC/RES/S-30/1", "HRC", "HRC/S-30", DocumentKind.RESOLUTION)]
    [InlineData("A/HRC/53/L.9, as orally revised", "A/HRC/53/L.9", "HRC", "HRC/53", DocumentKind.DRAFT_RESOLUTION)]
    [InlineData("A/HRC/RES/53/13/Corr.1", "A/HRC/RES/53/13/Corr.1", "HRC", "HRC/53", DocumentKind.OTHER)]
    [InlineData("A/HRC/58/53/add.1", "A/HRC/58/53/Add.1", "HRC", "HRC/58", DocumentKind.OTHER)]
    [InlineData("A/HRC/WG.6/45/CHN/1", "A/HRC/WG.6/45/CHN/1", "HRC", null, DocumentKind.OTHER)]
    [InlineData("A/RES/60/251", "A/RES/60/251", "GA", "GA/60", DocumentKind.RESOLUTION)]
    [InlineData("A/79/123", "A/79/123", "GA", "GA/79", DocumentKind.OTHER)]
    [InlineData("S/RES/1325 (2000)", "S/RES/1325(2000)", "SC", null, DocumentKind.RESOLUTION)]
    [InlineData("E/RES/2021/12", "E/RES/2021/12", "ECOSOC", "ECOSOC/2021", DocumentKind.RESOLUTION)]
    [InlineData("E/CN.4/Sub.2/2000/46", "E/CN.4/Sub.2/2000/46", "CHR", null, DocumentKind.OTHER)]
    [InlineData("Ａ／ＨＲＣ／５１／１３。", "A/HRC/51/13", "HRC", "HRC/51", DocumentKind.OTHER)]
    [InlineData("\u0410/\u200DHRC/51/13\u202E", "A/HRC/51/13", "HRC", "HRC/51", DocumentKind.OTHER)]
    [InlineData("CCPR/C/GC/37", "CCPR/C/GC/37", null, null, DocumentKind.OTHER)]
    public void Any_spelling_has_one_canonical_form(string printed, string canonical, string? body, string? session, DocumentKind kind)
    {
        Assert.True(DocumentSymbol.TryParse(printed, out var symbol));
        Assert.Equal((canonical, body, session, kind), (symbol.Value, symbol.Body, symbol.Session, symbol.Kind));
        Assert.True(DocumentSymbol.TryParse(symbol.Value, out var again));
        Assert.Equal(symbol, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("53/13")]
    [InlineData("A/HRC")]
    [InlineData("HIV/AIDS")]
    [InlineData("https://undocs.org/A/HRC/53/1")]
    [InlineData("和/或 1")]
    public void What_is_no_symbol_is_refused(string? text) => Assert.False(DocumentSymbol.TryParse(text, out _));

    [Theory]
    [InlineData("HRC", DocumentKind.RESOLUTION, "53/13", "A/HRC/RES/53/13")]
    [InlineData("SUB_COMMISSION", DocumentKind.RESOLUTION, "2000/22", "E/CN.4/Sub.2/RES/2000/22")]
    [InlineData("SC", DocumentKind.RESOLUTION, "1325(2000)", "S/RES/1325(2000)")]
    [InlineData("HRC", DocumentKind.PRESIDENTIAL_STATEMENT, "48/1", "A/HRC/PRST/48/1")]
    public void A_body_and_a_number_compose_a_symbol(string body, DocumentKind kind, string number, string expected)
    {
        Assert.True(DocumentSymbol.TryCompose(body, kind, number, out var symbol));
        Assert.Equal(expected, symbol.Value);
    }

    [Theory]
    [InlineData("A_HRC_RES_53_13-ZH.docx", "A/HRC/RES/53/13")]
    [InlineData("folder/A_HRC_58_L.27_Rev.1.txt", "A/HRC/58/L.27/Rev.1")]
    [InlineData("A_HRC_44_25_E.txt", "A/HRC/44/25")]
    [InlineData("notes.txt", null)]
    [InlineData("000_14fbd6fdcfe37e99.txt", null)]
    public void A_files_name_may_be_a_symbol(string name, string? expected) => Assert.Equal(expected, OwnSymbol.FromFileName(name)?.Value);
}
