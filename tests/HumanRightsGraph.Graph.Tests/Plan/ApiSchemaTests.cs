using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Tests.Plan;

public sealed class ApiSchemaTests
{
    private static readonly ApiSchema Api = ApiSchema.Derive(GraphModel.Product).Schema!;

    private static string Field(string type, string field) => ((ObjectOrInterfaceType)Api.Types.Types.Find(type)!).Fields.Find(field)!.Type.ToString()!;

    [Theory]
    [InlineData("Query", "session", "Session")]
    [InlineData("Query", "documents", "DocumentConnection!")]
    [InlineData("Query", "node", "Node")]
    [InlineData("Query", "nodes", "[Node]!")]
    [InlineData("Query", "search", "SearchConnection!")]
    [InlineData("SearchEdge", "score", "Int!")]
    [InlineData("Session", "deliverablesDue", "DeliverableConnection!")]
    [InlineData("Resolution", "cites", "CitationConnection!")]
    [InlineData("Document", "citedBy", "CitationConnection!")]
    [InlineData("CitationEdge", "node", "Document!")]
    [InlineData("CitationEdge", "paragraph", "String")]
    [InlineData("State", "votes", "VoteConnection!")]
    [InlineData("Document", "votes", "VoteStateConnection!")]
    [InlineData("VoteStateEdge", "node", "State!")]
    [InlineData("Document", "creates", "MandateChangeConnection!")]
    [InlineData("Mechanism", "createdBy", "MandateChangeDocumentConnection!")]
    [InlineData("Deliverable", "status", "DeliverableStatus!")]
    [InlineData("Deliverable", "mandatedBy", "Document!")]
    [InlineData("Session", "sittingsFrom", "[Date!]")]
    public void Types_follow_from_the_graph(string type, string field, string expected) => Assert.Equal(expected, Field(type, field));

    [Theory]
    [InlineData("Query", "text")]
    [InlineData("Query", "otherDocument")]
    public void A_type_without_root_names_has_no_root_fields(string type, string field) =>
        Assert.Null(((ObjectType)Api.Types.Types.Find(type)!).Fields.Find(field));

    [Fact]
    public void A_status_filters_with_its_day()
    {
        var filter = (InputObjectType)Api.Types.Types.Find("DeliverableFilterInput")!;
        var operations = Assert.IsType<InputObjectType>(filter.Fields.Find("status")!.Type);
        Assert.Equal(["eq", "neq", "in", "nin", "asOf"], operations.Fields.Select(f => f.Name));
    }

    [Fact]
    public void Every_argument_has_a_description_with_an_example()
    {
        var arguments = Api.Types.Types.OfType<ObjectOrInterfaceType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(t => t.Fields.SelectMany(f => f.Arguments.Select(a => (Place: $"{t.Name}.{f.Name}.{a.Name}", a.Description))));
        // The key of a root field is shown in the field's own example.
        Assert.All(arguments.Where(a => !a.Place.StartsWith("Query", StringComparison.Ordinal) || a.Place.Count(c => c == '.') > 2), a => Assert.Contains("xample", a.Description));
    }

    [Fact]
    public void Extra_definitions_add_mutations()
    {
        var api = ApiSchema.Derive(GraphModel.Product, "type Mutation { touch(id: ID!): Touched } type Touched { deliverable: Deliverable }").Schema!;
        Assert.NotNull(api.Types.MutationType!.Fields.Find("touch"));
    }

    [Fact]
    public void The_printed_schema_derives_the_same_schema_again()
    {
        var printed = SchemaPrinter.Print(Api.Types);
        var again = SchemaBuilder.Build(Parser.Parse(printed, ParserOptions.Trusted).Document!, ApiSchema.Scalars);
        Assert.Empty(again.Errors);
        Assert.Equal(printed, SchemaPrinter.Print(again.Schema!));
    }

    [Fact]
    public void Extra_definitions_that_do_not_fit_are_refused() =>
        Assert.NotEmpty(ApiSchema.Derive(GraphModel.Product, "type Mutation { touch: Missing }").Errors);

    [Fact]
    public void A_computed_field_without_a_rule_is_refused()
    {
        var model = GraphSchemaReader.Read("""
            enum Mood { GOOD BAD }
            type A @node(labels: ["A"]) { id: ID! @unique mood: Mood @computed }
            """).Model!;
        Assert.Contains("A.mood is @computed", ApiSchema.Derive(model).Errors.Single().Message);
    }
}
