using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>
/// Takes entries one by one, in any order, and keeps those that make up the page, with the counts around it. Memory is
/// the page's, time grows with entries × log of the page.
/// </summary>
internal sealed class EntryRanking
{
    private readonly record struct Ranked(Entry Entry, PropertyValue[] Keys, StoredText Id, PropertyValue[] Ties);

    private readonly BoundPage _page;
    private readonly Action<Entry, PropertyValue[]> _keys;
    private readonly Func<Entry, StoredText> _id;
    private readonly StoredText _after;
    private readonly StoredText _before;
    private readonly Func<Entry, PropertyValue[]> _ties;
    private readonly bool[] _descending;
    private readonly PropertyValue[] _scratch;
    private readonly List<Ranked> _kept = [];
    private readonly Comparison<Ranked> _order;
    /// <summary>The last entry of a full page, once there was one: what stands behind it is out.</summary>
    private Ranked? _bound;
    private int _total, _within, _preceding, _following;

    internal EntryRanking(BoundPage page, Action<Entry, PropertyValue[]> keys, Func<Entry, StoredText> id, Func<Entry, PropertyValue[]> ties, bool[]? descending = null)
    {
        (_page, _keys, _id, _ties) = (page, keys, id, ties);
        _descending = descending ?? [.. page.Order.Select(k => k.Descending)];
        _scratch = new PropertyValue[_descending.Length];
        if (page.After is { } after) _after = new(JsonText.Encode(after.Id));
        if (page.Before is { } before) _before = new(JsonText.Encode(before.Id));
        // The entries nearest to where the page starts from come first.
        _order = page.Backward
            ? (a, b) => Compare(b.Keys, b.Id, b.Ties, a.Keys, a.Id, a.Ties)
            : (a, b) => Compare(a.Keys, a.Id, a.Ties, b.Keys, b.Id, b.Ties);
    }

    /// <summary>Takes an entry that is not on the page, as it is known to be outside the cursors or further from where the page starts than it is long.</summary>
    /// <param name="behind">It stands behind the cursor <c>after</c>.</param>
    /// <param name="ahead">It stands ahead of the cursor <c>before</c>.</param>
    internal void Skip(bool behind, bool ahead) => IsWithin(behind, ahead);

    internal void Add(Entry entry)
    {
        _keys(entry, _scratch);
        var ranked = new Ranked(entry, _scratch, _id(entry), _ties(entry));
        var behind = _page.After is not { } after || Compare(ranked, after, _after) > 0;
        var ahead = _page.Before is not { } before || Compare(ranked, before, _before) < 0;
        if (!IsWithin(behind, ahead)) return;
        if (_page.Count == 0 || (_bound is { } bound && _order(ranked, bound) > 0)) return;
        _kept.Add(ranked with { Keys = [.. _scratch] });
        if (_kept.Count >= 2 * _page.Count + 64) Trim();
    }

    /// <summary>Counts the entry, and says whether it is between the cursors.</summary>
    private bool IsWithin(bool behind, bool ahead)
    {
        _total++;
        // Where the cursors cross, the one the page starts from has the say.
        if (!behind && (!_page.Backward || ahead)) _preceding++;
        else if (!ahead) _following++;
        else
        {
            _within++;
            return true;
        }
        return false;
    }

    private void Trim()
    {
        _kept.Sort(_order);
        if (_kept.Count <= _page.Count) return;
        _kept.RemoveRange(_page.Count, _kept.Count - _page.Count);
        _bound = _kept[^1];
    }

    internal EntryPage Page()
    {
        Trim();
        if (_page.Backward) _kept.Reverse();
        var more = _within > _page.Count;
        return new(new([.. _kept.Select(k => k.Entry)]), _total, _following > 0 || (more && !_page.Backward), _preceding > 0 || (more && _page.Backward));
    }

    private int Compare(in Ranked entry, CursorPosition cursor, StoredText id) => Compare(entry.Keys, entry.Id, entry.Ties, cursor.Keys.AsSpan(), id, cursor.Ties.AsSpan());

    private int Compare(ReadOnlySpan<PropertyValue> keys, StoredText id, ReadOnlySpan<PropertyValue> ties, ReadOnlySpan<PropertyValue> otherKeys, StoredText otherId, ReadOnlySpan<PropertyValue> otherTies)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var order = PropertyOrder.Instance.Compare(keys[i], otherKeys[i]);
            if (order == 0) continue;
            // Nulls stand last both ways.
            return _descending[i] && !keys[i].IsNull && !otherKeys[i].IsNull ? -order : order;
        }
        var byId = JsonText.Compare(id.Json, otherId.Json);
        return byId != 0 ? byId : CompareTies(ties, otherTies);
    }

    internal static int CompareTies(ReadOnlySpan<PropertyValue> ties, ReadOnlySpan<PropertyValue> others)
    {
        for (var i = 0; i < ties.Length && i < others.Length; i++)
            if (PropertyOrder.Instance.Compare(ties[i], others[i]) is var order and not 0) return order;
        return 0;
    }
}
