using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>What the September 2025 edition shows in section 5, by section, in examples of our own.</summary>
public class ValidationExamples
{
    private static readonly GraphQLSchema Library = SchemaBuilderTests.Build("""
        interface Named { name: String! }
        interface Lendable { name: String! }
        type Novel implements Lendable { name: String! subtitle: String pages: Int hasTag(tag: Tag!): Boolean! inPrint(abroad: Boolean): Boolean! author: Writer }
        type Atlas implements Lendable { name: String! subtitle: String maps: Int hasTag(tag: MapTag!): Boolean! }
        type Writer implements Named { name: String! works: [Lendable!] }
        type Robot implements Named { name: String! maker: String }
        union NovelOrAtlas = Novel | Atlas
        union NovelOrWriter = Novel | Writer
        union WriterOrRobot = Writer | Robot
        interface Item { id: ID! }
        interface Shelved implements Item { id: ID! shelf: String }
        type Picture implements Shelved & Item { id: ID! shelf: String }
        enum Tag { SAD LONG OLD }
        enum MapTag { CITY }
        input NovelFilter { name: String author: String }
        input NewItem @oneOf { novel: NovelFilter atlas: String }
        input Range { from: Int! to: Int = 9 }
        type Arguments {
          many(x: Int!, y: Int!): Int! booleanArg(b: Boolean): Boolean floatArg(f: Float): Float intArg(i: Int): Int nonNullBoolean(b: Boolean!): Boolean!
          booleanList(l: [Boolean]): [Boolean] nonNullList(l: [Boolean]!): [Boolean] optionalNonNull(b: Boolean! = false): Boolean! range(r: Range): Int
        }
        type Query {
          item: Item novel: Novel find(filter: NovelFilter): Novel findAll(filter: NovelFilter = {name: "A"}): [Novel] arguments: Arguments lendable: Lendable named: Named writer: Writer
          novelOrAtlas: NovelOrAtlas novelOrWriter: NovelOrWriter writerOrRobot: WriterOrRobot booleanList(l: [Boolean!]): Boolean
        }
        type Mutation { add(item: NewItem!): Lendable rename(name: String!): Novel }
        type Subscription { lent: Loan queued: Boolean }
        type Loan { item: String by: String }
        """);

    public static TheoryData<string, string, bool> Documents => new()
    {
        { "5.1.1 definitions of types are not executable", "query Q { novel { name } } extend type Novel { colour: String }", false },
        { "3.6 fields of an object", "{ novel { name subtitle pages } }", true },
        { "3.6 in another order", "{ novel { pages name } }", true },
        { "3.6 an object in an object", "{ novel { name author { name } } }", true },
        { "3.6 of which something is asked", "{ novel { name author } }", false },
        { "3.7 fields of an interface", "{ named { name } }", true },
        { "3.7 not those of one of its types", "{ named { name maker } }", false },
        { "3.7 but within a fragment", "{ named { name ... on Robot { maker } } }", true },
        { "3.8 a union has no fields", "{ novelOrWriter { name pages } }", false },
        { "3.8 but those of its types", "{ novelOrWriter { ... on Novel { pages } ... on Writer { name } } }", true },
        { "3.12 an argument that may not be left out", "{ arguments { nonNullBoolean } }", false },
        { "3.12 nor be null", "{ arguments { nonNullBoolean(b: null) } }", false },
        { "3.12 nor be given by a variable that may be null", "query Q($b: Boolean) { arguments { nonNullBoolean(b: $b) } }", false },
        { "5.2.1.1 the schema has the root type", "mutation M { rename(name: \"x\") { name } }", true },
        { "5.2.2.1 names are unique", "query A { novel { name } } query B { novel { author { name } } }", true },
        { "5.2.2.1 among all operations", "query A { novel { name } } mutation A { rename(name: \"x\") { name } }", false },
        { "5.2.2.1 among queries", "query A { novel { name } } query A { novel { author { name } } }", false },
        { "5.2.3.1 one anonymous operation alone", "{ novel { name } }", true },
        { "5.2.3.1 and no other beside it", "{ novel { name } } query A { novel { author { name } } }", false },
        { "5.2.4.1 a subscription has one root field", "subscription S { lent { item by } }", true },
        { "5.2.4.1 also through a fragment", "subscription S { ...F } fragment F on Subscription { lent { item by } }", true },
        { "5.2.4.1 not two", "subscription S { lent { item } queued }", false },
        { "5.2.4.1 not two through a fragment", "subscription S { ...F } fragment F on Subscription { lent { item } queued }", false },
        { "5.2.4.1 none under a condition", "subscription S($b: Boolean!) { lent @skip(if: $b) { item } queued @include(if: $b) }", false },
        { "5.2.4.1 not introspection", "subscription S { __typename }", false },
        { "5.3.1 fields of the type", "{ novel { ...F } } fragment F on Novel { maps }", false },
        { "5.3.1 an alias does not help", "{ novel { ...F } } fragment F on Novel { pages: volume }", false },
        { "5.3.1 fields of the interface", "{ lendable { ...F } } fragment F on Lendable { name }", true },
        { "5.3.1 not of those who implement it", "{ lendable { ...F } } fragment F on Lendable { subtitle }", false },
        { "5.3.1 a union has __typename and fragments", "{ novelOrAtlas { ...F } } fragment F on NovelOrAtlas { __typename ... on Lendable { name } ... on Novel { pages } }", true },
        { "5.3.1 no fields of its own", "{ novelOrAtlas { ...F } } fragment F on NovelOrAtlas { name pages }", false },
        { "5.3.2 the same field merges", "{ novel { name name other: subtitle other: subtitle } }", true },
        { "5.3.2 different fields do not", "{ novel { name: subtitle name } }", false },
        { "5.3.2 the same arguments merge", "query($t: Tag!) { novel { hasTag(tag: SAD) hasTag(tag: SAD) x: hasTag(tag: $t) x: hasTag(tag: $t) } }", true },
        { "5.3.2 different values do not", "{ novel { hasTag(tag: SAD) hasTag(tag: LONG) } }", false },
        { "5.3.2 a value and a variable do not", "query($t: Tag!) { novel { hasTag(tag: SAD) hasTag(tag: $t) } }", false },
        { "5.3.2 two variables do not", "query($t: Tag! $u: Tag!) { novel { hasTag(tag: $t) hasTag(tag: $u) } }", false },
        { "5.3.2 with and without do not", "{ novel { hasTag(tag: SAD) inPrint inPrint(abroad: true) } }", false },
        { "5.3.2 types that exclude each other may differ in the field", "{ lendable { ... on Novel { size: pages } ... on Atlas { size: maps } } }", true },
        { "5.3.2 and in arguments", "{ lendable { ... on Novel { hasTag(tag: SAD) } ... on Atlas { hasTag(tag: CITY) } } }", true },
        { "5.3.2 not in what is answered", "{ lendable { ... on Novel { some: subtitle } ... on Atlas { some: maps } } }", false },
        { "5.3.3 a leaf ends", "{ novel { pages } }", true },
        { "5.3.3 and selects nothing", "{ novel { pages { sign } } }", false },
        { "5.3.3 an object goes on", "{ writer }", false },
        { "5.3.3 with a selection", "{ writer { name } }", true },
        { "5.3.3 so do an interface and a union", "{ lendable { name } novelOrAtlas { __typename } }", true },
        { "5.3.3 an interface goes on", "{ lendable }", false },
        { "5.3.3 a union goes on", "{ novelOrAtlas }", false },
        { "5.4.1 arguments are defined", "{ novel { hasTag(tag: SAD) inPrint(abroad: true) @include(if: true) } }", true },
        { "5.4.1 no others for a field", "{ novel { hasTag(mark: SAD) } }", false },
        { "5.4.1 no others for a directive", "{ novel { inPrint @include(unless: false) } }", false },
        { "5.4.1 in any order", "{ arguments { many(x: 1, y: 2) other: many(y: 1, x: 2) } }", true },
        { "5.4.1 a required one", "{ novel { hasTag(tag: SAD) } arguments { many(x: 1, y: 2) } }", true },
        { "5.4.2 each once", "{ arguments { many(x: 1, y: 2, x: 1) } }", false },
        { "5.4.3 required ones are given", "{ arguments { booleanArg(b: true) nonNullBoolean(b: true) } }", true },
        { "5.4.3 others may be left out", "{ arguments { booleanArg optionalNonNull } }", true },
        { "5.4.3 not the required ones", "{ arguments { nonNullBoolean } }", false },
        { "5.4.3 nor null for them", "{ arguments { nonNullBoolean(b: null) } }", false },
        { "5.5.1.1 fragment names are unique", "{ novel { ...F ...G } } fragment F on Novel { name } fragment G on Novel { author { name } }", true },
        { "5.5.1.1 each once", "{ novel { ...F } } fragment F on Novel { name } fragment F on Novel { author { name } }", false },
        { "5.5.1.2 their types exist", "{ novel { ...F ... on Novel { name } ... @include(if: true) { name } } } fragment F on Novel { name }", true },
        { "5.5.1.2 a type nobody knows", "{ novel { ...F } } fragment F on Nothing { name }", false },
        { "5.5.1.2 nor inline", "{ novel { ... on Nothing { name } } }", false },
        { "5.5.1.3 on objects, interfaces, unions", "{ novel { ...A ...B ...C } } fragment A on Novel { name } fragment B on Lendable { name } fragment C on NovelOrAtlas { ... on Novel { name } }", true },
        { "5.5.1.3 not on a scalar", "{ novel { ...F } } fragment F on Int { x }", false },
        { "5.5.1.3 not on a scalar inline", "{ novel { ... on Boolean { x } } }", false },
        { "5.5.1.4 fragments are used", "fragment F on Novel { name } { novel { name } }", false },
        { "5.5.2.1 what is spread is defined", "{ novel { ...Nothing } }", false },
        { "5.5.2.2 no circle", "{ novel { ...F } } fragment F on Novel { name ...G } fragment G on Novel { pages ...F }", false },
        { "5.5.2.2 as often as one likes without one", "{ novel { name pages name pages name pages } }", true },
        { "5.5.2.2 no circle through fields", "{ novel { ...F } } fragment F on Novel { name author { ...G } } fragment G on Writer { name works { ...F } }", false },
        { "5.5.2.3.1 an object in itself", "{ novel { ...F } } fragment F on Novel { ... on Novel { pages } }", true },
        { "5.5.2.3.1 not another in it", "{ novel { ...F } } fragment F on Novel { ... on Atlas { maps } }", false },
        { "5.5.2.3.2 its interface in an object", "{ novel { ...F } } fragment F on Novel { ...G } fragment G on Lendable { name }", true },
        { "5.5.2.3.2 its union in an object", "{ novel { ...F } } fragment F on Novel { ...G } fragment G on NovelOrAtlas { ... on Atlas { maps } }", true },
        { "5.5.2.3.3 an object in its interface and union", "{ lendable { ...F } novelOrAtlas { ...G } } fragment F on Lendable { name ... on Novel { pages } } fragment G on NovelOrAtlas { ... on Atlas { maps } }", true },
        { "5.5.2.3.3 not in another interface", "{ named { ...F } } fragment F on Named { ... on Novel { pages } }", false },
        { "5.5.2.3.3 not in another union", "{ writerOrRobot { ...F } } fragment F on WriterOrRobot { ... on Atlas { maps } }", false },
        { "5.5.2.3.4 two that share an object", "{ lendable { ...F } } fragment F on Lendable { ...G } fragment G on NovelOrWriter { ... on Novel { pages } }", true },
        { "5.5.2.3.4 an interface of an interface", "{ item { ...F } } fragment F on Item { ...G } fragment G on Shelved { shelf }", true },
        { "5.5.2.3.4 not two that share none", "{ lendable { ...F } } fragment F on Lendable { ...G } fragment G on Named { name }", false },
        { "5.6.1 values fit", "{ arguments { booleanArg(b: true) floatArg(f: 1) } }", true },
        { "5.6.1 as defaults too", "query($f: NovelFilter = {name: \"A\"}) { find(filter: $f) { name } }", true },
        { "5.6.1 a string is no integer", "{ arguments { intArg(i: \"123\") } }", false },
        { "5.6.1 nor within an object", "{ find(filter: {name: 123}) { name } }", false },
        { "5.6.2 input fields are defined", "{ find(filter: {name: \"A\"}) { name } }", true },
        { "5.6.2 no others", "{ find(filter: {flavour: \"A\"}) { name } }", false },
        { "5.6.3 each once", "{ find(filter: {name: \"A\", name: \"B\"}) { name } }", false },
        { "5.6.4 required ones are given", "{ arguments { range(r: {from: 1}) } }", true },
        { "5.6.4 and not left out", "{ arguments { range(r: {to: 1}) } }", false },
        { "5.6.4 nor null", "{ arguments { range(r: {from: null}) } }", false },
        { "5.6 OneOf takes one", "mutation { add(item: {atlas: \"A\"}) { name } }", true },
        { "5.6 OneOf takes no two", "mutation { add(item: {atlas: \"A\", novel: {}}) { name } }", false },
        { "5.6 OneOf takes no null", "mutation { add(item: {atlas: null}) { name } }", false },
        { "5.7.1 directives are defined", "{ novel @nothing { name } }", false },
        { "5.7.2 and stand where they may", "query($b: Boolean!) @skip(if: $b) { novel { name } }", false },
        { "5.7.3 once at a place", "query($a: Boolean!, $b: Boolean!) { novel @skip(if: $a) @skip(if: $b) { name } }", false },
        { "5.7.3 at two places", "query($a: Boolean!, $b: Boolean!) { novel @skip(if: $a) { name } novel @skip(if: $b) { pages } }", true },
        { "5.8.1 variables are unique", "query($b: Boolean, $b: Boolean) { novel { inPrint(abroad: $b) } }", false },
        { "5.8.1 in their operation", "query A($b: Boolean) { ...F } query B($b: Boolean) { ...F } fragment F on Query { novel { inPrint(abroad: $b) } }", true },
        { "5.8.2 of input types", "query($b: Boolean, $f: NovelFilter, $l: [Boolean!]) { novel { inPrint(abroad: $b) } find(filter: $f) { name } booleanList(l: $l) }", true },
        { "5.8.2 a list of them", "query($l: [Boolean!]) { booleanList(l: $l) }", true },
        { "5.8.2 not of an object", "query($x: Atlas) { novel { name } }", false },
        { "5.8.2 not of an object behind a bang", "query($x: Novel!) { novel { name } }", false },
        { "5.8.2 nor a list of interfaces", "query($x: [Lendable]) { novel { name } }", false },
        { "5.8.2 nor of a union", "query($x: NovelOrAtlas) { novel { name } }", false },
        { "5.8.3 uses are defined", "query($b: Boolean) { novel { inPrint(abroad: $b) } }", true },
        { "5.8.3 used in a fragment", "query($b: Boolean) { novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", true },
        { "5.8.3 by two operations, each of which defines it", "query A($b: Boolean) { novel { ...F } } query B($b: Boolean) { novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", true },
        { "6.2.3 a subscription", "subscription S { lent { item by } }", true },
        { "5.8.3 undefined ones are not", "{ novel { inPrint(abroad: $b) } }", false },
        { "5.8.3 in a fragment too", "{ novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", false },
        { "5.8.3 in fragments of fragments", "{ novel { ...F } } fragment F on Novel { ...G } fragment G on Novel { inPrint(abroad: $b) }", false },
        { "5.8.3 in every operation", "query A($b: Boolean) { novel { ...F } } query B { novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", false },
        { "5.8.4 variables are used", "query($b: Boolean) { novel { inPrint } }", false },
        { "5.8.4 perhaps in a fragment", "query($b: Boolean) { novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", true },
        { "5.8.4 but really", "query($b: Boolean) { novel { ...F } } fragment F on Novel { inPrint }", false },
        { "5.8.4 in every operation", "query A($b: Boolean) { novel { ...F } } query B($b: Boolean, $c: Int) { novel { ...F } } fragment F on Novel { inPrint(abroad: $b) }", false },
        { "5.8.5 an integer into a boolean", "query($i: Int) { arguments { booleanArg(b: $i) } }", false },
        { "5.8.5 a list into an item", "query($l: [Boolean]) { arguments { booleanArg(b: $l) } }", false },
        { "5.8.5 nullable into non-null", "query($b: Boolean) { arguments { nonNullBoolean(b: $b) } }", false },
        { "5.8.5 a list of non-null into a list", "query($l: [Boolean!]) { arguments { booleanList(l: $l) } }", true },
        { "5.8.5 a list into a list of non-null", "query($l: [Boolean]) { booleanList(l: $l) }", false },
        { "5.8.5 nullable where the argument has a default", "query($b: Boolean) { arguments { optionalNonNull(b: $b) } }", true },
        { "5.8.5 nullable with a default of its own", "query($b: Boolean = true) { arguments { nonNullBoolean(b: $b) } }", true },
        { "5.8.5 not with null as default", "query($b: Boolean = null) { arguments { nonNullBoolean(b: $b) } }", false },
        { "5.8.5 a OneOf field is a non-null place", "mutation($s: String) { add(item: {atlas: $s}) { name } }", false },
        { "5.8.5 for which non-null is needed", "mutation($s: String!) { add(item: {atlas: $s}) { name } }", true },
    };

    [Theory]
    [InlineData("query Q { hello }", true)]
    [InlineData("mutation M { goodbye }", false)]
    [InlineData("subscription S { goodbye }", false)]
    public void Section_5_2_1_1_the_schema_has_the_kind_of_operation(string text, bool valid)
        => Assert.Equal(valid, Validator.Validate(SchemaBuilderTests.Build("type Query { hello: String }"), Parser.Parse(text).Document!).IsEmpty);

    [Theory, MemberData(nameof(Documents))]
    public void Section_5_a_document_is_valid_or_refused(string section, string text, bool valid)
    {
        Assert.NotEmpty(section);
        var parsed = Parser.Parse(text);
        Assert.Null(parsed.Error);
        Assert.Equal(valid, Validator.Validate(Library, parsed.Document!).IsEmpty);
    }
}
