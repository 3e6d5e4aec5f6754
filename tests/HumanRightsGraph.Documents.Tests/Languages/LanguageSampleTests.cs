using System.Text.Json.Nodes;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Languages;

/// <summary>
/// Documents of our own words in the form of the Council's, in folders by language: <c>samples/fr/lakes.txt</c> says what <c>samples/answers/lakes.json</c> holds, whatever its
/// language. A further language of a document, or a further document, is a file; a field that an answer doesn't have isn't asked of it.
/// </summary>
public sealed class LanguageSampleTests
{
    private static string Samples { get; } = Path.Combine(SeedTable.Root, "tests/HumanRightsGraph.Documents.Tests/samples");

    public static TheoryData<string, string> Documents =>
        [.. from folder in Directory.EnumerateDirectories(Samples)
            let language = Path.GetFileName(folder)
            where language.Length == 2
            from file in Directory.EnumerateFiles(folder, "*.txt")
            orderby file
            select (language, Path.GetFileNameWithoutExtension(file))];

    [Theory, MemberData(nameof(Documents))]
    public void A_document_says_the_same_in_every_language(string language, string name)
    {
        var answer = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples, "answers", name + ".json")))!.AsObject();
        var result = DocumentReader.Read(File.ReadAllBytes(Path.Combine(Samples, language, name + ".txt")), new(null, null, null));
        Assert.True(result.Error is null, result.Error?.Message);
        var printed = JsonNode.Parse(FactsJson.Write(result.Facts!))!;
        Assert.Equal(language, (string?)printed["language"]);
        Assert.All(answer, field => Assert.Equal(Lines(field.Value, field.Value), Lines(printed[field.Key], field.Value)));
    }

    /// <summary>One line a value or an entry, with the fields that any entry of the answer has.</summary>
    private static IEnumerable<string> Lines(JsonNode? value, JsonNode? asked)
    {
        if (value is not JsonArray list || asked is not JsonArray { Count: > 0 } expected || expected[0] is not JsonObject) return [Line(value, asked)];
        HashSet<string> fields = [.. expected.SelectMany(entry => entry!.AsObject().Select(field => field.Key))];
        return list.Select(entry => string.Join(' ', fields.Order().Select(field => $"{field}={entry![field]?.ToJsonString()}"))).Order();
    }

    private static string Line(JsonNode? value, JsonNode? asked) => value is JsonObject found && asked is JsonObject fields
        ? string.Join(' ', fields.Select(field => $"{field.Key}={Line(found[field.Key], field.Value)}"))
        : value is JsonArray states ? string.Join(' ', states.Select(state => state!.ToJsonString()).Order()) : value?.ToJsonString() ?? "";
}
