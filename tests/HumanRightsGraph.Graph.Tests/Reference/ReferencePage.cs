using System.Text.Json;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>An entry of a connection: a node, and the relationship it was reached by.</summary>
internal sealed record ReferenceEntry(ReferenceNode Node, ReferenceRelationship? Relationship, IReadOnlyList<object?> Keys);

/// <summary>"Order and pages" of docs/semantics.md.</summary>
internal sealed class ReferencePage
{
    public required IReadOnlyList<ReferenceEntry> Entries { get; init; }
    /// <summary>The entries of all pages.</summary>
    public required IReadOnlyList<ReferenceEntry> All { get; init; }
    public required int TotalCount { get; init; }
    public required bool HasNextPage { get; init; }
    public required bool HasPreviousPage { get; init; }
    public required Func<ReferenceEntry, string> Cursor { get; init; }

    /// <param name="place">Which field is paged, so that no other field's cursor is taken for its.</param>
    /// <param name="all">All entries that the filter lets through, in no order; keys as <paramref name="descending"/> says them.</param>
    public static ReferencePage Of(string place, List<ReferenceEntry> all, IReadOnlyList<bool> descending, InputFields arguments, ReferenceCursors cursors)
    {
        var order = Comparer<IReadOnlyList<object?>>.Create((a, b) => Compare(a, b, descending));
        var sorted = all.OrderBy(e => e.Keys, order).ToList();
        var after = cursors.Find(place, arguments["after"]);
        var before = cursors.Find(place, arguments["before"]);
        if (arguments["first"] is { } && arguments["last"] is { }) throw new ReferenceException("BAD_USER_INPUT");
        var size = (long)(arguments["first"] ?? arguments["last"] ?? 20L);
        if (size is < 0 or > 500) throw new ReferenceException("BAD_USER_INPUT");

        // The entries between the cursors, whether or not the cursors' own entries are still there.
        var start = after is null ? 0 : sorted.Count(e => order.Compare(e.Keys, after) <= 0);
        var end = before is null ? sorted.Count : sorted.Count(e => order.Compare(e.Keys, before) < 0);
        if (arguments["last"] is null) end = (int)Math.Min(Math.Max(start, end), start + size);
        else start = (int)Math.Max(Math.Min(start, end), end - size);
        return new()
        {
            Entries = sorted[start..end],
            All = all,
            TotalCount = sorted.Count,
            HasNextPage = end < sorted.Count,
            HasPreviousPage = start > 0,
            Cursor = entry => cursors.Make(place, entry.Keys),
        };
    }

    /// <summary>By the order's keys, nulls last both ways; behind them the id and the identity, ascending.</summary>
    internal static int Compare(IReadOnlyList<object?> left, IReadOnlyList<object?> right, IReadOnlyList<bool> descending)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var result = (left[i], right[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                ({ } a, { } b) => i < descending.Count && descending[i] ? ReferenceValues.Compare(b, a) : ReferenceValues.Compare(a, b),
            };
            if (result != 0) return result;
        }
        return 0;
    }
}

/// <summary>The reference's own cursors: readable, and remembered with the place and keys they stand for.</summary>
internal sealed class ReferenceCursors
{
    public const string Prefix = "cursor of the reference ";
    private readonly Dictionary<string, (string Place, IReadOnlyList<object?> Keys)> _made = [];

    public string Make(string place, IReadOnlyList<object?> keys)
    {
        var text = $"{Prefix}{place} {JsonSerializer.Serialize(keys)}";
        _made[text] = (place, keys);
        return text;
    }

    public IReadOnlyList<object?>? Find(string place, object? cursor)
    {
        if (cursor is not string text) return null;
        if (!_made.TryGetValue(text, out var made) || made.Place != place) throw new ReferenceException("BAD_USER_INPUT");
        return made.Keys;
    }
}

/// <summary>The operation is refused with this code.</summary>
internal sealed class ReferenceException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
