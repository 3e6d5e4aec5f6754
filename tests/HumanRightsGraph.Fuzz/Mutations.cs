using System.Text;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Fuzz;

/// <summary>Documents that have never been written: grown from a grammar or taken from the corpus, then changed byte by byte, piece by piece, or spliced.</summary>
public sealed class Mutations(IReadOnlyList<byte[]> corpus, IReadOnlyList<GraphQLSchema> schemas, Random random)
{
    private const int MaxBytes = 70_000;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "(", ")", "[", "]", "!", "$", "@", ":", "=", "|", "&", "...", "\"", "\"\"\"", "\\", "\\u", "\\u{", "\\uD83D", "#", "\n", "\r", "\r\n", ",", " ", "0", "-", ".", "e9", "1e999", "2147483648", "on", "query", "mutation", "subscription",
            "fragment F on Query", "...F", "type", "input", "extend", "interface", "union", "enum", "directive @a on FIELD", "@skip(if:", "@include(if:true)", "@deprecated", "@oneOf", "__typename", "__schema", "__type(name:", "fields", "first:", "where:", "order:", "after:", "null", "true", "$a", "($a:Int=1)", "é", "💩", "\uFEFF", "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0x7F], [0xC0], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB],
    ];

    private readonly DocumentGenerator[] _documents = [.. schemas.Select(s => new DocumentGenerator(s, random))];
    private readonly SchemaGenerator _typeSystems = new(random);

    public byte[] Next()
    {
        var text = new List<byte>(Fresh());
        for (var n = random.Next(6); n > 0 && text.Count > 0; n--) Change(text);
        return [.. text.Count > MaxBytes ? text.Take(MaxBytes) : text];
    }

    private byte[] Fresh() => random.Next(10) switch
    {
        < 5 => Encoding.UTF8.GetBytes(_documents[random.Next(_documents.Length)].Document()),
        5 => Encoding.UTF8.GetBytes(_typeSystems.Schema()),
        6 => [.. Enumerable.Range(0, random.Next(40)).SelectMany(_ => Pieces[random.Next(Pieces.Length)])],
        _ => corpus[random.Next(corpus.Count)],
    };

    private void Change(List<byte> text)
    {
        var at = random.Next(text.Count);
        var length = Math.Min(1 + random.Next(random.Next(20) == 0 ? 400 : 12), text.Count - at);
        switch (random.Next(8))
        {
            case 0: text[at] = (byte)random.Next(256); break;
            case 1: text[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: text.RemoveRange(at, length); break;
            case 3: text.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
            case 4:
                text.RemoveRange(at, length);
                text.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            // The same again, now and then often enough to reach a limit.
            case 5:
                var again = text.GetRange(at, length);
                for (var n = random.Next(10) == 0 ? 300 : 1 + random.Next(3); n > 0 && text.Count < MaxBytes; n--) text.InsertRange(at, again);
                break;
            case 6:
                var other = Fresh();
                if (other.Length == 0) break;
                var from = random.Next(other.Length);
                text.RemoveRange(at, text.Count - at);
                text.AddRange(other.AsSpan(from));
                break;
            default:
                var to = random.Next(text.Count);
                (text[at], text[to]) = (text[to], text[at]);
                break;
        }
    }
}
