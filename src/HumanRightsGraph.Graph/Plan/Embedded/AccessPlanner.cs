using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>How a connection's entries are come to.</summary>
/// <param name="Rows">About how many fulfil the filter.</param>
/// <param name="FromFilter">By what the filter names, rather than by looking at all.</param>
internal readonly record struct AccessPath(double Rows, bool FromFilter);

/// <summary>
/// Chooses from counts the cheaper side to begin at (decision 029): all entries, or the few nodes outside which the filter
/// can't hold, found by key or along relationships from the other end.
/// </summary>
internal sealed class AccessPlanner(NodeReader reader, FilterTest filter, RunLimits limits)
{
    /// <summary>Without histograms: of a label's nodes so many have one given value, so many fulfil another comparison.</summary>
    private const double HaveValue = 0.05, Fulfil = 0.5;
    /// <summary>To collect a node, put it in order and test it costs so many times what it costs to look at one in passing.</summary>
    private const double Collecting = 8;
    /// <summary>Fewer entries than this are looked at before a choice would be made.</summary>
    private const int WorthChoosing = 32;

    private BoundPage? _estimatedPage;
    private Estimated? _estimate;

    private GraphVersion Version => reader.Version;

    /// <param name="Cost">Steps to find the rows.</param>
    private readonly record struct Estimated(double Rows, double Cost);

    /// <summary>For all nodes of a type.</summary>
    internal AccessPath OfScan(ModelType type, BoundPage page, PageNeeds needs)
    {
        var all = Version.Count(type.KeyLabel!);
        if (page.Where.IsTrue) return new(all, false);
        var estimate = Estimate(page.Where, type.KeyLabel!);
        var rows = Math.Min(all, estimate?.Rows ?? all * Share(page.Where));
        // In the order by id a scan ends with the page.
        double scanned = needs.Total || !page.Order.IsEmpty ? all : Math.Min(all, (page.Count + 1) * all / Math.Max(1, rows));
        return new(rows, estimate is { } found && found.Cost < scanned);
    }

    /// <summary>For a node's relationships, so many of them.</summary>
    internal AccessPath OfRelationships(RelationshipField field, int count, BoundPage page)
    {
        if (page.Where.IsTrue) return new(count, false);
        if (count < WorthChoosing) return new(count * Share(page.Where), false);
        if (!ReferenceEquals(page, _estimatedPage)) (_estimatedPage, _estimate) = (page, Estimate(page.Where, field.Target.KeyLabel!));
        // Each candidate is looked up among the relationships, which stand in the order of ids.
        return new(Math.Min(count, _estimate?.Rows ?? count * Share(page.Where)), _estimate is { } found && found.Cost + found.Rows * Math.Log2(count) < count);
    }

    /// <summary>What part of the nodes a filter is taken to let through.</summary>
    private static double Share(Predicate predicate) => predicate switch
    {
        OneOf of => Math.Min(1, HaveValue * Math.Max(1, of.Values.Length)),
        AllOf all => all.Parts.IsEmpty ? 1 : all.Parts.Min(Share),
        AnyOf any => Math.Min(1, any.Parts.Sum(Share)),
        _ => Fulfil,
    };

    /// <summary>Null where the filter names nothing to begin at.</summary>
    private Estimated? Estimate(Predicate predicate, KeyLabel label)
    {
        switch (predicate)
        {
            case OneOf { Operand: IdOperand } ids: return new(ids.Values.Length, ids.Values.Length);
            case AllOf all:
                Estimated? least = null;
                foreach (var part in all.Parts)
                    if (Estimate(part, label) is { } of && (least is not { } known || of.Cost < known.Cost)) least = of;
                return least;
            case AnyOf any:
                var (rows, cost) = (0.0, 0.0);
                foreach (var part in any.Parts)
                {
                    if (Estimate(part, label) is not { } of) return null;
                    (rows, cost) = (rows + of.Rows, cost + of.Cost);
                }
                return new(rows, cost);
            case Related { Quantifier: Quantifier.Some, Inner.IsTrue: false, Field: { Target.KeyLabel: { } target } field } related:
                var others = Version.Count(target);
                var each = Version.AboutCount(field.Relationship) / Math.Max(1, others);
                if (Estimate(related.Inner, target) is { } inner) return new(inner.Rows * each, inner.Cost + inner.Rows * each * Collecting);
                // A comparison at the other end: all there are looked at, where they are few.
                var fulfilling = Math.Max(1, others * Share(related.Inner));
                return new(fulfilling * each, others + fulfilling * each * Collecting);
            default: return null;
        }
    }

    /// <summary>The part of a filter to begin at; null where none names anything.</summary>
    private Predicate? Cheapest(AllOf all, KeyLabel label)
    {
        var (least, of) = (double.PositiveInfinity, default(Predicate));
        foreach (var part in all.Parts)
            if (Estimate(part, label) is { } estimate && estimate.Cost < least) (least, of) = (estimate.Cost, part);
        return of;
    }

    /// <summary>How the nodes of an <see cref="AccessPath.FromFilter"/> are found, for people.</summary>
    internal string Describe(Predicate predicate, KeyLabel label) => predicate switch
    {
        AllOf all when Cheapest(all, label) is { } part => Describe(part, label),
        AnyOf any => string.Join(" or ", any.Parts.Select(p => Describe(p, label)).Distinct()),
        Related { Field: { Target.KeyLabel: { } target } field } related =>
            $"{(Estimate(related.Inner, target) is null ? $"scan of {target.Name}" : Describe(related.Inner, target))}, then {field.Relationship.Name} back",
        _ => $"key of {label.Name}",
    };

    /// <summary>The nodes of the label outside which the predicate can't hold, by id. For an <see cref="AccessPath.FromFilter"/> alone.</summary>
    internal int[] Nodes(Predicate predicate, KeyLabel label)
    {
        var nodes = Find(predicate, label)!.ToArray();
        Array.Sort(nodes, Version.CompareIds);
        return nodes;
    }

    /// <summary>Those of a node's relationships that lead to one of the nodes; both by id.</summary>
    internal RelationshipEnd[] Meeting(ReadOnlySpan<RelationshipEnd> ends, int[] nodes)
    {
        var met = new List<RelationshipEnd>();
        foreach (var node in nodes)
        {
            limits.Step();
            var (low, high) = (0, ends.Length);
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (Version.CompareIds(ends[middle].Node, node) < 0) low = middle + 1;
                else high = middle;
            }
            for (; low < ends.Length && ends[low].Node == node; low++) met.Add(ends[low]);
        }
        return [.. met];
    }

    private HashSet<int>? Find(Predicate predicate, KeyLabel label)
    {
        limits.Step();
        switch (predicate)
        {
            case OneOf { Operand: IdOperand } ids:
                var byKey = new HashSet<int>();
                foreach (var id in ids.Values)
                    if (Version.TryFind(label, id.AsString, out var node)) byKey.Add(node);
                return byKey;
            case AllOf all: return Cheapest(all, label) is { } cheapest ? Find(cheapest, label) : null;
            case AnyOf any:
                var either = new HashSet<int>();
                foreach (var part in any.Parts)
                {
                    if (Find(part, label) is not { } found) return null;
                    either.UnionWith(found);
                }
                return either;
            case Related { Quantifier: Quantifier.Some, Field: { Target.KeyLabel: { } target } field } related:
                var here = new HashSet<int>();
                foreach (var other in Find(related.Inner, target) ?? Fulfilled(related, target))
                {
                    foreach (var end in field.Direction == RelationshipDirection.Out ? Version.Incoming(other, field.Relationship) : Version.Outgoing(other, field.Relationship))
                    {
                        limits.Step();
                        here.Add(end.Node);
                    }
                }
                return here;
            default: return null;
        }
    }

    /// <summary>The nodes of a label that fulfil what is asked of them whatever relationship leads there; all where one is asked about.</summary>
    private IEnumerable<int> Fulfilled(Related related, KeyLabel label)
    {
        foreach (var node in Version.Nodes(label))
        {
            limits.Step();
            if (related.Inner.AsksForEdge || filter.Holds(related.Inner, node)) yield return node;
        }
    }
}
