using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation.SchemaRules;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>
/// Validates type systems (GraphQL §3) in three steps, each taken when the one before found nothing: the text, whether a schema can be
/// made of it, and the schema that was made.
/// </summary>
internal static class SchemaValidator
{
    public static ImmutableArray<GraphQLError> ValidateSource(SchemaSource source)
    {
        var context = new SchemaContext(source);
        TypeSystemDefinitions.Check(context);
        UniqueOperationTypes.Check(context);
        UniqueNames.Check(context);
        KnownTypes.Check(context);
        PossibleTypeExtensions.Check(context);
        AppliedDirectives.Check(context);
        if (context.HasErrors) return context.Errors;
        RootOperationTypes.Check(context);
        ReservedNames.Check(context);
        InputAndOutputTypes.Check(context);
        DirectiveCycles.Check(context);
        return context.Errors;
    }

    public static ImmutableArray<GraphQLError> ValidateSchema(GraphQLSchema schema, SchemaSource source)
    {
        var context = new SchemaContext(source);
        TypesHaveMembers.Check(context);
        OneOfInputObjects.Check(context);
        Deprecations.Check(context);
        InterfaceImplementations.Check(context, schema);
        FiniteInputObjects.Check(context, schema);
        DefaultsAreValid.Check(context, schema);
        DefaultCycles.Check(context, schema);
        return context.Errors;
    }
}
