using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Nodes and relationships that are new to a version, put down as they come in the form of a base: no overlay, no object for any of them. It takes blocks
/// that only add; whatever else a block has (a key that exists, an end that is missing, a mistake) makes it refuse the block, and then
/// <see cref="GraphTransaction"/> has to take it, which is also the only place that says what is wrong.
/// </summary>
internal sealed class BulkInsert
{
    private readonly GraphVersion _source;
    private readonly GraphBase _base;
    private readonly GraphLayout _layout;
    private readonly ChangeBlockReader _block = new();
    private readonly NewNodes?[] _nodes;
    private readonly NewRelationships?[] _relationships;
    private readonly HashSet64 _identities = new();
    private readonly byte[][] _labelNames, _typeNames, _relationshipNames;
    private readonly List<Planned> _plan = [];
    /// <summary>By number of a text in the block, what was looked up of it last: a node by its id, in a label; or the place of a name.</summary>
    private (int In, int Place)[] _known = new (int, int)[1 << 9];
    private byte[] _json = new byte[JsonText.ShortLength];
    private bool _closed;

    /// <param name="source">Has no overlay.</param>
    internal BulkInsert(GraphVersion source)
    {
        (_source, _base, _layout) = (source, source.Base, source.Layout);
        _nodes = new NewNodes?[_layout.Nodes.Length];
        _relationships = new NewRelationships?[_layout.Relationships.Length];
        var schema = _layout.Schema;
        _labelNames = [.. schema.KeyLabels.Select(l => System.Text.Encoding.UTF8.GetBytes(l.Name))];
        _typeNames = [.. schema.NodeTypes.Select(t => System.Text.Encoding.UTF8.GetBytes(t.Name))];
        _relationshipNames = [.. schema.RelationshipTypes.Select(t => System.Text.Encoding.UTF8.GetBytes(t.Name))];
    }

    /// <summary>A change that passed: of a node its type and label, of a relationship its type and ends; and where its properties stand.</summary>
    private readonly record struct Planned(bool IsNode, int Type, int From, int To, int Properties);

    /// <summary>How many nodes and relationships have come so far.</summary>
    internal int Count { get; private set; }

    /// <summary>
    /// Reads a block and looks whether it only adds what fits. If so it is added by <see cref="Commit"/>; if not, nothing more can be added, and <see cref="ToVersion"/>
    /// gives what was added before.
    /// </summary>
    internal bool TryPlan(ReadOnlyMemory<byte> payload, out ChangeSummary summary)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        summary = default;
        _plan.Clear();
        _block.Open(payload);
        Array.Clear(_known);
        try
        {
            _closed = !Plan();
        }
        catch (InvalidDataException)
        {
            _closed = true; // whoever reads it as changes says what is wrong
        }
        if (_closed) return false;
        var nodes = _plan.Count(p => p.IsNode);
        summary = new ChangeSummary(nodes, 0, 0, _plan.Count - nodes, 0, 0);
        return true;
    }

    /// <summary>Nothing more is added, neither what was planned.</summary>
    internal void Abandon()
    {
        _closed = true;
        _plan.Clear();
    }

    /// <summary>Adds what was planned.</summary>
    internal void Commit()
    {
        foreach (var planned in _plan)
        {
            _block.At = planned.Properties;
            if (planned.IsNode)
            {
                var nodes = _nodes[planned.From]!;
                nodes.Rows.Id(nodes.Keys.Text(nodes.Rows.Rows));
                nodes.Types.Add((ushort)planned.Type);
                Write(_layout.Nodes[planned.From], nodes.Rows);
            }
            else
            {
                var relationships = _relationships[planned.Type] ??= new(new RowTableBuilder(_layout.Relationships[planned.Type], _base.Heap));
                relationships.From.Add(planned.From);
                relationships.To.Add(planned.To);
                Write(_layout.Relationships[planned.Type], relationships.Rows);
            }
        }
        Count += _plan.Count;
        _plan.Clear();
        _block.Close();
    }

    /// <summary>The version with all that was committed; nothing can be added afterwards.</summary>
    internal GraphVersion ToVersion(long number)
    {
        Abandon();
        return Count == 0 ? _source : new GraphVersion(number, new BulkMerge(_base, _nodes, _relationships).Merged());
    }

    private bool Plan()
    {
        for (var left = _block.Number(); left > 0; left--)
        {
            var fits = _block.Byte() switch
            {
                ChangeCodec.NodeUpsert => PlanNode(),
                ChangeCodec.RelationshipUpsert => PlanRelationship(),
                _ => false,
            };
            if (!fits) return false;
        }
        return _block.AtEnd;
    }

    private bool PlanNode()
    {
        var label = Named(_labelNames, LabelNames, _block.Text());
        if (label < 0) return false;
        var id = _block.Text();
        if (id.Length == 0 || id.Length > ChangeValidation.MaxIdLength) return false;
        var key = Json(_block[id]);
        var hash = SeededHash.Of(key);
        if (_base.Keys[label].Find(key, hash) >= 0) return false;
        var nodes = _nodes[label] ??= new(new RowTableBuilder(_layout.Nodes[label], _base.Heap));
        if (nodes.Keys.Find(key, hash) >= 0) return false;
        nodes.Keys.Add(key, hash);
        Remember(id, label + 1, NewNode(nodes.Keys.Count - 1));

        var type = IndexOf(_typeNames, _block.Text());
        if (type < 0 || _layout.LabelOfType[type] != label) return false;
        _plan.Add(new(true, type, label, 0, _block.At));
        return Fit(_layout.Nodes[label], [], out _);
    }

    private bool PlanRelationship()
    {
        var type = Named(_relationshipNames, RelationshipNames, _block.Text());
        if (type < 0) return false;
        var (from, to) = (End(_layout.FromLabel[type]), End(_layout.ToLabel[type]));
        if (from == Missing || to == Missing) return false;
        // Between nodes of the base there may be one already; whether it is the same is for the transaction to say.
        if (from >= 0 && to >= 0 && HasInBase(type, from, to)) return false;
        _plan.Add(new(false, type, from, to, _block.At));
        if (!Fit(_layout.Relationships[type], _layout.Identity[type], out var identity)) return false;
        Span<ulong> whole = [(ulong)(uint)type, (ulong)(uint)from << 32 | (uint)to, identity];
        return _identities.Add(SeededHash.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(whole)));
    }

    private const int Missing = int.MinValue;
    private const int LabelNames = -1, RelationshipNames = -2;

    /// <summary>A node of the base goes by its number; a new one by the complement of its place among the new ones of its label.</summary>
    private static int NewNode(int place) => ~place;

    private int End(int label)
    {
        if (!_block[_block.Text()].SequenceEqual(_labelNames[label])) return Missing;
        var id = _block.Text();
        if (IsKnown(id, label + 1, out var node)) return node;
        var key = Json(_block[id]);
        var hash = SeededHash.Of(key);
        var row = _base.Keys[label].Find(key, hash);
        var found = row >= 0 ? _base.LabelStart[label] + row : _nodes[label]?.Keys.Find(key, hash) is >= 0 and var place ? NewNode(place) : Missing;
        if (found != Missing) Remember(id, label + 1, found);
        return found;
    }

    /// <summary>The place of a name, or -1.</summary>
    private int Named(byte[][] names, int which, BlockText name)
    {
        if (IsKnown(name, which, out var place)) return place;
        place = IndexOf(names, name);
        Remember(name, which, place);
        return place;
    }

    // Without an overlay, the ends at a node stand by their numbers.
    private bool HasInBase(int type, int from, int to)
    {
        var ends = _source.EndsAt(from, type, outgoing: true);
        var (low, high) = (0, ends.Length - 1);
        while (low <= high)
        {
            var middle = low + high >>> 1;
            if (ends[middle].Node == to) return true;
            if (ends[middle].Node < to) low = middle + 1;
            else high = middle - 1;
        }
        return false;
    }

    private bool IsKnown(BlockText text, int @in, out int place)
    {
        place = 0;
        if (text.Number == 0 || text.Number > _known.Length) return false;
        (var known, place) = _known[text.Number - 1];
        return known == @in;
    }

    private void Remember(BlockText text, int @in, int place)
    {
        if (text.Number == 0) return;
        if (text.Number > _known.Length) Array.Resize(ref _known, Math.Max(text.Number, _known.Length * 2));
        _known[text.Number - 1] = (@in, place);
    }

    /// <summary>Reads properties and looks whether they fit; gives a hash of the identity among them.</summary>
    private bool Fit(TableLayout layout, ReadOnlySpan<int> identity, out ulong hash)
    {
        var (seen, property) = (0UL, -1);
        hash = 0;
        for (var left = _block.Number(); left > 0; left--)
        {
            var name = _block.Text();
            property = layout.IndexOf(_block[name], property + 1);
            if (property is < 0 or > 63 || (seen & 1UL << property) != 0) return false;
            var tag = _block.Byte();
            if (tag == 0) continue;
            seen |= 1UL << property;
            var definition = layout.Properties[property];
            if (tag != (byte)(definition.Type + 1)) return false;
            ulong value;
            if (definition.Type == PropertyType.String)
            {
                var text = _block.Text();
                if (layout.EnumUtf8[property] is { } names && IndexOf(names, _block[text]) < 0) return false;
                value = identity.IsEmpty ? 0 : SeededHash.Of(_block[text]);
            }
            else
            {
                var given = _block.Value(definition.Type, again: false);
                if (definition.Type == PropertyType.Float && !double.IsFinite(given.AsFloat)) return false;
                // Lists in an identity are left to the transaction.
                if (definition.Type is PropertyType.StringList or PropertyType.DateList && identity.Contains(property)) return false;
                value = (ulong)given.AsInt;
            }
            if (!identity.Contains(property)) continue;
            Span<ulong> one = [(ulong)property + 1, value];
            hash += SeededHash.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(one));
        }
        for (var p = 0; p < layout.Properties.Length; p++)
            if (layout.Properties[p].Required && (p > 63 || (seen & 1UL << p) == 0)) return false;
        return true;
    }

    /// <summary>Reads properties again, and writes them to the row in hand.</summary>
    private void Write(TableLayout layout, RowTableBuilder row)
    {
        var property = -1;
        for (var left = _block.Number(); left > 0; left--)
        {
            property = layout.IndexOf(_block[_block.Text(again: true)], property + 1);
            if (_block.Byte() == 0) continue;
            if (layout.Properties[property].Type != PropertyType.String) row.Set(property, _block.Value(layout.Properties[property].Type, again: true));
            else if (layout.EnumUtf8[property] is { } names) row.SetEnum(property, IndexOf(names, _block.Text(again: true)));
            else row.SetUtf8(property, _block[_block.Text(again: true)]);
        }
        row.End();
    }

    private int IndexOf(byte[][] names, BlockText text) => IndexOf(names, _block[text]);

    private static int IndexOf(byte[][] names, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < names.Length; i++)
            if (name.SequenceEqual(names[i])) return i;
        return -1;
    }

    private ReadOnlySpan<byte> Json(ReadOnlySpan<byte> utf8)
    {
        if (_json.Length < utf8.Length + 2) _json = new byte[utf8.Length * 2];
        if (JsonText.NeedsEscapes(utf8))
        {
            var escaped = new byte[JsonText.MaxLength(utf8.Length)];
            return escaped.AsSpan(0, JsonText.Encode(utf8, escaped));
        }
        return _json.AsSpan(0, JsonText.Encode(utf8, _json));
    }
}

/// <summary>The new nodes of a key label, in the order in which they came.</summary>
internal sealed class NewNodes(RowTableBuilder rows)
{
    internal NewKeys Keys { get; } = new();
    internal RowTableBuilder Rows => rows;
    internal List<ushort> Types { get; } = [];
}

/// <summary>The new relationships of a type, in the order in which they came.</summary>
internal sealed class NewRelationships(RowTableBuilder rows)
{
    internal RowTableBuilder Rows => rows;
    internal List<int> From { get; } = [];
    internal List<int> To { get; } = [];
}
