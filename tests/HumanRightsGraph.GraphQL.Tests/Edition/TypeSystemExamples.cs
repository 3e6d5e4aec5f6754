using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>What the September 2025 edition shows in section 3, by section, in examples of our own. Each text is a schema with the type Query beside it.</summary>
public class TypeSystemExamples
{
    private const string Q = "type Query { q: Int } ";

    public static TheoryData<string, string, bool> Schemas => new()
    {
        { "3.2 descriptions", Q + "\"\"\"\na thing\n\"\"\" type T { \"its key\" id(\"which\" n: Int): ID } \"kinds\" enum E { \"the first\" A }", true },
        { "3.3.1 default names need no schema", "type Query { a: Int } type Mutation { b: Int } type Subscription { c: Int }", true },
        { "3.3.1 a query type alone", "type Query { a: String }", true },
        { "3.3.1 a schema with a description", "\"\"\"what it is\"\"\" schema { query: Query mutation: Mutation } type Query { a: String } type Mutation { b: String }", true },
        { "3.3.1 other names need one", "schema { query: Ask mutation: Do } type Ask { a: Int } type Do { b: Int }", true },
        { "3.3.1 a type may be called Mutation and be none", "schema { query: Query } type Query { latest: Mutation } type Mutation { gene: String }", true },
        { "3.3.1 root types differ", "schema { query: A mutation: A } type A { a: Int }", false },
        { "3.3.1 a query type is needed", "schema { mutation: A } type A { a: Int }", false },
        { "3.3 one schema", "schema { query: Query } schema { query: Query } " + Q, false },
        { "3.3.2 the schema is extended", "directive @link on SCHEMA " + Q + "extend schema @link { mutation: M } type M { a: Int }", true },
        { "3.3.2 root types are given once", Q + "schema { query: Query } extend schema { query: T } type T { a: Int }", false },
        { "3.4.3 what is extended is defined", Q + "extend type T { a: Int }", false },
        { "3.5 a scalar of one's own", Q + "scalar Time @specifiedBy(url: \"https://example.org/time\")", true },
        { "3.5.6 scalars are extended by directives", "directive @d on SCALAR " + Q + "scalar S extend scalar S @d", true },
        { "3.6 objects within objects", Q + "type P { name: String age: Int home: P friends: [P!]! }", true },
        { "3.6 an object of scalars", Q + "scalar Url type P { name: String age: Int picture: Url }", true },
        { "3.6 an object has fields", Q + "type P", false },
        { "3.6 field names are unique", Q + "type P { a: Int a: Int }", false },
        { "3.6 names with two underscores are taken", Q + "type P { __a: Int }", false },
        { "3.6 a field gives an output type", Q + "type P { a: I } input I { b: Int }", false },
        { "3.6.1 arguments", Q + "type P { picture(size: Int, unit: [String!] = [\"px\"]): String }", true },
        { "3.6.1 argument names are unique", Q + "type P { picture(size: Int, size: Int): String }", false },
        { "3.6.1 an argument takes an input type", Q + "type P { picture(of: P): String }", false },
        { "3.6.2 deprecated fields", Q + "type P { old: Int @deprecated older: Int @deprecated(reason: \"see q\") }", true },
        { "3.6.2 an implementation is deprecated only with its interface", Q + "interface N { a: Int } type P implements N { a: Int @deprecated }", false },
        { "3.6.3 objects are extended", Q + "extend type Query { more: Int }", true },
        { "3.6.3 by directives", "directive @d on OBJECT " + Q + "type T { a: Int } extend type T @d", true },
        { "3.6.3 by fields that are new", Q + "extend type Query { q: Int }", false },
        { "3.7 interfaces", Q + "interface N { name: String } interface V { worth: Int } type P implements N & V { name: String worth: Int age: Int }", true },
        { "3.7 their fields are needed", Q + "interface N { name: String } type P implements N { age: Int }", false },
        { "3.7 of types within theirs", Q + "interface N { to: N list: [N] } type P implements N { to: P list: [P!]! }", true },
        { "3.7 of no other types", Q + "interface N { a: Int! } type P implements N { a: Int }", false },
        { "3.7 with their arguments", Q + "interface N { a(x: Int): Int } type P implements N { a: Int }", false },
        { "3.7 further arguments are optional", Q + "interface N { a: Int } type P implements N { a(x: Int!): Int }", false },
        { "3.7 further arguments are optional, and may be", Q + "interface N { a: Int } type P implements N { a(x: Int, y: Int! = 1): Int }", true },
        { "3.7 interfaces of interfaces", Q + "interface N { id: ID! } interface R implements N { id: ID! url: String } interface I implements R & N { id: ID! url: String t: Int }", true },
        { "3.7 are all named", Q + "interface N { id: ID! } interface R implements N { id: ID! } type T implements R { id: ID! }", false },
        { "3.7 an interface does not implement itself", Q + "interface N implements N { id: ID! }", false },
        { "3.7 a field of an interface type", Q + "interface N { name: String } type P implements N { name: String } type C { of: N phone: String }", true },
        { "3.7.1 interfaces are extended, and those who implement them", Q + "interface N { a: Int } type P implements N { a: Int } extend interface N { b: Int } extend type P { b: Int }", true },
        { "3.7.1 not without those who implement them", Q + "interface N { a: Int } type P implements N { a: Int } extend interface N { b: Int }", false },
        { "3.7.1 by directives", "directive @d on INTERFACE " + Q + "interface N { a: Int } extend interface N @d", true },
        { "3.7 nor in a circle", Q + "interface N implements M { id: ID! } interface M implements N { id: ID! }", false },
        { "3.8 unions", Q + "union U = A | B type A { a: Int } type B { b: Int }", true },
        { "3.8 with a bar in front", Q + "union U =\n  | A\n  | B type A { a: Int } type B { b: Int }", true },
        { "3.8 of objects", Q + "union U = N interface N { a: Int }", false },
        { "3.8 each once", Q + "union U = A | A type A { a: Int }", false },
        { "3.8 of one at least", Q + "union U", false },
        { "3.8.1 unions are extended", Q + "union U = A extend union U = B type A { a: Int } type B { b: Int }", true },
        { "3.9 enums", Q + "enum Direction { NORTH EAST SOUTH WEST }", true },
        { "3.9 of one value at least", Q + "enum E", false },
        { "3.9 each once", Q + "enum E { A A }", false },
        { "3.9.1 enums are extended by new values", Q + "enum E { A } extend enum E { B } extend enum E { B }", false },
        { "3.10 input objects", Q + "input Point { x: Float y: Float = 0 }", true },
        { "3.10 fields take input types", Q + "input Point { x: Query }", false },
        { "3.10 circles that can end", Q + "input A { self: A list: [A!]! } input B { c: C } input C { b: B! }", true },
        { "3.10 circles that cannot", Q + "input A { self: A! }", false },
        { "3.10 nor through others", Q + "input A { b: B! } input B { a: A! }", false },
        { "3.10 defaults within defaults", Q + "input A { b: B = {} } input B { n: Int = 3 }", true },
        { "3.10 a default that needs itself", Q + "input A { a: A = {} }", false },
        { "3.10 nor through others' defaults", Q + "input A { b: B = {} } input B { a: A = {} }", false },
        { "3.10 unless one says null", Q + "input A { b: B = {} } input B { a: A = {b: null} }", true },
        { "3.10 a default is a value of its type", Q + "input A { n: Int = \"three\" }", false },
        { "3.10.1 OneOf", Q + "input By @oneOf { id: ID name: String }", true },
        { "3.10.1 its fields are nullable", Q + "input By @oneOf { id: ID! }", false },
        { "3.10.1 and have no defaults", Q + "input By @oneOf { id: ID = 1 }", false },
        { "3.10.1 a circle without an end", Q + "input By @oneOf { by: By }", false },
        { "3.10.2 an extension obeys", Q + "input By @oneOf { id: ID } extend input By { name: String! }", false },
        { "3.10.2 an extension makes no OneOf", Q + "input By { id: ID } extend input By @oneOf", false },
        { "3.11 lists of lists", "type Query { q: [[Int!]!]! }", true },
        { "3.12 non-null", "type Query { q(n: Int!): String! }", true },
        { "3.13 directives", Q + "directive @example(a: Int = 1) repeatable on\n  | FIELD\n  | FRAGMENT_SPREAD\n  | INLINE_FRAGMENT", true },
        { "3.13 stand where they may", Q + "directive @d on FIELD type T @d { a: Int }", false },
        { "3.13 of fields and arguments", Q + "directive @d on FIELD_DEFINITION | ARGUMENT_DEFINITION type T { a(x: Int @d): String @d }", true },
        { "3.13 once unless repeatable", Q + "directive @d on OBJECT type T @d @d { a: Int }", false },
        { "3.13 as often as one likes where repeatable", Q + "directive @d repeatable on OBJECT type T @d @d { a: Int } extend type T @d", true },
        { "3.13 do not refer to themselves", Q + "directive @d(a: Int @d) on ARGUMENT_DEFINITION", false },
        { "3.13 nor in a circle", Q + "directive @d(a: Int @e) on ARGUMENT_DEFINITION directive @e(b: Int @d) on ARGUMENT_DEFINITION", false },
        { "3.13 names with two underscores are taken", Q + "directive @__d on FIELD", false },
        { "3.13.3 deprecated arguments and input fields", Q + "type T { a(x: Int @deprecated y: Int! = 1 @deprecated): Int } input I { x: Int @deprecated }", true },
        { "3.13.3 not the required ones", Q + "type T { a(x: Int! @deprecated): Int }", false },
        { "3.13.3 nor required input fields", Q + "input I { x: Int! @deprecated }", false },
        { "3.13.3 a reason is no null", Q + "type T { a: Int @deprecated(reason: null) }", false },
        { "3.13.4 specifiedBy stands on scalars", Q + "type T @specifiedBy(url: \"x\") { a: Int }", false },
        { "3.13.4 specifiedBy names a scalar's specification", Q + "scalar Number @specifiedBy(url: \"https://example.org/number\")", true },
        { "3.13.5 oneOf stands on input objects", Q + "type T @oneOf { a: Int }", false },
        { "3.13.5 oneOf of a scalar or an object", Q + "input By @oneOf { id: ID name: String both: Both } input Both { place: String! name: String! }", true },
    };

    [Theory, MemberData(nameof(Schemas))]
    public void Section_3_a_type_system_is_sound_or_refused(string section, string text, bool valid)
    {
        Assert.NotEmpty(section);
        var parsed = Parser.Parse(text, ParserOptions.Trusted);
        Assert.Equal(valid, parsed.Document is { } document && SchemaBuilder.Build(document).Schema is not null);
    }
}
