using HumanRightsGraph.Documents.Forms;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>What a file's lines say.</summary>
internal static class FormText
{
    public static string Of(byte[] bytes, string fileName)
    {
        var (text, error) = DocumentReader.TextOf(bytes, new(FileName: fileName));
        Assert.True(error is null, error?.Message);
        return DocumentForm.Lines(text!).Text!.ToString();
    }

    public static string[] Lines(byte[] bytes, string fileName) => Of(bytes, fileName).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
