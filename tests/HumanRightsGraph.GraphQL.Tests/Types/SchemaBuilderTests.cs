using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Types;

/// <summary>GraphQL §3.</summary>
public class SchemaBuilderTests
{
    internal static GraphQLSchema Build(string text)
    {
        var parsed = Parser.Parse(text, ParserOptions.Trusted);
        Assert.Null(parsed.Error);
        var result = SchemaBuilder.Build(parsed.Document!);
        Assert.Empty(result.Errors);
        return result.Schema!;
    }

    [Fact]
    public void Section_3_4_3_extensions_are_merged_and_directives_kept()
    {
        var schema = Build("""
            directive @node(labels: [String!], x: Int = 3) repeatable on OBJECT
            type Query { a(f: In = {}): T }
            input In { x: Int = 4, y: [In2] = {} }
            input In2 { z: Float = 1 }
            type T @node { a: Int @deprecated }
            extend type T @node(labels: "L") { b: [U!]! }
            union U = T
            """);
        var type = (ObjectType)schema.Types.Find("T")!;
        Assert.Equal(["a", "b"], type.Fields.Select(f => f.Name));
        Assert.Equal("No longer supported", type.Fields[0].DeprecationReason);
        Assert.Equal(3, type.AppliedDirectives[0].Arguments["x"]);
        Assert.Equal(["L"], (IReadOnlyList<object?>)type.AppliedDirectives[1].Arguments["labels"]!);
        var value = (InputObject)schema.QueryType.Fields[0].Arguments[0].DefaultValue!;
        Assert.Equal(1.0, ((InputObject)((IReadOnlyList<object?>)value["y"]!)[0]!)["z"]);
        Assert.Equal(4, value["x"]);
    }
}
