using System.Text.Json;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Execution;

/// <summary>GraphQL §6.3.2.</summary>
public class FieldCollectorTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilderTests.Build("type Query implements I { t: Query, a: Int, b: Int, i: I } interface I { a: Int } type Other implements I { a: Int }");

    private static string Show(FieldCollector collector, FieldSet set) => set.Error?.Message ?? string.Join(' ', set.Fields.Select(f =>
        f.ResponseName + string.Join('|', f.Occurrences.Select(o => string.Concat(o.Inclusions.Conditions.Select(c => $"[{c.Variable}={c.Value}]"))).Where(_ => !f.IsAlways))
        + (f.Node.SelectionSet is null ? "" : $"{{{Show(collector, collector.CollectSubfields(Schema.QueryType, f))}}}")));

    private static string Collect(string text, string? variables)
    {
        var document = ParserTests.Read(text);
        var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
        var values = variables is null ? null : VariableValues.Coerce(Schema, operation, JsonDocument.Parse(variables).RootElement).Values!;
        var collector = new FieldCollector(Schema, document, values);
        return Show(collector, collector.Collect(Schema.QueryType, operation.SelectionSet));
    }

    [Theory]
    [InlineData("{b:t{a} a t{b} x:t{a} t{a} b:t{b}}", "{}", "b{a b} a t{b a} x{a}")]
    [InlineData("{...F b ...F} fragment F on I{a ...on Other{a} ...on Query{t{a}}}", "{}", "a t{a} b")]
    [InlineData("{a @skip(if:true) b @include(if:false)}", "{}", "")]
    [InlineData("{a @skip(if:true) @include(if:true) b}", "{}", "b")]
    [InlineData("query($x:Boolean!){a @include(if:$x) b a}", "{\"x\":false}", "b a")]
    [InlineData("query($x:Boolean!){a @include(if:$x) b a}", "{\"x\":true}", "a b")]
    [InlineData("query($x:Boolean!){...F @include(if:$x) b ...F} fragment F on Query{a}", "{\"x\":false}", "b a")]
    [InlineData("query($x:Boolean=true){a @include(if:$x)}", "{\"x\":null}", "Argument if requires a value of type Boolean!, but variable $x is null.")]
    public void With_variables_fields_come_in_order_of_first_appearance(string text, string variables, string fields) => Assert.Equal(fields, Collect(text, variables));

    [Theory]
    [InlineData("query($x:Boolean!){a @include(if:$x) b a}", "a b")]
    [InlineData("query($x:Boolean!){a @include(if:$x) t @skip(if:$x){a}}", "a[x=True] t[x=False]{a[x=False]}")]
    [InlineData("query($x:Boolean!){t @include(if:$x){a} t{b}}", "t{a[x=True] b}")]
    [InlineData("query($x:Boolean!){... @include(if:$x){a @skip(if:$x) b @include(if:$x)}}", "b[x=True]")]
    [InlineData("query($x:Boolean!,$y:Boolean!){...F @include(if:$x) ...F @skip(if:$y)} fragment F on Query{a}", "a[x=True]|[y=False]")]
    [InlineData("query($x:Boolean!){...F ...F @include(if:$x)} fragment F on Query{a}", "a")]
    public void Without_variables_fields_carry_their_conditions(string text, string fields) => Assert.Equal(fields, Collect(text, null));

    [Fact]
    public void The_variables_that_conditions_depend_on_are_found_through_fragments()
    {
        var document = ParserTests.Read("query($x:Boolean!,$y:Boolean!,$z:Int){...F a @include(if:$y)} fragment F on Query{t{a @skip(if:$x)} ...F2} fragment F2 on Query{b @skip(if:$y)}");
        Assert.Equal(["x", "y"], new FieldCollector(Schema, document).ConditionVariables((OperationDefinitionNode)document.Definitions[0]).Order());
    }
}
