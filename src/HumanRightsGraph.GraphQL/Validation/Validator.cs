using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation.Rules;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>Validates executable documents (GraphQL §5).</summary>
public static class Validator
{
    /// <summary>The rules in the order of the specification. Fragment cycles come before them, and the limits between.</summary>
    private static readonly ImmutableArray<Action<ValidationContext>> Rules =
    [
        ExecutableDefinitions.Check,
        KnownOperationTypes.Check,
        UniqueOperationNames.Check,
        LoneAnonymousOperation.Check,
        SingleFieldSubscriptions.Check,
        FieldsOnCorrectType.Check,
        ScalarLeafs.Check,
        KnownArgumentNames.Check,
        UniqueArgumentNames.Check,
        ProvidedRequiredArguments.Check,
        UniqueFragmentNames.Check,
        KnownTypeNames.Check,
        FragmentsOnCompositeTypes.Check,
        NoUnusedFragments.Check,
        KnownFragmentNames.Check,
        PossibleFragmentSpreads.Check,
        ValuesOfCorrectType.Check,
        UniqueInputFieldNames.Check,
        KnownDirectives.Check,
        UniqueDirectivesPerLocation.Check,
        UniqueVariableNames.Check,
        VariablesAreInputTypes.Check,
        NoUndefinedVariables.Check,
        NoUnusedVariables.Check,
        VariablesInAllowedPosition.Check,
    ];

    /// <summary>The errors of a document in the order of their places, at most <see cref="Limits.Errors"/>; none for a valid one.</summary>
    public static ImmutableArray<GraphQLError> Validate(GraphQLSchema schema, DocumentNode document, Limits? limits = null)
    {
        var context = new ValidationContext(schema, document, limits ?? Limits.Default);
        if (SelectionLimits.TooManyOperations(context) is { } tooMany) return [tooMany];
        NoFragmentCycles.Check(context);
        // Nothing can be measured while a fragment contains itself; every rule but merging survives it.
        var cyclic = context.Errors.Count > 0;
        if (!cyclic && SelectionLimits.Exceeded(context) is { } exceeded) return [exceeded];
        foreach (var rule in Rules)
        {
            if (context.Full) break;
            rule(context);
        }
        if (!cyclic && OverlappingFieldsCanBeMerged.Check(context) is { } budget) return [budget];
        return [.. context.Errors.OrderBy(e => e.Locations.Count > 0 ? e.Locations[0].Offset : 0)];
    }
}
