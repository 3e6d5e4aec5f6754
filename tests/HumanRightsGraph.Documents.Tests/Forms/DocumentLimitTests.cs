using static HumanRightsGraph.Documents.Tests.Forms.WordFile;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>Each limit of a file holds as it is set, and the error names it.</summary>
public sealed class DocumentLimitTests
{
    private static readonly byte[] Word = new WordFile(P(R("a")) + P(R(new string('b', 2_000_000)))).Bytes();

    public static TheoryData<string, string, DocumentLimits> OfWord => new()
    {
        { "packageBytes", "DOC_TOO_LARGE", new() { PackageBytes = 1_000 } },
        { "packageUnpackedBytes", "DOC_ZIP_BOMB", new() { PackageUnpackedBytes = 1_000_000, PackageRatio = int.MaxValue } },
        { "packageRatio", "DOC_ZIP_BOMB", new() { PackageRatio = 2 } },
        { "packageParts", "DOC_ZIP_BOMB", new() { PackageParts = 1 } },
        { "xmlDepth", "DOC_TOO_COMPLEX", new() { XmlDepth = 2, PackageRatio = int.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(OfWord))]
    public void A_Word_file_over_a_limit_is_refused_by_its_name(string limit, string code, DocumentLimits limits)
    {
        var error = DocumentReader.Read(Word, new(FileName: "x.docx") { Limits = limits }).Error!;
        Assert.Equal(code, error.Code);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pdfPages")]
    [InlineData("fileBytes")]
    public void A_pdf_over_a_limit_is_refused_by_its_name(string limit)
    {
        PdfFormTests.Tool();
        var limits = limit == "pdfPages" ? new DocumentLimits { PdfPages = 1 } : new DocumentLimits { FileBytes = 100 };
        var pdf = new PdfFile();
        pdf.Text(80, 80, "A page of a document", 10);
        pdf.NewPage().Text(80, 80, "and another one of it", 10);
        var error = DocumentReader.Read(pdf.Bytes(), new(FileName: "x.pdf") { Limits = limits }).Error!;
        Assert.Equal("DOC_TOO_LARGE", error.Code);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }
}
