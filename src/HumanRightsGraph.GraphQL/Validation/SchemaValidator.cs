using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation.SchemaRules;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>Validates type systems (GraphQL §3): first their text, from which a schema can then be made, then the schema made of it.</summary>
internal static class SchemaValidator
{
    public static ImmutableArray<GraphQLError> ValidateSource(SchemaSource source)
    {
        var context = new SchemaContext(source);
        RootOperationTypes.Check(context);
        UniqueNames.Check(context);
        ReservedNames.Check(context);
        KnownTypes.Check(context);
        PossibleTypeExtensions.Check(context);
        InputAndOutputTypes.Check(context);
        TypesHaveMembers.Check(context);
        AppliedDirectives.Check(context);
        DirectiveCycles.Check(context);
        OneOfInputObjects.Check(context);
        Deprecations.Check(context);
        return context.Errors;
    }

    public static ImmutableArray<GraphQLError> ValidateSchema(GraphQLSchema schema, SchemaSource source)
    {
        var context = new SchemaContext(source);
        InterfaceImplementations.Check(context, schema);
        FiniteInputObjects.Check(context, schema);
        DefaultsAreValid.Check(context, schema);
        DefaultCycles.Check(context, schema);
        return context.Errors;
    }
}
