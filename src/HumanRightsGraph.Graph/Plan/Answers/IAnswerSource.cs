using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>
/// What a store gives to an answer: values of nodes, of pages and of their edges. It decides nothing about how they are
/// written. Made for structs, so that the calls are direct. Disposed of once nothing of it is written any more.
/// </summary>
/// <typeparam name="TNode">A node, as the store knows it.</typeparam>
/// <typeparam name="TPage">A page of a connection that has been found.</typeparam>
/// <typeparam name="TValue">A stored value.</typeparam>
public interface IAnswerSource<TNode, TPage, TValue> : IDisposable where TNode : struct where TPage : struct where TValue : struct, IStoredValue<TValue>
{
    /// <summary>The node of a root field, <c>session(id)</c> or <c>node(id)</c>.</summary>
    bool TryFind(NodeContent content, string id, out TNode node);
    /// <summary>One of <c>nodes(ids)</c>.</summary>
    bool TryFind(KeysContent content, string id, out TNode node);
    /// <summary>A node that a handler gave.</summary>
    bool TryFind(NodeShape shape, NodeKey key, out TNode node);
    /// <summary>The page of a root connection.</summary>
    TPage Page(ConnectionContent content, BoundPage page, PageNeeds needs);

    /// <summary>A node is about to be written, with what it leads to.</summary>
    /// <returns>For how many levels below it this has been said, so that it need not be for those.</returns>
    int ReadAhead(NodeShape shape, TNode node);
    /// <summary>As of a node, for those of a page, which has some.</summary>
    int ReadAhead(NodeShape shape, in TPage page);

    /// <summary>Writes the run where that is quicker than value by value, and all is as it should be; else it writes nothing.</summary>
    bool TryWrite(TNode node, ValueRun run, AnswerBuffer answer);

    NodeType TypeOf(TNode node);
    void WriteId(TNode node, AnswerBuffer answer);
    /// <param name="index">Which property of the key label.</param>
    TValue Property(TNode node, PropertyContent content, int index);
    DeliverableStatus.Value Status(TNode node, StatusContent content, DateOnly? asOf);
    /// <summary>The node a field to one leads to; of several the first by id.</summary>
    bool TryFollow(TNode node, NodeContent content, RelationshipField field, out TNode other);
    TPage Page(TNode node, ConnectionContent content, RelationshipField field, BoundPage page, PageNeeds needs);

    /// <summary>The shortest path; false where there is none.</summary>
    /// <param name="steps">Its relationships with the nodes they lead to, as entries.</param>
    bool TryPath(PathContent content, BoundPath path, out TNode start, out TPage steps);

    int Count(in TPage page);
    long Total(in TPage page);
    bool HasNext(in TPage page);
    bool HasPrevious(in TPage page);
    TNode NodeAt(in TPage page, int index);
    TValue EdgePropertyAt(in TPage page, int index, EdgePropertyContent content);
    int ScoreAt(in TPage page, int index);
    /// <summary>The texts of a found node that search reads, those that it has.</summary>
    IReadOnlyList<SearchedText> TextsAt(in TPage page, int index);
    string CursorAt(in TPage page, int index);

    /// <summary>The groups of the entries of all pages, in their order.</summary>
    IReadOnlyList<EntryGroup<TNode>> Groups(in TPage page, in ConnectionPlace<TNode> place, GroupsContent content, BoundGroups groups);
    /// <summary>What the entries of all pages come to, by what is aggregated.</summary>
    Aggregated[] Aggregate(in TPage page, in ConnectionPlace<TNode> place, AggregateContent content);
}

/// <summary>A stored value, or null. What is asked of it fits its type.</summary>
public interface IStoredValue<TSelf> where TSelf : struct, IStoredValue<TSelf>
{
    bool IsNull { get; }
    /// <summary>Whether it has the form of the type; a store that others write to may hold anything.</summary>
    bool Is(PropertyType type);
    long AsInt { get; }
    double AsFloat { get; }
    bool AsBoolean { get; }
    DateOnly AsDate { get; }
    /// <summary>Of a list.</summary>
    int Count { get; }
    TSelf this[int index] { get; }
    void WriteText(AnswerBuffer answer);
    bool IsOneOf(ImmutableArray<string> names);
}

/// <summary>What of a page has to be known; finding out the rest is spared.</summary>
/// <param name="Entries">Some entry's node, edge or cursor.</param>
public readonly record struct PageNeeds(bool Entries, bool Total, bool Next, bool Previous)
{
    public bool Any => Entries || Total || Next || Previous;

    /// <summary>What this shape of a connection asks for.</summary>
    public static PageNeeds Of(Shape connection, ReadOnlySpan<bool> conditions)
    {
        bool entries = false, total = false, next = false, previous = false;
        foreach (var field in connection.Fields)
        {
            if (field.Inclusion is { } inclusion && !inclusion.Holds(conditions)) continue;
            switch (field.Content)
            {
                case TotalCountContent: total = true; break;
                case EdgesContent or EntryNodesContent: entries = true; break;
                case PageInfoContent info:
                    foreach (var member in info.Shape.Fields)
                    {
                        if (member.Content is not PageInfoMemberContent { Member: var asked } || (member.Inclusion is { } when && !when.Holds(conditions))) continue;
                        entries |= asked is PageInfoMember.StartCursor or PageInfoMember.EndCursor;
                        next |= asked == PageInfoMember.HasNextPage;
                        previous |= asked == PageInfoMember.HasPreviousPage;
                    }
                    break;
            }
        }
        return new(entries, total, next, previous);
    }
}
