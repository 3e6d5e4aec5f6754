using System.Buffers;
using System.Collections.Immutable;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>
/// Finds a connection's page (docs/semantics.md, "Order and pages"). In the order by id it seeks the cursor's place and
/// stops when the page is full; in another order it keeps the best so many while it looks at all.
/// </summary>
internal sealed class Pager(NodeReader reader, FilterTest filter, RunLimits limits)
{
    private GraphVersion Version => reader.Version;

    internal EntryPage Find(EntryList source, NodeTypeSet? types, RelationshipType? relationship, BoundPage page, PageNeeds needs) =>
        page.Order.IsEmpty ? ById(source, types, relationship, page, needs) : Ranked(source, types, relationship, page);

    private EntryPage Ranked(EntryList source, NodeTypeSet? types, RelationshipType? relationship, BoundPage page)
    {
        var ranking = new EntryRanking(page, (entry, keys) =>
        {
            for (var i = 0; i < keys.Length; i++) keys[i] = reader.Value(page.Order[i], entry.Node, entry.Relationship);
        }, entry => Version.IdTextOf(entry.Node), entry => Ties(entry, relationship));
        if (page.Count > 0 && source.Count > page.Count && NodeReader.HasRank(page.Order[0]))
        {
            AddNearest(ranking, source, types, page);
            return ranking.Page();
        }
        for (var i = 0; i < source.Count; i++)
        {
            limits.Step();
            if (Passes(source[i], types, page.Where)) ranking.Add(source[i]);
        }
        return ranking.Page();
    }

    /// <summary>
    /// Of a list that is longer than the page, most entries are told by their first key alone to be no part of it: they are outside the cursors, or so
    /// many are nearer to where the page starts. So each page of a list costs the same.
    /// </summary>
    private void AddNearest(EntryRanking ranking, EntryList source, NodeTypeSet? types, BoundPage page)
    {
        var key = page.Order[0];
        var (first, end) = (RankOf(page.After), RankOf(page.Before));
        var (places, distances, sorted) = (ArrayPool<int>.Shared.Rent(source.Count), ArrayPool<long>.Shared.Rent(source.Count), ArrayPool<long>.Shared.Rent(source.Count));
        try
        {
            var count = 0;
            for (var i = 0; i < source.Count; i++)
            {
                limits.Step();
                var entry = source[i];
                if (!Passes(entry, types, page.Where)) continue;
                var rank = reader.Rank(key, entry.Node);
                var (behind, ahead) = (rank > first || first is null, rank < end || end is null);
                // What has a cursor's first key is told by the others.
                if (rank == first || rank == end) ranking.Add(entry);
                else if (!behind || !ahead) ranking.Skip(behind, ahead);
                else
                {
                    distances[count] = sorted[count] = page.Backward ? ~rank : rank;
                    places[count++] = i;
                }
            }
            var last = count > page.Count ? Smallest(sorted.AsSpan(0, count), page.Count - 1) : long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                if (distances[i] <= last) ranking.Add(source[places[i]]);
                else ranking.Skip(behind: true, ahead: true);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
            ArrayPool<long>.Shared.Return(distances);
            ArrayPool<long>.Shared.Return(sorted);
        }

        long? RankOf(CursorPosition? cursor) => cursor is null ? null : NodeReader.Rank(key, cursor.Keys[0]);
    }

    /// <summary>What would stand at the place if the numbers were sorted; they are put in another order.</summary>
    private static long Smallest(Span<long> numbers, int place)
    {
        var (low, high) = (0, numbers.Length - 1);
        while (low < high)
        {
            var (i, j, pivot) = (low, high, numbers[low + (high - low) / 2]);
            while (i <= j)
            {
                while (numbers[i] < pivot) i++;
                while (numbers[j] > pivot) j--;
                if (i > j) break;
                (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
                (i, j) = (i + 1, j - 1);
            }
            if (place <= j) high = j;
            else if (place >= i) low = i;
            else break;
        }
        return numbers[place];
    }

    private EntryPage ById(EntryList all, NodeTypeSet? types, RelationshipType? relationship, BoundPage page, PageNeeds needs)
    {
        var (low, high) = Range(all, relationship, page);
        if (types is null && page.Where.IsTrue)
        {
            var (start, end) = page.Backward ? (Math.Max(low, high - page.Count), high) : (low, Math.Min(high, low + page.Count));
            return new(all.Slice(start, end - start), all.Count, end < all.Count, start > 0);
        }
        var taken = new TakenEntries(all, needs.Entries || needs.Next || needs.Previous ? Math.Min(page.Count, high - low) : 0, page.Backward);
        var total = 0;
        bool more = false, before = false, after = false;
        if (needs.Total)
        {
            // Every entry has to be looked at, so what stands around the page is found on the way.
            for (var i = 0; i < all.Count; i++)
            {
                var at = page.Backward ? all.Count - 1 - i : i;
                limits.Step();
                if (!Passes(all[at], types, page.Where)) continue;
                total++;
                if (at < low) before = true;
                else if (at >= high) after = true;
                else if (!taken.IsFull) taken.Add(at);
                else more = true;
            }
        }
        else
        {
            for (var i = page.Backward ? high - 1 : low; i >= low && i < high && (needs.Entries || needs.Next || needs.Previous); i += page.Backward ? -1 : 1)
            {
                limits.Step();
                if (!Passes(all[i], types, page.Where)) continue;
                if (taken.Count == page.Count)
                {
                    more = true;
                    break;
                }
                taken.Add(i);
                // The next one is looked for only where somebody asks whether there is one.
                if (taken.Count == page.Count && !(page.Backward ? needs.Previous : needs.Next)) break;
            }
            before = needs.Previous && !(page.Backward && more) && AnyPasses(all, 0, low, types, page.Where);
            after = needs.Next && !(!page.Backward && more) && AnyPasses(all, high, all.Count, types, page.Where);
        }
        return new(taken.ToList(), total, after || (more && !page.Backward), before || (more && page.Backward));
    }

    /// <summary>All entries that count, whatever the page.</summary>
    internal List<Entry> All(EntryList all, NodeTypeSet? types, BoundPage page)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < all.Count; i++)
        {
            limits.Step();
            if (Passes(all[i], types, page.Where)) entries.Add(all[i]);
        }
        return entries;
    }

    private bool AnyPasses(EntryList all, int from, int to, NodeTypeSet? types, Predicate where)
    {
        for (var i = from; i < to; i++)
        {
            limits.Step();
            if (Passes(all[i], types, where)) return true;
        }
        return false;
    }

    private bool Passes(Entry entry, NodeTypeSet? types, Predicate where) =>
        (types is null || reader.IsOf(types, entry.Node)) && (where.IsTrue || filter.Holds(where, entry.Node, entry.Relationship));

    /// <summary>The places strictly between the cursors. Where they cross, it is empty at the one the page starts from.</summary>
    private (int Low, int High) Range(EntryList all, RelationshipType? relationship, BoundPage page)
    {
        var low = page.After is { } after ? FirstWhere(all, relationship, after, orEqual: false) : 0;
        var high = page.Before is { } before ? FirstWhere(all, relationship, before, orEqual: true) : all.Count;
        return page.Backward ? (Math.Min(low, high), high) : (low, Math.Max(low, high));
    }

    /// <summary>The first place behind the cursor's, or with <paramref name="orEqual"/> at it.</summary>
    private int FirstWhere(EntryList all, RelationshipType? relationship, CursorPosition cursor, bool orEqual)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var order = Compare(all[middle], relationship, cursor);
            if (order > 0 || (orEqual && order == 0)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private int Compare(Entry entry, RelationshipType? relationship, CursorPosition cursor)
    {
        var order = CodePointComparer.Instance.Compare(Version.IdOf(entry.Node), cursor.Id);
        return order != 0 || relationship is null ? order : EntryRanking.CompareTies(Ties(entry, relationship), cursor.Ties.AsSpan());
    }

    /// <summary>What tells the entry from others with its node: the identity of its relationship.</summary>
    internal PropertyValue[] Ties(Entry entry, RelationshipType? relationship)
    {
        if (relationship is null || relationship.Identity.IsEmpty) return [];
        var ties = new PropertyValue[relationship.Identity.Length];
        for (var i = 0; i < ties.Length; i++) ties[i] = Version.GetRelationship(entry.Relationship, relationship.IndexOf(relationship.Identity[i]));
        return ties;
    }

    internal PropertyValue[] Keys(Entry entry, ImmutableArray<OrderKey> order)
    {
        var keys = new PropertyValue[order.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = reader.Value(order[i], entry.Node, entry.Relationship);
        return keys;
    }
}
