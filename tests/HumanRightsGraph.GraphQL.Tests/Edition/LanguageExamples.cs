using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>What the September 2025 edition shows in section 2, by section, in examples of our own.</summary>
public class LanguageExamples
{
    public static TheoryData<string, string, bool> Documents => new()
    {
        { "2.1.1 white space", "{\n\n  a\t b }", true },
        { "2.1.3 comments", "# above\n{ a # beside\n}", true },
        { "2.1.4 commas are insignificant", "{ f(a: 1,,, b: 2,) , g }", true },
        { "2.1.5 tokens stay apart", "{a...F}fragment F on A{b}", true },
        { "2.1.8 names begin with letters", "{ 1a }", false },
        { "2.3 an executable document with a type definition parses", "{ a } type A { b: C }", true },
        { "2.3 a document has a definition", "", false },
        { "2.2 descriptions of operations, variables and fragments", "\"\"\"what it does\"\"\" query Q(\"how many\" $n: Int) { a(n: $n) } \"of whom\" fragment F on A { b }", true },
        { "2.2 none before the short form", "\"what it does\" { a }", false },
        { "2.4 a mutation", "mutation { like(id: 1) { story { likes } } }", true },
        { "2.4 the short form", "{ a }", true },
        { "2.4 a name needs its keyword", "Q { a }", false },
        { "2.5 a selection set is not empty", "{ a {} }", false },
        { "2.5 a selection set", "{ id name born }", true },
        { "2.6 fields within fields", "{ me { id born { month day } friends(first: 10) { name } } }", true },
        { "2.6 a field of whoever asks", "# whoever asks\n{ me { name } }", true },
        { "2.6 a field of one of many", "# one of many\n{ user(id: 4) { name } }", true },
        { "2.7 arguments in any order", "{ p(width: 1, height: 2) q: p(height: 2, width: 1) }", true },
        { "2.7 an argument of a nested field", "{ user(id: 4) { id name p(size: 100) } }", true },
        { "2.7 several arguments", "{ user(id: 4) { id name p(width: 100, height: 50) } }", true },
        { "2.7 one order", "{ p(width: 200, height: 100) }", true },
        { "2.7 the other order", "{ p(height: 100, width: 200) }", true },
        { "2.7 arguments are not empty", "{ a() }", false },
        { "2.8 aliases", "{ user(id: 4) { small: picture(size: 64) big: picture(size: 1024) } }", true },
        { "2.8 an alias at the root", "{ one: user(id: 4) { id name } }", true },
        { "2.9 fragments within fragments", "{ u { ...F } } fragment F on User { id ...P } fragment P on User { p(size: 50) }", true },
        { "2.9 without fragments", "query Q { u(id: 4) { a(first: 10) { id name } b(first: 10) { id name } } }", true },
        { "2.9 with a fragment, which has a description", "query Q { u(id: 4) { a(first: 10) { ...F } b(first: 10) { ...F } } } \"what both have\" fragment F on User { id name }", true },
        { "2.9 a fragment is not called on", "fragment on on User { id }", false },
        { "2.9.1 a type condition is needed", "fragment F { id }", false },
        { "2.9.1 fragments of two types", "query Q { all(of: [\"a\", \"b\"]) { name ...U ...P } } fragment U on User { friends { count } } fragment P on Page { likers { count } }", true },
        { "2.9.2 inline fragments", "{ u { ... on Page { likes } ... @include(if: $x) { id } ... { name } } }", true },
        { "2.9.2 two types inline", "query Q { all(of: [\"a\", \"b\"]) { name ... on User { friends { count } } ... on Page { likers { count } } } }", true },
        { "2.9.2 no type at all", "query Q($more: Boolean) { u(id: 4) { id ... @include(if: $more) { first last } } }", true },
        { "2.10 a variable is no constant value", "query($a: Int = $b) { c }", false },
        { "2.10.1 integers", "{ a(b: 4, c: 0, d: -0, e: -17) }", true },
        { "2.10.1 no leading zero", "{ a(b: 00) }", false },
        { "2.10.1 no hexadecimal form", "{ a(b: 0xF) }", false },
        { "2.10.2 floats", "{ a(b: 6.0221413e23, c: 1.5, d: 1e50, e: -1E-3) }", true },
        { "2.10.2 a digit on both sides of the point", "{ a(b: 1.) }", false },
        { "2.10.2 one point", "{ a(b: 1.23.4) }", false },
        { "2.10.2 nothing name-like behind", "{ a(b: 0x1.2p3) }", false },
        { "2.10.3 booleans", "{ a(b: true, c: false) }", true },
        { "2.10.4 strings", "{ a(b: \"\", c: \"\\u{1F4A9}\", d: \"\\uD83D\\uDCA9\", e: \"\"\"\"\"\") }", true },
        { "2.10.4 half a surrogate pair", "{ a(b: \"\\uD83D\") }", false },
        { "2.10.4 surrogates in braces", "{ a(b: \"\\u{D83D}\\u{DCA9}\") }", false },
        { "2.10.4 beyond Unicode", "{ a(b: \"\\u{110000}\") }", false },
        { "2.10.4 a line break in quotes", "{ a(b: \"x\ny\") }", false },
        { "2.10.5 null is a value of its own", "{ f(arg: null) f }", true },
        { "2.10.6 enum values have no quotes", "{ a(b: MOBILE_WEB) }", true },
        { "2.10.6 true is no enum value", "enum E { true }", false },
        { "2.10.7 lists", "{ a(b: [], c: [1, 2, 3], d: [1 2 3], e: [[1], [2]]) }", true },
        { "2.10.8 objects", "{ near(point: { lon: 12.43, lat: -53.211 }, none: {}) }", true },
        { "2.10.8 in the other order", "{ near(point: { lat: -53.211, lon: 12.43 }) }", true },
        { "2.11 variables with defaults and directives", "query Q($id: ID!, $size: Int = 20 @d, $flag: [Boolean!]! = [true]) { p(size: $size) @include(if: $flag) }", true },
        { "2.11 a variable with a description", "query Q(\"how large\" $size: Int) { u(id: 4) { p(size: $size) } }", true },
        { "2.11 variable lists are not empty", "query Q() { a }", false },
        { "2.12 type references", "query Q($a: [[Int!]!]!) { b(a: $a) }", true },
        { "2.12 no double exclamation mark", "query Q($a: Int!!) { b(a: $a) }", false },
        { "2.13 directives in their order", "{ a @one(x: 1) @two ... @three { b } } ", true },
        { "2.13 of a type", "type P @one(from: \"x\") @two(name: \"y\") { name: String }", true },
        { "2.13 in the other order", "type P @two(name: \"y\") @one(from: \"x\") { name: String }", true },
        { "3.13 a directive and a fragment that uses it", "directive @example on FIELD fragment F on T { a @example }", true },
        { "2.13 a directive has a name", "{ a @ }", false },
    };

    [Theory, MemberData(nameof(Documents))]
    public void Section_2_a_document_is_read_or_refused(string section, string text, bool valid)
    {
        Assert.NotEmpty(section);
        Assert.Equal(valid, Parser.Parse(text).Document is not null);
    }

    [Theory]
    [InlineData("2.1.4", "{ f(a: 1, b: 2) }", "{f(a:1 b:2)}")]
    [InlineData("2.4", "query { a }", "{ a }")]
    [InlineData("2.10.4", "{ a(b: \"\\u{1F4A9}\") }", "{ a(b: \"\\uD83D\\uDCA9\") }")]
    [InlineData("2.10.4", "{ a(b: \"\\u002F\") }", "{ a(b: \"\\/\") }")]
    [InlineData("2.10.4", "{ a(b: \"\"\"x\r\ny\rz\"\"\") }", "{ a(b: \"\"\"x\ny\nz\"\"\") }")]
    [InlineData("2.10.4", "{ a(b: \"\"\"\n    Hello,\n      world!\n\n    Yours.\n  \"\"\") }", "{ a(b: \"\"\"Hello,\n  world!\n\nYours.\"\"\") }")]
    [InlineData("2.10.4", "{ a(b: \"\"\"\n\n  one\n  two\n\n\"\"\") }", "{ a(b: \"\"\"one\ntwo\"\"\") }")]
    [InlineData("2.10.7", "{ a(b: [1, 2, 3]) }", "{ a(b: [1 2 3]) }")]
    public void Section_2_two_forms_mean_the_same(string section, string one, string other)
    {
        Assert.NotEmpty(section);
        Assert.Equal(Printer.Print(Parser.Parse(one).Document!), Printer.Print(Parser.Parse(other).Document!));
    }

    [Theory]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      Us.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  Us.")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    [InlineData("\"\"\"no \\n escape\"\"\"", "no \\n escape")]
    public void Section_2_10_4_a_block_string_has_this_value(string literal, string value)
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
