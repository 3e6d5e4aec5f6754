using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>Judges the text of a schema, then the schema made of it.</summary>
internal static class SchemaValidator
{
    public static ImmutableArray<GraphQLError> ValidateSource(SchemaSource source) => [];

    public static ImmutableArray<GraphQLError> ValidateSchema(GraphQLSchema schema, SchemaSource source) => [];
}
