using System.Text;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Oracle;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Language;

/// <summary>Whatever the bytes, there is an answer.</summary>
public class FuzzTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "{", "}", "(", ")", "[", "]", "!", "$", "@", ":", "=", "|", "&", "...", "\"", "\"\"\"", "\\", "\\u", "\\u{", "#", "\n", "\r", ",", " ", "0", "-", ".", "e9", "on", "query", "fragment", "type", "input", "extend", "a", "B", "null", "é", "💩", "\uFEFF" }
            .Select(Encoding.UTF8.GetBytes),
        [0], [0xC0], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB],
    ];

    [Fact]
    public void Random_bytes_are_parsed_validated_and_built_without_exception_or_hang()
    {
        var random = Seed.Numbers(3);
        var schema = SchemaBuilderTests.Build(Cases.Small);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new List<byte>();
            for (var n = random.Next(40); n > 0; n--) text.AddRange(Pieces[random.Next(Pieces.Length)]);
            Try([.. text], schema);
        }
    }

    [Fact]
    public void Mutated_documents_are_parsed_validated_and_built_without_exception_or_hang()
    {
        var random = Seed.Numbers(4);
        var schema = SchemaBuilderTests.Build(Cases.Animals);
        var documents = new DocumentGenerator(schema, random);
        var schemas = new SchemaGenerator(random);
        for (var i = 0; i < 3_000; i++)
        {
            var text = new List<byte>(Encoding.UTF8.GetBytes(i % 3 == 0 ? schemas.Schema() : documents.Document()));
            for (var n = random.Next(5); n > 0; n--)
            {
                var at = random.Next(text.Count);
                if (random.Next(2) == 0) text.RemoveRange(at, Math.Min(random.Next(20), text.Count - at));
                else text.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                if (text.Count == 0) break;
            }
            Try([.. text], schema);
        }
    }

    private static void Try(byte[] text, GraphQLSchema schema)
    {
        try
        {
            RequestReader.FromJson(text);
            if (Parser.Parse(text).Document is not { } document) return;
            var printed = Printer.Print(document);
            Assert.Equal(printed, Printer.Print(ParserTests.Read(printed)));
            Validator.Validate(schema, document);
            if (document.Definitions.Any(d => d is TypeSystemNode)) SchemaBuilder.Build(document);
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{e.GetType()} {Seed.Note}: {Convert.ToBase64String(text)}\n{e}");
        }
    }

    [Fact]
    public void Section_2_10_4_strings_of_all_of_Unicode_come_back_from_both_forms()
    {
        var random = Seed.Numbers(5);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new StringBuilder();
            for (var n = random.Next(12); n > 0; n--)
            {
                var rune = random.Next(3) switch { 0 => random.Next(0x20, 0x7F), 1 => " \t\n\"\\"[random.Next(5)], _ => random.Next(0x110000) };
                if (Rune.IsValid(rune) && rune != '\r') text.Append(new Rune(rune));
            }
            var quoted = Printer.Print(new StringValueNode(text.ToString(), false, default));
            Assert.Equal(text.ToString(), ((StringValueNode)Parser.ParseValue(quoted).Value!).Value);
            var block = (StringValueNode)Parser.ParseValue($"\"\"\"{text.Replace("\"", "'").Replace("\\", "/")}\"\"\"").Value!;
            Assert.Equal(block.Value, ((StringValueNode)Parser.ParseValue(Printer.Print(block)).Value!).Value);
        }
    }
}
