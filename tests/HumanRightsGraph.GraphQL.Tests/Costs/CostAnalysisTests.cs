using System.Text.Json;
using HumanRightsGraph.GraphQL.Costs;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Costs;

/// <summary>Costs of fields and types, as HotChocolate counts them.</summary>
public class CostAnalysisTests
{
    internal static readonly GraphQLSchema Schema = SchemaBuilderTests.Build(CostDirectives.Definitions + """
        type Query {
          book(id: ID!): Book
          books(first: Int, last: Int, where: BookFilter @cost(weight: "10"), order: [Order!] @cost(weight: "10")): Books! @cost(weight: "10") @listSize(slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 20, sizedFields: ["edges", "nodes"])
          byIds(ids: [ID!]!): [Book]! @listSize(slicingArguments: ["ids"])
          top: [Book!] @listSize(assumedSize: 3)
          thing: Thing
          tags: [String!]
          heavy: String @cost(weight: "7.5")
        }
        type Books { edges: [Edge!]! nodes: [Book!]! totalCount: Int! }
        type Edge { cursor: String! node: Book! }
        interface Thing { name: String }
        type Book implements Thing { name: String author: Author books(first: Int): Books! @cost(weight: "10") @listSize(slicingArguments: ["first"], slicingArgumentDefaultValue: 20, sizedFields: ["edges", "nodes"]) }
        type Author implements Thing @cost(weight: "4") { name: String books(first: Int): Books! @cost(weight: "10") @listSize(slicingArguments: ["first"], slicingArgumentDefaultValue: 20, sizedFields: ["edges", "nodes"]) }
        input BookFilter { name: String some: BookFilter @cost(weight: "5") }
        input Order { name: Direction }
        enum Direction { ASC DESC }
        """);

    internal static OperationCost Cost(string text, string variables = "{}")
    {
        var document = ParserTests.Read(text);
        Assert.Empty(GraphQL.Validation.Validator.Validate(Schema, document));
        var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
        var values = VariableValues.Coerce(Schema, operation, JsonDocument.Parse(variables).RootElement).Values!;
        return CostAnalysis.Of(Schema, document, operation, values);
    }

    [Theory]
    [InlineData("{ __typename }", 0, 1)]
    [InlineData("{ tags }", 0, 1)]
    [InlineData("{ heavy a: heavy }", 15, 1)]
    [InlineData("{ book(id: 1) { name } }", 1, 2)]
    [InlineData("{ book(id: 1) { name author { name } } }", 2, 6)]
    [InlineData("{ books { totalCount } }", 10, 2)]
    [InlineData("{ books { nodes { name } } }", 11, 22)]
    [InlineData("{ books(first: 5) { nodes { name } } }", 11, 7)]
    [InlineData("{ books(last: 5) { edges { cursor node { author { name } } } } }", 10 + 1 + 5 * (1 + 1), 2 + 5 * (1 + 1 + 4))]
    [InlineData("{ books(first: 2) { nodes { books(first: 3) { nodes { name } } } } }", 10 + 1 + 2 * (10 + 1), 2 + 2 * (1 + 1 + 3))]
    [InlineData("{ books(first: 1, where: {name: \"x\"}, order: [{name: ASC}]) { totalCount } }", 30, 2)]
    [InlineData("{ books(first: 1, where: {some: {some: {name: \"x\"}}}) { totalCount } }", 30, 2)]
    [InlineData("{ byIds(ids: [1, 2, 3]) { name } }", 1, 4)]
    [InlineData("{ top { author { name } } }", 1 + 3, 1 + 3 * 5)]
    [InlineData("{ thing { name } }", 1, 5)]
    [InlineData("{ thing { ... on Book { books(first: 9) { nodes { name } } } ... on Author { name } } }", 1 + 11, 1 + 1 + 1 + 9)]
    [InlineData("{ books(first: 0) { nodes { author { name } } } }", 11, 2)]
    [InlineData("{ books(first: 5) { nodes { name } nodes { author { name } } } }", 10 + 1 + 5, 2 + 5 * 5)]
    public void Weights_are_multiplied_by_the_lists_around_them(string text, double field, double type)
        => Assert.Equal((field, type), (Cost(text).FieldCost, Cost(text).TypeCost));

    [Theory]
    [InlineData("query($n: Int) { books(first: $n) { nodes { name } } }", "{\"n\":7}", "{ books(first: 7) { nodes { name } } }")]
    [InlineData("query($n: Int = 7) { books(first: $n) { nodes { name } } }", "{}", "{ books(first: 7) { nodes { name } } }")]
    [InlineData("query($n: Int) { books(first: $n) { nodes { name } } }", "{}", "{ books { nodes { name } } }")]
    [InlineData("query($w: BookFilter) { books(where: $w) { totalCount } }", "{\"w\":{\"some\":{\"name\":\"x\"}}}", "{ books(where: {some: {name: \"x\"}}) { totalCount } }")]
    [InlineData("query($w: BookFilter) { books(where: $w) { totalCount } }", "{}", "{ books { totalCount } }")]
    [InlineData("query($i: Boolean!) { heavy books @include(if: $i) { nodes { name } } }", "{\"i\":false}", "{ heavy }")]
    [InlineData("query($i: Boolean!) { heavy books @include(if: $i) { nodes { name } } }", "{\"i\":true}", "{ heavy books { nodes { name } } }")]
    [InlineData("query($ids: [ID!]!) { byIds(ids: $ids) { name } }", "{\"ids\":[1,2]}", "{ byIds(ids: [1, 2]) { name } }")]
    public void Statement_27_a_variable_costs_what_its_value_costs_inline(string text, string variables, string inline)
        => Assert.Equal(Cost(inline) with { Dearest = null }, Cost(text, variables) with { Dearest = null });

    [Fact]
    public void Statement_27_cost_grows_with_page_size_depth_and_aliases()
    {
        double Type(string text) => Cost(text).TypeCost;
        Assert.True(Type("{ books(first: 3) { nodes { name } } }") < Type("{ books(first: 4) { nodes { name } } }"));
        Assert.True(Type("{ books(first: 3) { nodes { name } } }") < Type("{ books(first: 3) { nodes { author { name } } } }"));
        Assert.True(Type("{ books(first: 3) { nodes { name } } }") < Type("{ books(first: 3) { nodes { name } } x: books(first: 3) { nodes { name } } }"));
    }

    [Fact]
    public void Row_25_a_refusal_names_cost_limit_and_the_dearest_field()
    {
        var cost = Cost("{ heavy books(first: 100) { nodes { author { name } } } }");
        Assert.Equal("Book.author", cost.Dearest?.ToString());
        Assert.Null(cost.Exceeds(Limits.Default, default));
        var error = cost.Exceeds(Limits.Default with { TypeCost = 10 }, default)!;
        Assert.Equal(ErrorCodes.CostExceeded, error.Code);
        Assert.Contains("502", error.Message);
        Assert.Contains("Book.author", error.Message);
        var extension = (IReadOnlyDictionary<string, object?>)error.Extensions!["cost"]!;
        Assert.Equal((502.0, 10), (extension["typeCost"], extension["maxTypeCost"]));
    }

    [Fact]
    public void An_interface_of_many_types_nested_deep_is_counted_once_for_each_selection()
    {
        var types = string.Concat(Enumerable.Range(0, 30).Select(i => $"type T{i} implements N {{ n: N }} "));
        var schema = SchemaBuilderTests.Build($"type Query {{ n: N }} interface N {{ n: N }} {types}");
        var document = ParserTests.Read(string.Concat(Enumerable.Repeat("{ n ", 19)) + "{ __typename }" + new string('}', 19));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cost = CostAnalysis.Of(schema, document, (OperationDefinitionNode)document.Definitions[0], VariableValues.None);
        Assert.Equal((19.0, 20.0), (cost.FieldCost, cost.TypeCost));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 16 << 20);
    }
}
