using System.Buffers;
using System.Runtime.InteropServices;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>
/// Finds all nodes of a type that fulfil a filter, for connections of which all have to be known: begins with what an index gives of the filter's parts,
/// and goes through the list once for each of the others. Its lists are rented until it is disposed of.
/// </summary>
internal sealed class NodeSelection(NodeReader reader, FilterTest filter, RunLimits limits)
{
    private const byte Fulfils = 1, FulfilsNot = 2;
    private List<int[]>? _rented;

    private GraphVersion Version => reader.Version;

    internal EntryList Of(ModelType type, Predicate where)
    {
        var label = Version.Layout.Of(type.KeyLabel!);
        IReadOnlyList<Predicate> parts = where is AllOf all ? all.Parts : [where];
        var nodes = FromIndex(label, parts, out var done, out var count) ?? All(type.KeyLabel!, out count);
        if (type.Narrowing is { } types) count = Narrow(nodes.AsSpan(0, count), types);
        foreach (var part in parts)
            if (!ReferenceEquals(part, done)) count = Keep(nodes.AsSpan(0, count), part);
        return EntryList.Of(nodes, count);
    }

    internal void Return()
    {
        foreach (var array in _rented ?? []) ArrayPool<int>.Shared.Return(array);
        _rented = null;
    }

    private int[] All(KeyLabel label, out int count)
    {
        var all = EntryList.Of(Version.Nodes(label));
        var nodes = Rent(count = all.Count);
        for (var i = 0; i < count; i++) nodes[i] = all[i].Node;
        return nodes;
    }

    /// <summary>The nodes that fulfil the part which an index says fewest of; null where there is none.</summary>
    private int[]? FromIndex(int label, IReadOnlyList<Predicate> parts, out Predicate? done, out int count)
    {
        (done, count) = (null, 0);
        IReadOnlyList<int>? fewest = null;
        foreach (var part in parts)
        {
            if (Indexed(label, part) is not { } found || fewest?.Count <= found.Count) continue;
            (fewest, done) = (found, part);
        }
        if (fewest is null) return null;
        var changed = Version.Changed(Version.Schema.KeyLabels[label]);
        var nodes = Rent(fewest.Count + changed.Count);
        if (changed.Count == 0)
        {
            Span(fewest).CopyTo(nodes);
            count = fewest.Count;
            return nodes;
        }
        var next = 0;
        foreach (var node in Span(fewest))
        {
            // The index knows nothing of what changed since the base.
            for (; next < changed.Count && Version.CompareIds(changed[next], node) <= 0; next++)
                if (Holds(done!, changed[next])) nodes[count++] = changed[next];
            limits.Step();
            if (!Version.IsChanged(node)) nodes[count++] = node;
        }
        for (; next < changed.Count; next++)
            if (Holds(done!, changed[next])) nodes[count++] = changed[next];
        return nodes;
    }

    private bool Holds(Predicate predicate, int node)
    {
        limits.Step();
        return filter.Holds(predicate, node);
    }

    /// <summary>The base's nodes that fulfil the predicate, by id; null where no index says it.</summary>
    private IReadOnlyList<int>? Indexed(int label, Predicate part)
    {
        switch (part)
        {
            case Related { Quantifier: Quantifier.None, Inner.IsTrue: true, Field: { Target.Narrowing: null } field }:
                return Version.Base.Indexes.Without(Version.Layout.Of(field.Relationship), field.Direction == RelationshipDirection.Out);
            case Compare { Comparison: Comparison.Contains or Comparison.FoldedContains, Operand: PropertyOperand { Property: { Type: PropertyType.String, EnumValues: null } } operand } contains:
                var words = limits.Wait(Version.Base.Indexes.Words(label, operand.Index, contains.Comparison == Comparison.FoldedContains ? Folding.Fold : null));
                if (JsonText.HasEscapes(contains.Text) || words.Containing(contains.Text.AsSpan()[1..^1]) is not { } rows) return null;
                var first = Version.Base.LabelStart[label];
                for (var i = 0; i < rows.Count; i++) rows[i] += first;
                return rows;
            default: return null;
        }
    }

    private int Narrow(Span<int> nodes, NodeTypeSet types)
    {
        var count = 0;
        foreach (var node in nodes)
        {
            limits.Step();
            if (reader.IsOf(types, node)) nodes[count++] = node;
        }
        return count;
    }

    private int Keep(Span<int> nodes, Predicate part)
    {
        if (part is Related { Field: { ToMany: false, Target: { Narrowing: null, KeyLabel: { } target } } } one && Version.Count(target) < nodes.Length) return KeepRelated(nodes, one, target);
        var count = 0;
        foreach (var node in nodes)
        {
            limits.Step();
            if (filter.Holds(part, node)) nodes[count++] = node;
        }
        return count;
    }

    /// <summary>Where fewer nodes stand at the other end than at this, each of them is judged once.</summary>
    private int KeepRelated(Span<int> nodes, Related one, KeyLabel target)
    {
        var (type, outgoing) = (Version.Layout.Of(one.Field.Relationship), one.Field.Direction == RelationshipDirection.Out);
        var judged = ArrayPool<byte>.Shared.Rent(Version.NodeLimit);
        // Numbers of one label are next to each other, so only a part of the array is touched; nodes that are new stand behind.
        var first = Version.Base.LabelStart[Version.Layout.Of(target)];
        judged.AsSpan(first, Version.Base.LabelStart[Version.Layout.Of(target) + 1] - first).Clear();
        judged.AsSpan(Version.Base.NodeCount, Version.NodeLimit - Version.Base.NodeCount).Clear();
        try
        {
            var wanted = one.Quantifier == Quantifier.Some;
            var count = 0;
            foreach (var node in nodes)
            {
                limits.Step();
                var ends = Version.EndsOf(node, type, outgoing);
                var fulfils = false;
                if (ends.Count > 0)
                {
                    var other = ends.Array![ends.Start].Node;
                    ref var verdict = ref judged[other];
                    if (verdict == 0) verdict = filter.Holds(one.Inner, other) ? Fulfils : FulfilsNot;
                    fulfils = verdict == Fulfils;
                }
                if (fulfils == wanted) nodes[count++] = node;
            }
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(judged);
        }
    }

    private static ReadOnlySpan<int> Span(IReadOnlyList<int> nodes) => nodes is int[] array ? array : CollectionsMarshal.AsSpan((List<int>)nodes);

    private int[] Rent(int length)
    {
        var array = ArrayPool<int>.Shared.Rent(length);
        (_rented ??= []).Add(array);
        return array;
    }
}
