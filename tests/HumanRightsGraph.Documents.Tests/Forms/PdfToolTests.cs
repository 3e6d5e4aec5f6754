using HumanRightsGraph.Documents.Forms;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>The environment is the whole process': no other test reads a file meanwhile.</summary>
[Collection(nameof(PdfToolTests))]
[CollectionDefinition(nameof(PdfToolTests), DisableParallelization = true)]
public sealed class PdfToolTests
{
    [Fact]
    public void Without_the_tool_its_package_is_named()
    {
        var before = Environment.GetEnvironmentVariable("HRGRAPH_PDFTOTEXT");
        try
        {
            Environment.SetEnvironmentVariable("HRGRAPH_PDFTOTEXT", "no-such-pdftotext");
            var error = DocumentReader.Read(new PdfFile().Bytes(), new(FileName: "x.pdf")).Error!;
            Assert.Equal("DOC_TOOL_MISSING", error.Code);
            Assert.Contains("poppler-utils", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("HRGRAPH_PDFTOTEXT", before);
        }
    }
}
