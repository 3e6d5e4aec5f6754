using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Groups entries and adds up their values (docs/semantics.md, "Groups and aggregates"). Memory grows with the groups, time with entries × values of their keys.</summary>
internal sealed class Grouping(NodeReader reader, RunLimits limits, int mostGroups)
{
    private sealed class Group(PropertyValue[] key, int aggregated)
    {
        internal readonly PropertyValue[] Key = key;
        internal readonly Aggregated[] Numbers = new Aggregated[aggregated];
        internal long Count;
    }

    internal List<EntryGroup<int>> Groups(IReadOnlyList<Entry> entries, GroupsContent content, BoundGroups bound)
    {
        var groups = new Dictionary<PropertyValue[], Group>(KeyComparer.Instance);
        var key = new PropertyValue[bound.By.Length];
        foreach (var entry in entries) Add(entry, 0);
        var sorted = groups.Values.ToList();
        sorted.Sort(static (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : EntryRanking.CompareTies(a.Key, b.Key));
        return [.. sorted.Take(bound.Count).Select(g => new EntryGroup<int>(g.Key, Nodes(g.Key), g.Count, g.Numbers))];

        void Add(Entry entry, int at)
        {
            limits.Step();
            if (at < key.Length)
            {
                foreach (var value in Values(bound.By[at], entry))
                {
                    key[at] = value;
                    Add(entry, at + 1);
                }
                return;
            }
            if (!groups.TryGetValue(key, out var group))
            {
                if (groups.Count == mostGroups)
                    throw new RunLimits.Exceeded(GraphQLError.Limit("groups", mostGroups, null, $"There are more than {mostGroups} groups; group by less, or narrow the filter."));
                var own = (PropertyValue[])key.Clone();
                groups[own] = group = new(own, content.Aggregated.Length);
            }
            group.Count++;
            AddTo(group.Numbers, entry, content.Aggregated.AsSpan());
        }

        int?[] Nodes(PropertyValue[] ofGroup)
        {
            var nodes = new int?[ofGroup.Length];
            if (content.Nodes is null) return nodes;
            for (var i = 0; i < nodes.Length; i++)
                if (bound.By[i] is NodeGroupKey by && !ofGroup[i].IsNull && reader.Version.TryFind(by.Field.Target.KeyLabel!, ofGroup[i].AsString, out var node)) nodes[i] = node;
            return nodes;
        }
    }

    internal Aggregated[] Aggregate(IReadOnlyList<Entry> entries, AggregateContent content)
    {
        var numbers = new Aggregated[content.Aggregated.Length];
        foreach (var entry in entries)
        {
            limits.Step();
            AddTo(numbers, entry, content.Aggregated.AsSpan());
        }
        return numbers;
    }

    private void AddTo(Aggregated[] numbers, Entry entry, ReadOnlySpan<AggregatedProperty> properties)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            var value = reader.Version.Get(entry.Node, properties[i].Index);
            if (value.IsNull) continue;
            var known = numbers[i];
            numbers[i] = new(known.Count + 1,
                known.Count == 0 || PropertyOrder.Instance.Compare(value, known.Min) < 0 ? value : known.Min,
                known.Count == 0 || PropertyOrder.Instance.Compare(value, known.Max) > 0 ? value : known.Max,
                value.Type == PropertyType.Int ? known.Sum + value.AsInt : 0);
        }
    }

    private IReadOnlyList<PropertyValue> Values(GroupKey by, Entry entry)
    {
        switch (by)
        {
            case TypeGroupKey: return [PropertyValue.Of(reader.Version.TypeOf(entry.Node).Name)];
            case NodeGroupKey { Field: { ToMany: false } one }: return [reader.First(entry.Node, one) is >= 0 and var other ? PropertyValue.Of(reader.Version.IdOf(other)) : PropertyValue.Null];
            case NodeGroupKey { Field: var many }:
                var ids = new List<PropertyValue>();
                // Relationships with the same other end stand together.
                var last = -1;
                foreach (var end in reader.Ends(entry.Node, many))
                {
                    limits.Step();
                    if (end.Node == last || !reader.IsOf(many.Target, end.Node)) continue;
                    ids.Add(PropertyValue.Of(reader.Version.IdOf(last = end.Node)));
                }
                return ids.Count == 0 ? [PropertyValue.Null] : ids;
            case ValueGroupKey { Operand: StatusOperand status }: return [PropertyValue.Of((long)reader.Status(entry.Node, status.AsOf))];
            case ValueGroupKey value:
                var of = reader.Value(value.Operand, entry.Node, entry.Relationship, default);
                if (!value.IsList || of.IsNull) return [of];
                var items = of.Type == PropertyType.DateList ? of.AsDates.Select(d => PropertyValue.Of(d)) : of.AsStrings.Select(PropertyValue.Of);
                return [.. items.Distinct().DefaultIfEmpty(PropertyValue.Null)];
            default: throw new InvalidOperationException($"No grouping by {by.GetType().Name}.");
        }
    }

    private sealed class KeyComparer : IEqualityComparer<PropertyValue[]>
    {
        internal static readonly KeyComparer Instance = new();
        public bool Equals(PropertyValue[]? x, PropertyValue[]? y) => x.AsSpan().SequenceEqual(y);
        public int GetHashCode(PropertyValue[] key)
        {
            var hash = new HashCode();
            foreach (var value in key) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
