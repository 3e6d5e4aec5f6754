using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What a <c>Text</c>'s <c>format</c> calls the forms of files.</summary>
public static class TextFormat
{
    private static readonly (string Name, FileForm Form)[] All = [("txt", FileForm.Plain), ("docx", FileForm.Word), ("pdf", FileForm.Pdf), ("html", FileForm.Html)];

    public static IEnumerable<string> Names => All.Select(f => f.Name);

    public static string Of(FileForm form) => All.First(f => f.Form == form).Name;

    /// <summary>Null for a name that is none.</summary>
    public static FileForm? Find(string name) => All.Where(f => f.Name == name).Select(f => (FileForm?)f.Form).FirstOrDefault();
}
