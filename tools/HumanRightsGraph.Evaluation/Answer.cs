using System.Text.Json;
using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation;

/// <summary>What a person read in one document: a JSON object in the form that <c>hrgraph extract</c> prints. A field that is absent was not annotated and isn't judged.</summary>
/// <param name="Path">Of the annotation.</param>
internal sealed record Answer(string Path, JsonObject Facts)
{
    public string Symbol => Text("symbol") ?? "";
    public string Language => Text("language") ?? "en";
    public string Kind => Text("kind") ?? "OTHER";
    /// <summary>The name of the file that was read, where the annotation says it.</summary>
    public string? File => Text("file");

    /// <summary>The annotations of a folder or one file, in the order of their paths.</summary>
    /// <exception cref="InvalidDataException">One is no JSON object with a symbol; the message says which.</exception>
    public static IReadOnlyList<Answer> ReadAll(string path)
    {
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.json", SearchOption.AllDirectories) : [path];
        return [.. files.Where(f => System.IO.Path.GetFileName(f) != "manifest.json").Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    private static IEnumerable<Answer> Read(string path)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(System.IO.File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not JSON: {e.Message}");
        }
        foreach (var item in node is JsonArray array ? [.. array] : (JsonNode?[])[node])
        {
            var answer = new Answer(path, item as JsonObject ?? throw new InvalidDataException($"{path}: an object with the facts of a document is expected."));
            if (answer.Symbol.Length == 0) throw new InvalidDataException($"{path} lacks \"symbol\".");
            yield return answer;
        }
    }

    private string? Text(string field) => Facts[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
