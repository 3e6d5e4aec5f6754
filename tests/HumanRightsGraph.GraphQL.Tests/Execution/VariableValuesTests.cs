using System.Text.Json;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Execution;

/// <summary>GraphQL §6.1.2 and §6.4.1.</summary>
public class VariableValuesTests
{
    internal const string Text = """
        type Query { f(a: Int = 5, r: Int!, in: In, list: [Int], d: Date): Float }
        input In { r: Int! o: Int = 7 list: [[Int]] in: In one: One e: E }
        input One @oneOf { a: Int b: Int }
        enum E { A B }
        scalar Date
        """;

    private static readonly GraphQLSchema Schema = SchemaBuilderTests.Build(Text);

    private static VariableResult Coerce(string definitions, string json)
        => VariableValues.Coerce(Schema, (OperationDefinitionNode)ParserTests.Read($"query({definitions}){{f}}").Definitions[0], JsonDocument.Parse(json).RootElement);

    [Theory]
    [InlineData("$v: Int!", "{}", "Variable $v: a value of the non-null type Int! is required, found none.")]
    [InlineData("$v: In", """{"v":{"r":1,"in":{"r":2,"list":[[1],[2,"x"]]}}}""", "Variable $v.in.list[1][1]: expected an integer from -2147483648 to 2147483647 (type Int), found \"x\".")]
    [InlineData("$v: In", """{"v":{"o":1}}""", "Variable $v: type In requires the field r of type Int!.")]
    [InlineData("$v: In", """{"v":{"r":1,"x":1}}""", "Variable $v: type In has no field x.")]
    [InlineData("$v: In", """{"v":{"r":1,"r":2}}""", "Variable $v: the field r is given twice.")]
    [InlineData("$v: One", """{"v":{"a":1,"b":2}}""", "Variable $v: exactly one field of type One must be given, found 2.")]
    [InlineData("$v: One", """{"v":{"a":null}}""", "Variable $v.a: the one field of type One must not be null.")]
    [InlineData("$v: E", """{"v":"C"}""", "Variable $v: expected a value of the enum E as a string, found \"C\".")]
    [InlineData("$v: Float", """{"v":1e999}""", "Variable $v: expected a finite number (type Float), found 1e999.")]
    [InlineData("$v: String", """{"v":"\ud800"}""", "Variable $v: expected text, found a lone surrogate.")]
    public void Rows_26_and_27_a_wrong_variable_is_named_with_its_place(string definitions, string json, string message)
    {
        var error = Assert.Single(Coerce(definitions, json).Errors);
        Assert.Equal((ErrorCodes.BadUserInput, message), (error.Code, error.Message));
    }

    [Fact]
    public void Section_6_1_2_absent_null_and_default_are_told_apart()
    {
        var values = Coerce("$absent: Int, $null: Int = 1, $default: [Int] = 3", """{"null":null,"unknown":1}""").Values!;
        Assert.False(values.TryGet("absent", out _));
        Assert.True(values.TryGet("null", out var value));
        Assert.Null(value);
        Assert.True(values.TryGet("default", out value));
        Assert.Equal([3], (IReadOnlyList<object?>)value!);
    }

    [Theory]
    [InlineData("f(a: $v, r: 1)", "$v: Int", "{}", "a=5 r=1")]
    [InlineData("f(a: $v, r: 1)", "$v: Int", "{\"v\":null}", "a= r=1")]
    [InlineData("f(r: $v)", "$v: Int = 2", "{\"v\":null}", "Argument r: expected a value of the non-null type Int!, but variable $v is null.")]
    [InlineData("f(r: 1, list: [$v, 1])", "$v: Int", "{}", "a=5 r=1 list=[,1]")]
    [InlineData("f(r: 1, in: {r: 1, o: $v})", "$v: Int", "{}", "a=5 r=1 in={r:1 o:7}")]
    [InlineData("f(r: 1, in: {r: 1, o: $v, e: A})", "$v: Int", "{\"v\":null}", "a=5 r=1 in={r:1 o: e:A}")]
    public void Section_6_4_1_arguments_take_literals_variables_and_defaults(string call, string definitions, string json, string expected)
    {
        var document = ParserTests.Read($"query({definitions}){{{call}}}");
        var operation = (OperationDefinitionNode)document.Definitions[0];
        var variables = VariableValues.Coerce(Schema, operation, JsonDocument.Parse(json).RootElement).Values!;
        var (values, error) = ArgumentValues.Coerce(Schema.QueryType.Fields[0].Arguments, ((FieldNode)operation.SelectionSet.Selections[0]).Arguments, variables);
        Assert.Equal(expected, error?.Message ?? string.Join(' ', values!.Select(a => $"{a.Key}={Show(a.Value)}")));
    }

    private static string Show(object? value) => value switch
    {
        InputObject o => $"{{{string.Join(' ', o.Select(f => $"{f.Key}:{Show(f.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(',', list.Select(Show))}]",
        _ => $"{value}",
    };

    [Fact]
    public void Deep_variables_are_refused_before_they_are_read()
    {
        var json = string.Concat(Enumerable.Repeat("[", 63)) + string.Concat(Enumerable.Repeat("]", 63));
        Assert.Equal(ErrorCodes.LimitExceeded, Coerce("$v: [Int]", $"{{\"v\":{json}}}").Errors[0].Code);
    }
}
