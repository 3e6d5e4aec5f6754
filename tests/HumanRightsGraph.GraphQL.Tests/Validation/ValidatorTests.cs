using System.Globalization;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Validation;

/// <summary>GraphQL §5; verdicts and places are compared with graphql-js elsewhere, messages and codes here.</summary>
public class ValidatorTests
{
    /// <summary>A scalar of the host's.</summary>
    private static readonly ScalarCoercion Date = new(
        node => node is StringValueNode text ? Read(text.Value) : CoercionResult.Fail("a date as 2023-07-14"),
        json => json.ValueKind == System.Text.Json.JsonValueKind.String ? Read(json.GetString()!) : CoercionResult.Fail("a date as 2023-07-14"));

    private static CoercionResult Read(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? CoercionResult.Of(date) : CoercionResult.Fail("a date as 2023-07-14");

    private static readonly GraphQLSchema Schema = SchemaBuilder.Build(ParserTests.Read("""
        type Query { i(v: Int, n: Int!): Int, d(on: Date = "2020-02-29", in: In): Date, q: Query }
        input In { from: Date! }
        scalar Date
        """), new Dictionary<string, ScalarCoercion> { ["Date"] = Date }).Schema!;

    [Theory]
    [InlineData("{nope}", ErrorCodes.ValidationFailed, "Type Query has no field nope.")]
    [InlineData("{i(n:1,w:1)}", ErrorCodes.ValidationFailed, "i has no argument w.")]
    [InlineData("{i}", ErrorCodes.ValidationFailed, "i requires the argument n of type Int!.")]
    [InlineData("{i(n:1) @nope}", ErrorCodes.ValidationFailed, "There is no directive @nope.")]
    [InlineData("{...F}", ErrorCodes.ValidationFailed, "There is no fragment F.")]
    [InlineData("{...on Nope{i}}", ErrorCodes.ValidationFailed, "There is no type Nope.")]
    [InlineData("{i(n:2147483648)}", ErrorCodes.ValidationFailed, "Expected an integer from -2147483648 to 2147483647 (type Int), found 2147483648.")]
    [InlineData("{d(in:{})}", ErrorCodes.ValidationFailed, "Type In requires the field from of type Date!.")]
    [InlineData("{d(on:\"2023-02-30\")}", ErrorCodes.BadUserInput, "Expected a date as 2023-07-14 (type Date), found \"2023-02-30\".")]
    [InlineData("{d(in:{from:53})}", ErrorCodes.BadUserInput, "Expected a date as 2023-07-14 (type Date), found 53, at .from.")]
    [InlineData("{a:i(n:1) a:i(n:2)}", ErrorCodes.ValidationFailed, "Two fields answer as a (1:2 and 1:11), but their arguments differ. Give one another alias.")]
    [InlineData("{q{a:i(n:1)} q{a:d}}", ErrorCodes.ValidationFailed, "Two fields answer as a (1:4 and 1:16), but Int and Date are different types. Give one another alias.")]
    public void Rows_15_23_and_28_an_error_says_what_is_wrong(string text, string code, string message)
    {
        var error = Validator.Validate(Schema, ParserTests.Read(text))[0];
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void Section_5_3_2_a_conflict_names_the_fields_and_those_around_them_up_to_where_they_meet()
        => Assert.Equal(["1:4", "1:6", "1:18", "1:20"], Assert.Single(Validator.Validate(Schema, ParserTests.Read("{q{q{a:i(n:1)}}q{q{a:i(n:2)}}}"))).Locations.Select(l => l.ToString()).Except(["1:2", "1:16"]));

    [Fact]
    public void A_million_digits_are_refused_unread()
    {
        var digits = new string('9', 60_000);
        Assert.True(Validator.Validate(Schema, ParserTests.Read($"{{i(n:{digits})}}"))[0].Message.Length < 200);
    }

    [Fact]
    public void An_own_scalar_has_its_own_value_also_as_default()
    {
        Assert.Equal(new DateOnly(2020, 2, 29), Schema.QueryType.Fields.Find("d")!.Arguments[0].DefaultValue);
        var document = ParserTests.Read("query($d:Date!){d(in:{from:$d})}");
        var operation = (OperationDefinitionNode)document.Definitions[0];
        var variables = VariableValues.Coerce(Schema, operation, System.Text.Json.JsonDocument.Parse("""{"d":"2023-07-14"}""").RootElement).Values!;
        var values = ArgumentValues.Coerce(Schema.QueryType.Fields.Find("d")!.Arguments, ((FieldNode)operation.SelectionSet.Selections[0]).Arguments, variables).Values!;
        Assert.Equal(new DateOnly(2023, 7, 14), ((InputObject)values["in"]!)["from"]);
    }
}
