using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>
/// How the seed writes documents: what <c>hrgraph extract</c> prints, without words, without what is empty, a fact a line, so that a person can read
/// and correct it and a difference is a line. <see cref="SeedDocuments"/> reads it. docs/decisions/141-the-seed-s-documents.md.
/// </summary>
public static partial class SeedForm
{
    /// <summary>The longest title of a resolution so far has about 380 characters.</summary>
    private const int LongestTitle = 400;

    /// <summary>The facts without the sentences they were read from: no quotes, no subjects, no texts of paragraphs.</summary>
    public static DocumentFacts WithoutWords(DocumentFacts facts) => facts with
    {
        // A title that ran on into the text is none.
        Title = facts.Title.RemoveRange(facts.Title.Where(t => t.Value.Length > LongestTitle || SentenceEnd().IsMatch(t.Value)).Select(t => t.Key)),
        Provisions = [],
        Cites = [.. facts.Cites.DistinctBy(c => (c.Symbol, c.Paragraph, c.Anchor))],
        // The names by which a text calls what the tables have are the tables' business.
        Instruments = [.. facts.Instruments.Select(i => i.Id is { Length: > 0 } id ? i with { Name = id } : i).Distinct()],
        Mechanisms = [.. facts.Mechanisms.Select(m => m.Id.Length > 0 ? m with { Name = m.Id } : m)],
        Deliverables = [.. facts.Deliverables.Select(d => d with { Subject = null, Quote = null })],
    };

    [GeneratedRegex(@":$|\p{Ll}[.!?] \p{Lu}|\] \d", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();

    /// <summary>The same bytes for the same documents, whatever their order.</summary>
    public static string Write(IEnumerable<SeedDocument> documents)
    {
        var text = new StringBuilder("[");
        foreach (var document in documents.OrderBy(d => d.Facts.Symbol, SymbolOrder.Instance).ThenBy(d => d.Facts.Language, StringComparer.Ordinal))
        {
            text.Append(text.Length > 1 ? ",\n{" : "\n{");
            var first = true;
            if (document.Corrected is { } why) Member(text, ref first, "corrected").Append(JsonSerializer.Serialize(why, Plain));
            using var facts = JsonDocument.Parse(FactsJson.Write(document.Facts));
            foreach (var member in facts.RootElement.EnumerateObject())
                if (!IsEmpty(member.Value)) Value(Member(text, ref first, member.Name), member.Value, lines: true);
            text.Append("\n}");
        }
        return text.Append("\n]\n").ToString();
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static StringBuilder Member(StringBuilder text, ref bool first, string name)
    {
        text.Append(first ? "\n  \"" : ",\n  \"").Append(name).Append("\": ");
        first = false;
        return text;
    }

    private static void Value(StringBuilder text, JsonElement value, bool lines = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var next = "";
                foreach (var member in value.EnumerateObject())
                {
                    if (IsEmpty(member.Value) || IsNameOfId(member, value)) continue;
                    text.Append(next).Append('"').Append(member.Name).Append("\": ");
                    Value(text, member.Value);
                    next = ", ";
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                lines &= value[0].ValueKind == JsonValueKind.Object;
                text.Append('[');
                var separator = lines ? "\n    " : "";
                foreach (var item in value.EnumerateArray())
                {
                    Value(text.Append(separator), item);
                    separator = lines ? ",\n    " : ", ";
                }
                text.Append(lines ? "\n  ]" : "]");
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.EnumerateObject().All(m => IsEmpty(m.Value)),
        _ => false,
    };

    // FactsForm gives a mention without a name its id for one.
    private static bool IsNameOfId(JsonProperty member, JsonElement mention) =>
        member.NameEquals("name") && mention.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == member.Value.GetString();
}
