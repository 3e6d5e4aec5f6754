using System.Text.Json.Nodes;
using HumanRightsGraph.Documents;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Evaluation;

/// <summary>The documents of the annotations: read from their files, or taken from what <c>hrgraph extract</c> printed.</summary>
internal sealed class Texts
{
    private readonly Dictionary<string, SourceFile> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Symbol, string Language), JsonObject> _printed = [];

    /// <exception cref="InvalidDataException">A manifest is wrong.</exception>
    public static Texts Of(IReadOnlyList<string> folders)
    {
        var texts = new Texts();
        var (files, error) = SourceFiles.Find(folders);
        if (error is not null) throw new InvalidDataException(error.Message);
        foreach (var file in files.Where(f => f.Kind == SourceKind.Document))
        {
            texts._byName.TryAdd(Path.GetFileName(file.Path), file);
            texts._byName.TryAdd(Path.GetFileNameWithoutExtension(file.Path), file);
        }
        return texts;
    }

    /// <exception cref="InvalidDataException">It is no array of facts.</exception>
    public static Texts Printed(string path)
    {
        var texts = new Texts();
        foreach (var node in JsonNode.Parse(File.ReadAllText(path)) as JsonArray ?? throw new InvalidDataException($"{path} is no JSON array, as hrgraph extract prints one."))
            if (node is JsonObject facts) texts._printed.TryAdd(((string?)facts["symbol"] ?? "", (string?)facts["language"] ?? ""), facts);
        return texts;
    }

    /// <summary>The facts that the product says of an annotated document, or why there are none.</summary>
    public (JsonObject? Facts, string? Why) Of(Answer answer)
    {
        if (_printed.Count > 0)
            return _printed.TryGetValue((answer.Symbol, answer.Language), out var facts) ? (facts, null) : (null, "it is not in the printed facts");
        if (Find(answer) is not { } file) return (null, "its text is in none of the folders");
        var (bytes, error) = file.Read();
        var result = bytes is null ? new ExtractionResult(null, error, []) : DocumentReader.Read(bytes, file.Hints);
        return result.Facts is { } read ? (JsonNode.Parse(FactsJson.Write(read))!.AsObject(), null) : (null, $"{result.Error!.Code}: {result.Error.Message}");
    }

    // By the file that the annotation names, else as such files are called: A_HRC_RES_53_13-EN.txt.
    private SourceFile? Find(Answer answer)
    {
        var stem = answer.Symbol.Replace('/', '_');
        foreach (var name in (string?[])[answer.File, $"{stem}-{answer.Language}", stem])
            if (name is not null && _byName.TryGetValue(Path.GetFileName(name), out var file)) return file;
        return null;
    }
}
