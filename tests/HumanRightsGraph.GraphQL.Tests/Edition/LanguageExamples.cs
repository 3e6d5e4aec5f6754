using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>What the September 2025 edition shows in section 2, by section, in examples of our own.</summary>
public class LanguageExamples
{
    public static TheoryData<string, string, bool> Documents => new()
    {
        { "2.1.4 white space", "{\n\n  a\t b }", true },
        { "2.1.5 comments", "# above\n{ a # beside\n}", true },
        { "2.1.7 commas are insignificant", "{ f(a: 1,,, b: 2,) , g }", true },
        { "2.1.8 tokens stay apart", "{a...F}fragment F on A{b}", true },
        { "2.1.9 names begin with letters", "{ 1a }", false },
        { "2.2 an executable document with a type definition parses", "{ a } type A { b: C }", true },
        { "2.2 a document has a definition", "", false },
        { "2.2.1 descriptions of operations, variables and fragments", "\"\"\"what it does\"\"\" query Q(\"how many\" $n: Int) { a(n: $n) } \"of whom\" fragment F on A { b }", true },
        { "2.2.1 none before the short form", "\"what it does\" { a }", false },
        { "2.3 a mutation", "mutation { like(id: 1) { story { likes } } }", true },
        { "2.3 the short form", "{ a }", true },
        { "2.3 a name needs its keyword", "Q { a }", false },
        { "2.4 a selection set is not empty", "{ a {} }", false },
        { "2.5 fields within fields", "{ me { id born { month day } friends(first: 10) { name } } }", true },
        { "2.6 arguments in any order", "{ p(width: 1, height: 2) q: p(height: 2, width: 1) }", true },
        { "2.6 arguments are not empty", "{ a() }", false },
        { "2.7 aliases", "{ user(id: 4) { small: picture(size: 64) big: picture(size: 1024) } }", true },
        { "2.8 fragments within fragments", "{ u { ...F } } fragment F on User { id ...P } fragment P on User { p(size: 50) }", true },
        { "2.8 a fragment is not called on", "fragment on on User { id }", false },
        { "2.8.1 a type condition is needed", "fragment F { id }", false },
        { "2.8.2 inline fragments", "{ u { ... on Page { likes } ... @include(if: $x) { id } ... { name } } }", true },
        { "2.9 a variable is no constant value", "query($a: Int = $b) { c }", false },
        { "2.9.1 integers", "{ a(b: 4, c: 0, d: -0, e: -17) }", true },
        { "2.9.1 no leading zero", "{ a(b: 00) }", false },
        { "2.9.1 no hexadecimal form", "{ a(b: 0xF) }", false },
        { "2.9.2 floats", "{ a(b: 6.0221413e23, c: 1.5, d: 1e50, e: -1E-3) }", true },
        { "2.9.2 a digit on both sides of the point", "{ a(b: 1.) }", false },
        { "2.9.2 one point", "{ a(b: 1.23.4) }", false },
        { "2.9.2 nothing name-like behind", "{ a(b: 0x1.2p3) }", false },
        { "2.9.3 booleans", "{ a(b: true, c: false) }", true },
        { "2.9.4 strings", "{ a(b: \"\", c: \"\\u{1F4A9}\", d: \"\\uD83D\\uDCA9\", e: \"\"\"\"\"\") }", true },
        { "2.9.4 half a surrogate pair", "{ a(b: \"\\uD83D\") }", false },
        { "2.9.4 surrogates in braces", "{ a(b: \"\\u{D83D}\\u{DCA9}\") }", false },
        { "2.9.4 beyond Unicode", "{ a(b: \"\\u{110000}\") }", false },
        { "2.9.4 a line break in quotes", "{ a(b: \"x\ny\") }", false },
        { "2.9.5 null is a value of its own", "{ f(arg: null) f }", true },
        { "2.9.6 enum values have no quotes", "{ a(b: MOBILE_WEB) }", true },
        { "2.9.6 true is no enum value", "enum E { true }", false },
        { "2.9.7 lists", "{ a(b: [], c: [1, 2, 3], d: [1 2 3], e: [[1], [2]]) }", true },
        { "2.9.8 objects", "{ near(point: { lon: 12.43, lat: -53.211 }, none: {}) }", true },
        { "2.10 variables with defaults and directives", "query Q($id: ID!, $size: Int = 20 @d, $flag: [Boolean!]! = [true]) { p(size: $size) @include(if: $flag) }", true },
        { "2.10 variable lists are not empty", "query Q() { a }", false },
        { "2.11 type references", "query Q($a: [[Int!]!]!) { b(a: $a) }", true },
        { "2.11 no double exclamation mark", "query Q($a: Int!!) { b(a: $a) }", false },
        { "2.12 directives in their order", "{ a @one(x: 1) @two ... @three { b } } ", true },
        { "2.12 a directive has a name", "{ a @ }", false },
    };

    [Theory, MemberData(nameof(Documents))]
    public void Section_2_a_document_is_read_or_refused(string section, string text, bool valid)
    {
        Assert.NotEmpty(section);
        Assert.Equal(valid, Parser.Parse(text).Document is not null);
    }

    [Theory]
    [InlineData("2.1.7", "{ f(a: 1, b: 2) }", "{f(a:1 b:2)}")]
    [InlineData("2.3", "query { a }", "{ a }")]
    [InlineData("2.9.4", "{ a(b: \"\\u{1F4A9}\") }", "{ a(b: \"\\uD83D\\uDCA9\") }")]
    [InlineData("2.9.4", "{ a(b: \"\\u002F\") }", "{ a(b: \"\\/\") }")]
    [InlineData("2.9.4", "{ a(b: \"\"\"x\r\ny\rz\"\"\") }", "{ a(b: \"\"\"x\ny\nz\"\"\") }")]
    [InlineData("2.9.4", "{ a(b: \"\"\"\n    Hello,\n      world!\n\n    Yours.\n  \"\"\") }", "{ a(b: \"\"\"Hello,\n  world!\n\nYours.\"\"\") }")]
    [InlineData("2.9.4", "{ a(b: \"\"\"\n\n  one\n  two\n\n\"\"\") }", "{ a(b: \"\"\"one\ntwo\"\"\") }")]
    [InlineData("2.9.7", "{ a(b: [1, 2, 3]) }", "{ a(b: [1 2 3]) }")]
    public void Section_2_two_forms_mean_the_same(string section, string one, string other)
    {
        Assert.NotEmpty(section);
        Assert.Equal(Printer.Print(Parser.Parse(one).Document!), Printer.Print(Parser.Parse(other).Document!));
    }

    [Theory]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      Us.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  Us.")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    [InlineData("\"\"\"no \\n escape\"\"\"", "no \\n escape")]
    public void Section_2_9_4_a_block_string_has_this_value(string literal, string value)
        => Assert.Equal(value, ((StringValueNode)Parser.ParseValue(literal).Value!).Value);

    private static readonly GraphQLSchema Shops = SchemaBuilderTests.Build("""
        directive @secret(scope: String!) on FIELD
        type Query { shops(by: ShopFilter!): [Shop] }
        enum ShopFilter { NAME PLACE }
        type Shop { id: ID name: String owner: String @secret2 }
        directive @secret2 on FIELD_DEFINITION
        input Point { lat: Float! }
        """);

    [Theory]
    [InlineData("Shop", true)]
    [InlineData("Shop.name", true)]
    [InlineData("Point.lat", true)]
    [InlineData("ShopFilter.NAME", true)]
    [InlineData("Query.shops(by:)", true)]
    [InlineData("@secret", true)]
    [InlineData("@secret(scope:)", true)]
    [InlineData("Nothing", false)]
    [InlineData("Shop.nothing", false)]
    [InlineData("Query.shops(nothing:)", false)]
    [InlineData("@nothing", false)]
    public void Section_2_14_a_coordinate_names_one_element_or_none(string coordinate, bool found)
    {
        var (element, problem) = Shops.Find(SchemaCoordinate.Parse(coordinate).Coordinate!);
        Assert.Equal((found, null), (element is not null, problem));
    }

    [Theory]
    [InlineData("Nothing.name")]
    [InlineData("Shop.nothing(by:)")]
    [InlineData("@nothing(scope:)")]
    public void Section_2_14_what_should_contain_it_must_exist(string coordinate)
        => Assert.NotNull(Shops.Find(SchemaCoordinate.Parse(coordinate).Coordinate!).Problem);
}
