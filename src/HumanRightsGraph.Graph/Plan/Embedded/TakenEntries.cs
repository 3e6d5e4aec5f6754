namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Entries that are taken one after the other from a list, forward or backward. They are copied only where others lie between them.</summary>
/// <param name="most">So many are taken at most.</param>
internal struct TakenEntries(EntryList all, int most, bool backward)
{
    private readonly int _step = backward ? -1 : 1;
    private Entry[]? _copied;
    private int _first;
    private int _last;

    internal int Count { get; private set; }

    internal bool IsFull => Count == most;

    internal void Add(int at)
    {
        if (Count == 0) _first = at;
        else if (_copied is null && at != _last + _step)
        {
            _copied = new Entry[most];
            for (var i = 0; i < Count; i++) _copied[i] = all[_first + i * _step];
        }
        if (_copied is not null) _copied[Count] = all[at];
        _last = at;
        Count++;
    }

    /// <summary>In the order of the list.</summary>
    internal EntryList ToList()
    {
        if (_copied is null) return all.Slice(Count == 0 ? 0 : backward ? _last : _first, Count);
        if (backward) Array.Reverse(_copied, 0, Count);
        return new(_copied, 0, Count);
    }
}
