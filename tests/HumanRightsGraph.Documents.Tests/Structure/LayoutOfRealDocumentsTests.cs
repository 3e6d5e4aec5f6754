using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Structure;

/// <summary>What a converter does to white space changes nothing of what a document says.</summary>
public sealed class LayoutOfRealDocumentsTests
{
    public static TheoryData<string, string, string> Layouts =>
    [
        .. from document in new[] { ("001_c55e53a58738d97c.txt", "A/HRC/44/25"), ("002_a226e7647cc4e855.txt", "A/HRC/RES/54/24"), ("003_a0b41a3fc8ed7547.txt", "A/HRC/RES/53/11") }
           from layout in new[] { "no empty lines", "no indents", "neither", "CR LF", "no-break spaces" }
           select (document.Item1, document.Item2, layout),
    ];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_facts_are_the_same(string file, string symbol, string layout)
    {
        var text = File.ReadAllText(SharedFiles.Path("documents/" + file));
        var lines = text.Split('\n');
        var other = layout switch
        {
            "no empty lines" => string.Join('\n', lines.Where(l => l.Trim().Length > 0)),
            "no indents" => string.Join('\n', lines.Select(l => l.Trim())),
            "neither" => string.Join('\n', lines.Select(l => l.Trim()).Where(l => l.Length > 0)),
            "CR LF" => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            _ => text.Replace(' ', '\u00A0'),
        };
        Assert.Equal(Said(text, symbol), Said(other, symbol));
    }

    private static string Said(string text, string symbol) =>
        string.Concat(FactsJson.Write(DocumentReader.Read(text, new DocumentHints(symbol, "zh")).Facts!).Where(c => !char.IsWhiteSpace(c)));
}
