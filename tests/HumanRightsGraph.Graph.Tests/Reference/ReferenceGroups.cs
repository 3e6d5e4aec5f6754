using System.Globalization;
using System.Text.Json.Nodes;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>A group: the values of its keys, the node each is the id of, and the entries.</summary>
internal sealed record ReferenceGroup(IReadOnlyList<object?> Key, IReadOnlyList<ReferenceNode?> Nodes, IReadOnlyList<ReferenceEntry> Entries);

/// <summary>"Groups and aggregates" of docs/semantics.md.</summary>
internal sealed class ReferenceGroups(ReferenceReader reader)
{
    private sealed record Value(object? Of, ReferenceNode? Node = null);

    /// <param name="via">The relationship that was followed to the entries; null for none.</param>
    public List<ReferenceGroup> Of(IEnumerable<ReferenceEntry> entries, ReferenceType type, ReferenceField? via, InputFields arguments)
    {
        var by = ReferenceValues.AsList(arguments["by"]).Cast<string>().ToList();
        var first = (long)(arguments["first"] ?? 100L);
        if (by.Count is 0 or > 4 || first is < 0 or > 500) throw new ReferenceException("BAD_USER_INPUT");
        var memberships = entries.SelectMany(e => by.Aggregate((IEnumerable<List<Value>>)[[]],
            (keys, name) => keys.SelectMany(k => Values(e, type, via, name, arguments["asOf"]).Select(v => (List<Value>)[.. k, v]))).Select(key => (Key: key, Entry: e)));
        return
        [
            .. memberships.GroupBy(m => string.Join('\n', m.Key.Select(v => v.Of is null ? "" : $"={Text(v.Of)}")))
                .OrderByDescending(g => g.Count()).ThenBy(g => g.First().Key, Comparer<List<Value>>.Create(Compare)).Take((int)first)
                .Select(g => new ReferenceGroup([.. g.First().Key.Select(v => v.Of)], [.. g.First().Key.Select(v => v.Node)], [.. g.Select(m => m.Entry)])),
        ];
    }

    /// <summary>The values by which an entry is grouped: one at least, null where there is none.</summary>
    private IEnumerable<Value> Values(ReferenceEntry entry, ReferenceType type, ReferenceField? via, string name, object? asOf)
    {
        if (type.Fields.FirstOrDefault(f => f.Name != "id" && f.GroupKey == name) is { } field)
        {
            if (field.IsMany) return OrNull(reader.Follow(entry.Node, field).Select(r => r.Node).Distinct().Select(n => new Value(n.Id, n)));
            if (field.Relationship is not null) return [reader.One(entry.Node, field) is { } one ? new(one.Id, one) : new(null)];
            return field.IsComputed ? [new(reader.Status(entry.Node, asOf))] : Of(field, entry.Node[field.Name]);
        }
        if (via?.PropertiesType is { } properties && reader.Schema.RelationshipProperties[properties].Fields.FirstOrDefault(f => $"EDGE_{f.GroupKey}" == name) is { } property)
            return Of(property, entry.Relationship?.Properties.GetValueOrDefault(property.Name));
        return [new(entry.Node.Type)];

        static IEnumerable<Value> Of(ReferenceField field, object? value) => field.IsList ? OrNull(((Array?)value ?? Array.Empty<object>()).Cast<object>().Distinct().Select(v => new Value(v))) : [new(value)];
        static IEnumerable<Value> OrNull(IEnumerable<Value> values) => values.DefaultIfEmpty(new(null));
    }

    private static int Compare(List<Value> left, List<Value> right)
    {
        foreach (var (a, b) in left.Zip(right))
        {
            var order = a.Of is null || b.Of is null ? (a.Of is null ? 1 : 0) - (b.Of is null ? 1 : 0)
                : a.Of is ReferenceStatus ? ((ReferenceStatus)a.Of).CompareTo((ReferenceStatus)b.Of) : ReferenceValues.Compare(a.Of, b.Of);
            if (order != 0) return order;
        }
        return 0;
    }

    /// <summary>A key as text.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Count, least, greatest, sum or average of the values that there are.</summary>
    public static JsonNode? Aggregate(string member, IEnumerable<object?> all)
    {
        var values = all.OfType<object>().Order(Comparer<object>.Create(ReferenceValues.Compare)).ToList();
        if (member == "count") return values.Count;
        if (values.Count == 0) return null;
        return member switch
        {
            "min" => ReferenceExecutor.Value(values[0]),
            "max" => ReferenceExecutor.Value(values[^1]),
            "sum" => (double)values.Cast<long>().Sum(),
            _ => (double)values.Cast<long>().Sum() / values.Count,
        };
    }
}
