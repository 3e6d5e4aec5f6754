using System.Runtime.InteropServices;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Applies changes to a version and makes the next one. Nothing of it is seen before <see cref="Build"/>'s version is
/// published; a transaction that failed is thrown away.
/// </summary>
internal sealed class GraphTransaction
{
    private readonly GraphVersion _source;
    private readonly GraphLayout _layout;
    private readonly PagedArray<NodeRow>.Builder _nodes;
    private readonly PagedArray<RelationshipRow>.Builder _relationships;
    private readonly Dictionary<(int Node, int Slot), List<RelationshipEnd>> _ends = [];
    private readonly Dictionary<(int Label, string Id), int> _newKeys = [];
    private readonly Dictionary<int, NodeRow?> _nodesBefore = [];
    private readonly Dictionary<int, RelationshipRow?> _relationshipsBefore = [];
    private readonly Dictionary<RelationshipKey, int> _deletedHere = [];
    private readonly List<Change> _effective = [];
    private readonly int[] _labelCounts;
    private int _nodeLimit;
    private int _relationshipLimit;
    private int _relationshipCount;

    internal GraphTransaction(GraphVersion source)
    {
        _source = source;
        _layout = source.Layout;
        _nodes = new(source.NodeRows);
        _relationships = new(source.RelationshipRows);
        _labelCounts = [.. source.LabelCounts];
        _nodeLimit = source.NodeLimit;
        _relationshipLimit = source.RelationshipLimit;
        _relationshipCount = source.RelationshipCount;
    }

    /// <summary>The changes that did something when their turn came. Applied to the same version they give the same result.</summary>
    internal IReadOnlyList<Change> Effective => _effective;

    /// <exception cref="GraphStoreException">The change does not fit the schema or the graph; the transaction can't be used any more.</exception>
    internal void Apply(IReadOnlyList<Change> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if ((ChangeValidation.Problem(_layout.Schema, changes[i]) ?? Apply(changes[i])) is { } problem)
                throw new GraphStoreException("IMPORT_INVALID", problem) { ChangeIndex = i };
        }
    }

    /// <summary>What the transaction did in all: something that was changed and changed back counts nowhere.</summary>
    internal ChangeSummary Summary()
    {
        var (created, changed, deleted) = Count(_nodesBefore, n => _nodes[n]!, r => r.Deleted, Same);
        var (relCreated, relChanged, relDeleted) = Count(_relationshipsBefore, r => _relationships[r]!, r => r.Deleted, (a, b) => a.Values.AsSpan().SequenceEqual(b.Values));
        return new ChangeSummary(created, changed, deleted, relCreated, relChanged, relDeleted);
    }

    /// <summary>The version that the transaction leads to; the source must still be the newest one.</summary>
    internal GraphVersion Build(long number)
    {
        var ends = new PagedArray<RelationshipEnd[]?[]>.Builder(_source.Ends);
        var copied = new HashSet<int>();
        foreach (var ((node, slot), list) in _ends)
        {
            if (copied.Add(node))
                ends[node] = ends[node] is { } shared ? (RelationshipEnd[]?[])shared.Clone() : new RelationshipEnd[]?[_layout.Slots[LabelOf(node)].Count];
            ends[node]![slot] = [.. list];
        }
        foreach (var ((label, id), node) in _newKeys) _source.Added[label][id] = node;
        return new GraphVersion(
            number, _source.Base, _nodes.Build(), _relationships.Build(), ends.Build(), _source.Added, _nodeLimit, _relationshipLimit,
            _labelCounts, _relationshipCount, _source.OverlaySize + _nodesBefore.Count + _relationshipsBefore.Count);
    }

    private string? Apply(Change change)
    {
        var (problem, did) = change switch
        {
            UpsertNode c => Upsert(c),
            DeleteNode c => (null, Delete(c.Key)),
            UpsertRelationship c => Upsert(c),
            DeleteRelationship c => (null, Delete(c)),
            _ => ("Unknown change.", false),
        };
        if (did) _effective.Add(change);
        return problem;
    }

    private (string? Problem, bool Did) Upsert(UpsertNode change)
    {
        var schema = _layout.Schema;
        var keyLabel = schema.KeyLabel(change.Key.Label)!;
        var label = _layout.Of(keyLabel);
        var node = FindSlot(label, change.Key.Id);
        var row = node < 0 ? null : Row(node);
        var exists = row is { Deleted: false };
        if (!exists && change.NodeType is null) return (ChangeProblems.NoNodeType(change.Key), false);
        var type = change.NodeType is null ? row!.Type : _layout.Of(schema.NodeType(change.NodeType)!);

        var values = exists ? row!.Values : new PropertyValue[keyLabel.Properties.Length];
        var changed = !exists || type != row!.Type;
        var own = !exists;
        if (!change.Properties.IsDefaultOrEmpty)
        {
            foreach (var (name, value) in change.Properties)
            {
                var at = keyLabel.IndexOf(name);
                if (values[at] == value) continue;
                if (!own) (values, own) = ((PropertyValue[])values.Clone(), true);
                values[at] = value;
                changed = true;
            }
        }
        if (!changed) return (null, false);
        if (!exists)
        {
            for (var p = 0; p < values.Length; p++)
                if (values[p].IsNull && keyLabel.Properties[p].Required) return (ChangeProblems.Missing(change.Key, keyLabel.Properties[p]), false);
            if (node < 0)
            {
                node = _nodeLimit++;
                _newKeys.Add((label, change.Key.Id), node);
            }
            _labelCounts[label]++;
        }
        _nodesBefore.TryAdd(node, row);
        _nodes[node] = new NodeRow(type, row?.Id ?? new StoredText(JsonText.Encode(change.Key.Id)), values);
        return (null, true);
    }

    private bool Delete(NodeKey key)
    {
        var label = _layout.Of(_layout.Schema.KeyLabel(key.Label)!);
        var node = Find(label, key.Id);
        if (node < 0) return false;
        foreach (var (type, outgoing) in _layout.Slots[label])
        {
            foreach (var end in EndsAt(node, type, outgoing).ToArray())
                Remove(type, outgoing ? node : end.Node, outgoing ? end.Node : node, end.Relationship);
        }
        var row = Row(node)!;
        _nodesBefore.TryAdd(node, row);
        _nodes[node] = row with { Deleted = true };
        _labelCounts[label]--;
        return true;
    }

    private (string? Problem, bool Did) Upsert(UpsertRelationship change)
    {
        var definition = _layout.Schema.RelationshipType(change.Type)!;
        var type = _layout.Of(definition);
        var (from, to) = (Find(_layout.FromLabel[type], change.From.Id), Find(_layout.ToLabel[type], change.To.Id));
        if (from < 0 || to < 0) return (ChangeProblems.NoEnd(change, from < 0 ? change.From : change.To), false);
        var values = Values(definition, change.Properties);
        for (var p = 0; p < values.Length; p++)
            if (values[p].IsNull && definition.Properties[p].Required) return (ChangeProblems.Missing(change, definition.Properties[p]), false);

        var outgoing = EndsAt(from, type, outgoing: true);
        var at = Search(outgoing, type, to, values);
        if (at >= 0)
        {
            var existing = Relationship(outgoing[at].Relationship, type, from, to);
            if (existing.Values.AsSpan().SequenceEqual(values)) return (null, false);
            _relationshipsBefore.TryAdd(outgoing[at].Relationship, existing);
            _relationships[outgoing[at].Relationship] = new RelationshipRow(type, from, to, values);
            return (null, true);
        }
        var key = new RelationshipKey(type, from, to, Identity(type, values));
        if (!_deletedHere.Remove(key, out var relationship))
        {
            relationship = _relationshipLimit++;
            _relationshipsBefore.Add(relationship, null);
        }
        _relationships[relationship] = new RelationshipRow(type, from, to, values);
        Changeable(from, type, outgoing: true).Insert(~at, new RelationshipEnd(to, relationship));
        var incoming = Changeable(to, type, outgoing: false);
        incoming.Insert(~Search(CollectionsMarshal.AsSpan(incoming), type, from, values), new RelationshipEnd(from, relationship));
        _relationshipCount++;
        return (null, true);
    }

    private bool Delete(DeleteRelationship change)
    {
        var definition = _layout.Schema.RelationshipType(change.Type)!;
        var type = _layout.Of(definition);
        var (from, to) = (Find(_layout.FromLabel[type], change.From.Id), Find(_layout.ToLabel[type], change.To.Id));
        if (from < 0 || to < 0) return false;
        var outgoing = EndsAt(from, type, outgoing: true);
        var at = Search(outgoing, type, to, Values(definition, change.Properties));
        if (at < 0) return false;
        Remove(type, from, to, outgoing[at].Relationship);
        return true;
    }

    private void Remove(int type, int from, int to, int relationship)
    {
        var row = Relationship(relationship, type, from, to);
        if (row.Deleted) return; // a relationship of a node with itself, met from its other end
        Changeable(from, type, outgoing: true).RemoveAt(Search(EndsAt(from, type, outgoing: true), type, to, row.Values));
        Changeable(to, type, outgoing: false).RemoveAt(Search(EndsAt(to, type, outgoing: false), type, from, row.Values));
        _relationshipsBefore.TryAdd(relationship, row);
        _relationships[relationship] = row with { Deleted = true };
        _deletedHere[new RelationshipKey(type, from, to, Identity(type, row.Values))] = relationship;
        _relationshipCount--;
    }

    /// <summary>Where the relationship with this other end and identity stands, or the complement of where it would.</summary>
    private int Search(ReadOnlySpan<RelationshipEnd> ends, int type, int other, PropertyValue[] values)
    {
        if (ends.IsEmpty) return ~0;
        if (Compare(ends[^1], type, other, values) < 0) return ~ends.Length; // imports mostly come in order
        var (low, high) = (0, ends.Length - 1);
        while (low <= high)
        {
            var middle = low + high >>> 1;
            var order = Compare(ends[middle], type, other, values);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    private int Compare(RelationshipEnd end, int type, int other, PropertyValue[] values)
    {
        if (end.Node != other)
        {
            var @base = _source.Base.NodeCount;
            return end.Node < @base && other < @base ? end.Node - other : JsonText.Compare(IdOf(end.Node).Json, IdOf(other).Json);
        }
        foreach (var property in _layout.Identity[type])
        {
            var value = _relationships[end.Relationship] is { } row ? row.Values[property] : _source.GetRelationship(end.Relationship, property);
            if (PropertyOrder.Instance.Compare(value, values[property]) is var order and not 0) return order;
        }
        return 0;
    }

    private ReadOnlySpan<RelationshipEnd> EndsAt(int node, int type, bool outgoing) =>
        _ends.TryGetValue((node, outgoing ? _layout.OutSlot[type] : _layout.InSlot[type]), out var list) ? CollectionsMarshal.AsSpan(list)
        : node < _source.NodeLimit ? _source.EndsAt(node, type, outgoing) : [];

    private List<RelationshipEnd> Changeable(int node, int type, bool outgoing)
    {
        var slot = (node, outgoing ? _layout.OutSlot[type] : _layout.InSlot[type]);
        if (!_ends.TryGetValue(slot, out var list)) _ends.Add(slot, list = [.. EndsAt(node, type, outgoing)]);
        return list;
    }

    private int Find(int label, string id) => FindSlot(label, id) is >= 0 and var node && _nodes[node] is not { Deleted: true } ? node : -1;

    private int FindSlot(int label, string id)
    {
        if (_newKeys.TryGetValue((label, id), out var node)) return node;
        Span<byte> json = stackalloc byte[JsonText.ShortLength];
        return _source.FindSlot(label, JsonText.Encode(id, json));
    }

    private int LabelOf(int node) => _nodes[node] is { } row ? _layout.LabelOfType[row.Type] : _source.LabelOf(node);

    private StoredText IdOf(int node) => _nodes[node] is { } row ? row.Id : _source.IdTextOf(node);

    private NodeRow? Row(int node)
    {
        if (_nodes[node] is { } row) return row;
        var values = new PropertyValue[_layout.Schema.KeyLabels[_source.LabelOf(node)].Properties.Length];
        for (var p = 0; p < values.Length; p++) values[p] = _source.Get(node, p);
        return new NodeRow(_source.Base.Types[node], _source.Base.IdOf(node), values);
    }

    private RelationshipRow Relationship(int relationship, int type, int from, int to)
    {
        if (_relationships[relationship] is { } row) return row;
        var values = new PropertyValue[_layout.Schema.RelationshipTypes[type].Properties.Length];
        for (var p = 0; p < values.Length; p++) values[p] = _source.GetRelationship(relationship, p);
        return new RelationshipRow(type, from, to, values);
    }

    private static PropertyValue[] Values(RelationshipType type, System.Collections.Immutable.ImmutableArray<Property> properties)
    {
        if (type.Properties.IsEmpty) return [];
        var values = new PropertyValue[type.Properties.Length];
        if (!properties.IsDefaultOrEmpty)
            foreach (var (name, value) in properties) values[type.IndexOf(name)] = value;
        return values;
    }

    private PropertyValue[] Identity(int type, PropertyValue[] values) => [.. _layout.Identity[type].Select(p => values[p])];

    private static bool Same(NodeRow a, NodeRow b) => a.Type == b.Type && a.Values.AsSpan().SequenceEqual(b.Values);

    private static (int Created, int Changed, int Deleted) Count<T>(Dictionary<int, T?> before, Func<int, T> now, Func<T, bool> deleted, Func<T, T, bool> same) where T : class
    {
        var (created, changed, removed) = (0, 0, 0);
        foreach (var (number, was) in before)
        {
            var (existed, exists) = (was is not null && !deleted(was), !deleted(now(number)));
            if (!existed && exists) created++;
            else if (existed && !exists) removed++;
            else if (existed && !same(was!, now(number))) changed++;
        }
        return (created, changed, removed);
    }

    private readonly record struct RelationshipKey(int Type, int From, int To, PropertyValue[] Identity)
    {
        public bool Equals(RelationshipKey other) =>
            (Type, From, To) == (other.Type, other.From, other.To) && Identity.AsSpan().SequenceEqual(other.Identity);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Type);
            hash.Add(From);
            hash.Add(To);
            foreach (var value in Identity) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
