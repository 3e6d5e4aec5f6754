using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Graph.Transfer;

namespace HumanRightsGraph.Graph.Tests.Transfer;

public class FormsOfLinesTests
{
    private const string Ends = """
        {"type":"node","id":"0","labels":["Work","Book"],"properties":{"id":"b","title":"T"}}
        {"type":"node","id":"a","labels":["Author"],"properties":{"id":"a","name":"N"}}

        """;

    private static readonly string[] Lines =
    [
        """{"type":"node","id":"z","labels":["Book","Work"],"properties":{"id":"z\"/é","price":1.5,"title":"of \\ 决","printedOn":"2023-07-13","tags":["x","y\t"]}}""",
        """{"type":"relationship","id":"9","label":"WROTE","start":{"id":"a","labels":["Author"]},"end":{"id":"0"}}""",
        """{"type":"relationship","id":"9","label":"QUOTES","start":{"id":"b"},"end":{"id":"x","properties":{"id":"b","of":[{"no":"interest"}]}},"properties":{"page":null,"line":3}}""",
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_line_means_the_same_however_it_is_spaced_ordered_and_escaped_and_what_is_no_JSON_is_refused()
    {
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            Write(random, text, JsonDocument.Parse(Lines[seed % Lines.Length]).RootElement, isLine: true);
            var changed = seed % 2 == 1;
            if (changed) Mutate(random, text);
            var line = text.ToString();
            var result = await Import(line);
            string? plain;
            try
            {
                using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = GraphJsonLines.MaxDepth });
                plain = JsonSerializer.Serialize(json.RootElement, Plain);
            }
            catch (JsonException)
            {
                plain = null;
            }
            if (plain is null) Assert.True(result is null, $"Seed {seed} was taken: {line}");
            else Assert.True(result == await Import(plain), $"Seed {seed} is read as something else: {line}\n{plain}\n{result}");
            Assert.True(changed || result is not null, $"Seed {seed} was refused: {line}");
            if (result is null) refused++;
            else read++;
        }
        Assert.True(read > 1_500 && refused > 500, $"{read} were read, {refused} refused.");
    }

    /// <summary>The graph with the line; null where it is refused.</summary>
    private static async Task<string?> Import(string line)
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        try
        {
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(Ends + line));
            await GraphJsonLines.ImportAsync(store, input, "graph.jsonl");
        }
        catch (GraphStoreException e) when (e.Code == "IMPORT_INVALID")
        {
            return null;
        }
        return NaiveGraph.Describe(store.Current);
    }

    private static void Write(Random random, StringBuilder text, JsonElement value, bool isLine = false)
    {
        Space(random, text);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var members = value.EnumerateObject().Select(m => (m.Name, m.Value)).ToList();
                if (isLine && random.Next(3) == 0) members.Add(("other", JsonDocument.Parse("""[1,{"a":[null,true]},"{\"["]""").RootElement));
                var first = true;
                foreach (var (name, member) in members.OrderBy(_ => random.Next(4)))
                {
                    if (!first) Space(random, text.Append(','));
                    first = false;
                    String(random, text, name);
                    Space(random, text);
                    text.Append(':');
                    Write(random, text, member);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                for (var i = 0; i < value.GetArrayLength(); i++)
                {
                    if (i > 0) text.Append(',');
                    Write(random, text, value[i]);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                String(random, text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
        Space(random, text);
    }

    private static void String(Random random, StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ' || random.Next(30) == 0) text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        text.Append('"');
    }

    private static void Space(Random random, StringBuilder text)
    {
        if (random.Next(8) == 0) text.Append(" \t"[random.Next(2)]);
    }

    private static void Mutate(Random random, StringBuilder text)
    {
        const string palette = "{}[]:,\"\\ \tntru0e-.1a/";
        var (at, by) = (random.Next(text.Length), palette[random.Next(palette.Length)]);
        switch (random.Next(3))
        {
            case 0: text[at] = by; break;
            case 1: text.Insert(at, by); break;
            default: text.Remove(at, 1); break;
        }
    }
}
