using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Tests.Language;

/// <summary>GraphQL §2.</summary>
public class ParserTests
{
    internal static DocumentNode Read(string text)
    {
        var result = Parser.Parse(text);
        Assert.Null(result.Error);
        return result.Document!;
    }

    [Fact]
    public void Section_2_3_a_document_prints_as_it_was_read()
    {
        const string Text = "query A($v: Int = 1) @a {\n  b: f(x: [1, $v]) @skip(if: true) {\n    ...F\n    ... on T {\n      id\n    }\n  }\n}\n\nfragment F on T {\n  id\n}";
        Assert.Equal(Text, Printer.Print(Read(Text)));
    }

    [Fact]
    public void Section_2_1_columns_count_UTF16_code_units()
    {
        var document = Read("\uFEFF# é💩\r\n{ a(b:\"é💩\", c: 1) }");
        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        Assert.Equal((2, 14), (field.Arguments[1].Location.Line, field.Arguments[1].Location.Column));
    }

    [Theory]
    [InlineData("\\u{1F4A9}", "💩")]
    [InlineData("\\uD83D\\uDCA9", "💩")]
    [InlineData("\\u{0000000041}", "A")]
    [InlineData("\\t\\/\\\\", "\t/\\")]
    public void Section_2_10_4_escapes_are_decoded(string literal, string value)
        => Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue($"\"{literal}\"").Value).Value);

    [Theory]
    [InlineData("\"\"\"\n    a\n\n      b\r\n    c\n  \"\"\"", "a\n\n  b\nc")]
    [InlineData("\"\"\"   a\n  b\n    c\"\"\"", "   a\nb\n  c")]
    [InlineData("\"\"\"\\n \\\"\"\" \u00a0\"\"\"", "\\n \"\"\" \u00a0")]
    public void Section_2_10_4_block_strings_lose_their_common_indentation(string literal, string value)
        => Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(literal).Value).Value);

    [Theory]
    [InlineData("{", "Syntax error at 1:2: expected a name, found the end of the text.")]
    [InlineData("{a(b:\"x", "Syntax error at 1:8: the string is not terminated.")]
    [InlineData("{a(b:01)}", "Syntax error at 1:7: a number does not begin with 0.")]
    [InlineData("{a ...on}", "Syntax error at 1:9: expected a name, found \"}\".")]
    [InlineData("query($a:Int=$b){a}", "Syntax error at 1:14: a variable cannot stand in a constant value.")]
    public void A_syntax_error_says_where_and_what_was_expected(string text, string message)
    {
        var error = Parser.Parse(text).Error;
        Assert.Equal((ErrorCodes.ParseFailed, message), (error!.Code, error.Message));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_a_syntax_error_not_replaced()
        => Assert.Equal("Syntax error: byte 3 is not UTF-8.", Parser.Parse([(byte)'{', (byte)'a', (byte)' ', 0xC0, 0x80, (byte)'}']).Error!.Message);

    [Theory]
    [InlineData("", "{a", "", "}", "", 200)]
    [InlineData("{a(v:", "[", "", "]", ")}", 199)]
    [InlineData("{a(v:", "{a:", "1", "}", ")}", 199)]
    [InlineData("query($v:", "[", "Int", "]", "){a}", 200)]
    public void Row_16_nesting_ends_at_the_parsers_limit(string head, string open, string inner, string close, string tail, int levels)
    {
        string Nested(int count) => head + string.Concat(Enumerable.Repeat(open, count)) + inner + string.Concat(Enumerable.Repeat(close, count)) + tail;
        SmallStack.Run(() => Assert.Equal(Nested(levels), string.Concat(Printer.Print(Read(Nested(levels))).Where(c => !char.IsWhiteSpace(c)))));
        var error = Parser.Parse(Nested(levels + 1)).Error!;
        Assert.Equal((ErrorCodes.LimitExceeded, "parserDepth"), (error.Code, ((IReadOnlyDictionary<string, object?>)error.Extensions!["limit"]!)["name"]));
        SmallStack.Run(() => Assert.Equal(ErrorCodes.LimitExceeded, Parser.Parse(Nested(9_000), ParserOptions.Trusted).Error!.Code));
    }

    [Fact]
    public void Row_18_commas_and_comments_count_as_tokens()
    {
        Assert.Null(Parser.Parse("{a" + new string(',', 9_997) + "}").Error);
        Assert.Equal(ErrorCodes.LimitExceeded, Parser.Parse("{a" + new string(',', 9_998) + "}").Error!.Code);
        Assert.Equal(ErrorCodes.LimitExceeded, Parser.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("#\n", 10_001)) + "{a}")).Error!.Code);
    }
}
