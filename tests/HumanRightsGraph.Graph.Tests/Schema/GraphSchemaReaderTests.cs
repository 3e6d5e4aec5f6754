using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Schema;

public sealed class GraphSchemaReaderTests
{
    private const string Head = """
        enum RelationshipDirection { OUT IN }
        enum Language { EN FR }
        scalar Date
        interface Node { id: ID! @unique }

        """;

    [Fact]
    public void The_products_schema_has_its_key_labels_in_the_order_of_the_file()
    {
        Assert.Equal(["Document", "Deliverable", "Session", "Body", "AgendaItem", "Text", "Provision", "Mechanism", "Instrument", "State", "Finding"],
            GraphModel.Product.Graph.KeyLabels.Select(l => l.Name));
    }

    [Fact]
    public void A_type_has_its_interfaces_fields_without_repeating_them()
    {
        var resolution = GraphModel.Product.Type("Resolution")!;
        Assert.Equal("id", resolution.Fields[0].Name);
        Assert.Same(GraphModel.Product.Type("Document")!.Field("cites"), resolution.Field("cites"));
    }

    [Fact]
    public void A_localized_property_is_stored_once_and_by_every_language()
    {
        var label = GraphModel.Product.Graph.KeyLabel("State")!;
        Assert.Equal(["name", "name_en", "name_fr", "name_es", "name_ru", "name_zh", "name_ar"], label.Properties.Select(p => p.Name));
    }

    [Fact]
    public void Both_ends_of_a_relationship_make_one_type_with_its_identity()
    {
        var cites = GraphModel.Product.Graph.RelationshipType("CITES")!;
        Assert.Equal(("Document", "Document"), (cites.From.Name, cites.To.Name));
        Assert.Equal(["paragraph", "form", "citedDate", "dateMismatch"], cites.Properties.Select(p => p.Name));
        Assert.Equal(["paragraph"], cites.Identity);
    }

    [Fact]
    public void An_enum_is_stored_as_the_names_of_its_values()
    {
        var kind = GraphModel.Product.Graph.KeyLabel("Session")!.Properties.Single(p => p.Name == "kind");
        Assert.Equal(PropertyType.String, kind.Type);
        Assert.Equal(["REGULAR", "SPECIAL", "ORGANIZATIONAL"], kind.EnumValues!.Value);
    }

    [Theory]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { b: B @relationship(type: \"X\", direction: OUT) }", "no type of nodes")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { b: [Int!] }", "lists are of")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { b: Foo }", "no type of this file")]
    [InlineData("type A implements Node { b: Int }", "needs @node")]
    [InlineData("type A @node(labels: [\"A\"]) { b: Int }", "needs `id: ID! @unique`")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { b: Int @localized }", "only a String")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { a: A @relationship(type: \"X\", direction: UP) }", "direction, IN or OUT")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) { a: A @relationship(type: \"X\", direction: OUT, properties: \"P\") }", "@relationshipProperties")]
    [InlineData("type A implements Node @node(labels: [\"L\"]) { a: Int } type B implements Node @node(labels: [\"L\", \"B\"]) { a: String }", "of another type")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) type B implements Node @node(labels: [\"A\"])", "same labels")]
    [InlineData("type A implements Node & Other @node(labels: [\"A\"])", "no interface of this file")]
    [InlineData("union U = A type A implements Node @node(labels: [\"A\"])", "no unions")]
    [InlineData("type A implements Node @node(labels: [\"A\"]) type A implements Node @node(labels: [\"B\"])", "defined twice")]
    [InlineData("", "no node type")]
    public void A_wrong_schema_is_refused_with_the_reason(string sdl, string says)
    {
        var (model, errors) = GraphSchemaReader.Read(Head + sdl);
        Assert.Null(model);
        Assert.Contains(errors, e => e.Message.Contains(says, StringComparison.Ordinal) && e.Code == "SCHEMA_INVALID");
        if (sdl.Length > 0) Assert.All(errors, e => Assert.True(e.Locations.Single().Line >= 5));
    }

    [Fact]
    public void A_text_that_is_no_SDL_is_refused_with_its_place()
    {
        var (model, errors) = GraphSchemaReader.Read("type A {");
        Assert.Null(model);
        Assert.NotEmpty(Assert.Single(errors).Locations);
    }
}
