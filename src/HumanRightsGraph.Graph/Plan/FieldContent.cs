using System.Collections.Frozen;
using System.Collections.Immutable;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What a field of the answer holds. Slots are indices of <see cref="OperationPlan.Arguments"/>, -1 for none.</summary>
public abstract record FieldContent;

/// <summary><c>__typename</c>; null names the node's own type.</summary>
public sealed record TypeNameContent(string? Name) : FieldContent;

// Of a node.

public sealed record IdContent : FieldContent;

/// <summary>A stored property; <paramref name="Index"/> in the key label's properties unless a language is asked for.</summary>
public sealed record PropertyContent(PropertyField Field, int Index, int Slot) : FieldContent;

public sealed record StatusContent(ComputedField Field, int Slot) : FieldContent;

/// <summary>One node, or none.</summary>
/// <param name="Number">Tells apart the contents of a plan that hold others, from 0 to <see cref="OperationPlan.Contents"/>.</param>
public sealed record NodeContent(int Number, NodeSource Source, NodeShape Shape) : FieldContent;

/// <summary>A page of entries.</summary>
/// <param name="Number">As of <see cref="NodeContent"/>.</param>
public sealed record ConnectionContent(int Number, EntrySource Source, Shape Shape, int Slot) : FieldContent
{
    /// <summary>The shape of its nodes, as entries or at edges; null where they are not asked for.</summary>
    internal NodeShape? Nodes { get; } = NodesOf(Shape);

    /// <summary>What of its page is asked for, where no variable decides on that; else null.</summary>
    internal PageNeeds? Needs { get; } = Shape.IsConditional || Shape.Fields.Any(f => f.Content is PageInfoContent { Shape.IsConditional: true }) ? null : PageNeeds.Of(Shape, []);

    private static NodeShape? NodesOf(Shape connection)
    {
        foreach (var field in connection.Fields)
        {
            if (field.Content is EntryNodesContent nodes) return nodes.Shape;
            if (field.Content is EdgesContent { Nodes: { } ofEdges }) return ofEdges;
        }
        return null;
    }
}

// Of a connection.

public sealed record EdgesContent(Shape Edge) : FieldContent
{
    /// <summary>The shape of the nodes at the edges; null where they are not asked for.</summary>
    internal NodeShape? Nodes { get; } = Edge.Fields.Select(f => f.Content).OfType<EdgeNodeContent>().FirstOrDefault()?.Shape;
}
public sealed record EntryNodesContent(NodeShape Shape) : FieldContent;
public sealed record PageInfoContent(Shape Shape) : FieldContent;
public sealed record TotalCountContent : FieldContent;
/// <summary>The entries of all pages by what they have in common.</summary>
/// <param name="Nodes">The shape of the nodes that are keys; null where they are not asked for.</param>
public sealed record GroupsContent(int Slot, Shape Shape, NodeShape? Nodes) : FieldContent
{
    /// <summary>By index of its properties in a group's numbers, what is aggregated in some <see cref="AggregateContent"/> of the shape.</summary>
    public ImmutableArray<AggregatedProperty> Aggregated { get; init; } = [];
}
/// <summary>Least, greatest, sum of properties: of all entries, or of a group's.</summary>
/// <param name="Aggregated">Of a connection, as of <see cref="GroupsContent.Aggregated"/>; of a group they stand there.</param>
public sealed record AggregateContent(Shape Shape, ImmutableArray<AggregatedProperty> Aggregated) : FieldContent;

// Of a group.

public sealed record GroupKeyContent : FieldContent;
public sealed record GroupNodesContent(NodeShape Shape) : FieldContent;
public sealed record GroupCountContent : FieldContent;

// Of an aggregate.

/// <param name="Place">Its place in what is aggregated.</param>
public sealed record AggregateFieldContent(PropertyField Field, int Place, Shape Shape) : FieldContent;
public enum AggregateMember { Count, Min, Max, Sum, Average }
public sealed record AggregateMemberContent(AggregateMember Member) : FieldContent;

/// <summary>A property of numbers or days whose values are aggregated.</summary>
/// <param name="Index">In the properties of the key label.</param>
public sealed record AggregatedProperty(PropertyField Field, int Index);

// Of an edge.

public sealed record CursorContent : FieldContent;
public sealed record EdgeNodeContent(NodeShape Shape) : FieldContent;
public sealed record EdgePropertyContent(PropertyField Field, int Index) : FieldContent;
public sealed record ScoreContent : FieldContent;
/// <summary>Where a search found its words.</summary>
public sealed record HighlightsContent(ValueShape Value) : FieldContent;

// Of PageInfo.

public enum PageInfoMember { HasNextPage, HasPreviousPage, StartCursor, EndCursor }
public sealed record PageInfoMemberContent(PageInfoMember Member) : FieldContent;

// Of a path.

public sealed record PathLengthContent : FieldContent;
public sealed record PathNodesContent(NodeShape Shape) : FieldContent;
/// <param name="Step">Its fields are those of an edge.</param>
public sealed record PathStepsContent(Shape Step) : FieldContent;

// Of the root.

/// <summary>The shortest path along a relationship.</summary>
public sealed record PathContent(int Number, int Slot, RelationshipField Field, Shape Shape) : FieldContent;


/// <summary><c>nodes(ids)</c></summary>
public sealed record KeysContent(int Number, int Slot, NodeShape Shape) : FieldContent;

/// <summary><c>__schema</c> or <c>__type</c>, answered from the type system.</summary>
public sealed record IntrospectionContent : FieldContent;

/// <summary>A root field that a handler answers.</summary>
public sealed record HandlerContent(string Field, int Slot, ValueShape Value) : FieldContent;

/// <summary>A member of an object a handler gave.</summary>
public sealed record MemberContent(string Name, ValueShape Value) : FieldContent;

/// <summary>How to write a value a handler gave: its type, and what to select of the objects in it.</summary>
/// <param name="Objects">Shapes of objects that are no nodes, by type.</param>
/// <param name="Nodes">The shape of nodes, given as <see cref="Changes.NodeKey"/>.</param>
public sealed record ValueShape(GraphQLType Type, FrozenDictionary<string, Shape>? Objects, NodeShape? Nodes);

/// <summary>Where one node comes from.</summary>
public abstract record NodeSource;
/// <summary>By its key; null where the node is of none of the types.</summary>
public sealed record Seek(KeyLabel Label, NodeTypeSet Types, int Slot) : NodeSource;
/// <summary>By its id in the first key label that has it.</summary>
public sealed record SeekAnywhere(int Slot) : NodeSource;
/// <summary>Along a relationship, the first by id.</summary>
public sealed record Follow(RelationshipField Field) : NodeSource;

/// <summary>Where a connection's entries come from.</summary>
public abstract record EntrySource;
/// <summary>All nodes of a type.</summary>
public sealed record Scan(ModelType Type) : EntrySource;
/// <summary>A node's relationships.</summary>
public sealed record Traverse(RelationshipField Field) : EntrySource;
/// <summary>What has the words of a text.</summary>
public sealed record TextSearch : EntrySource;
