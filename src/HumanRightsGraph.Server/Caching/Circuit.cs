namespace HumanRightsGraph.Server.Caching;

/// <summary>Opens after so many failures in a row, and lets nothing through until it is closed by a trial that succeeded. Safe for many threads.</summary>
/// <param name="failures">How many failures in a row open it.</param>
internal sealed class Circuit(int failures)
{
    // So many failures in a row; at the limit it is open. It starts open: nothing is known of the other side yet.
    private int _failed = int.MaxValue;

    public bool IsOpen => Volatile.Read(ref _failed) >= failures;

    /// <summary>An ordinary call succeeded. Doesn't close an open circuit: it may have begun long before.</summary>
    public void Succeeded()
    {
        var seen = Volatile.Read(ref _failed);
        while (seen > 0 && seen < failures)
        {
            var before = Interlocked.CompareExchange(ref _failed, 0, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    /// <summary>A call failed.</summary>
    public void Failed()
    {
        var seen = Volatile.Read(ref _failed);
        while (seen < failures)
        {
            var before = Interlocked.CompareExchange(ref _failed, seen + 1, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    public void Open() => Volatile.Write(ref _failed, failures);

    public void Close() => Volatile.Write(ref _failed, 0);
}
