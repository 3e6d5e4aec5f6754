using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>A field as written in one place, and what it depends on there.</summary>
public readonly record struct FieldOccurrence(FieldNode Node, Inclusions Inclusions);

/// <summary>
/// The fields of one response name, executed as one (GraphQL §6.3.2). In a valid document all have the same name and arguments.
/// The field is answered when any occurrence's conditions hold; its sub-selections are those of the occurrences that do.
/// </summary>
public sealed record MergedField(string ResponseName, ImmutableArray<FieldOccurrence> Occurrences)
{
    /// <summary>Stands for all in name and arguments.</summary>
    public FieldNode Node => Occurrences[0].Node;

    public string Name => Node.Name.Value;

    public ImmutableArray<ArgumentNode> Arguments => Node.Arguments;

    /// <summary>For errors: where each occurrence stands.</summary>
    public IEnumerable<Location> Locations => Occurrences.Select(o => o.Node.Location);

    /// <summary>Whether the field is in every answer, whatever the variables.</summary>
    public bool IsAlways => Occurrences.Any(o => o.Inclusions.IsAlways);
}

/// <summary>Collected fields in order of first appearance, or the error of a condition without value.</summary>
public readonly record struct FieldSet(ImmutableArray<MergedField> Fields, GraphQLError? Error);
