namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Calls once when a time set has passed. Setting and clearing cost a timestamp, no timer: the timer that runs is only looked at when it fires, and runs on where the time
/// was moved meanwhile.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action _expired;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _due;
    private long _armedFor;
    private bool _disposed;

    public Watchdog(TimeProvider time, Action expired)
    {
        (_time, _expired) = (time, expired);
        _timer = time.CreateTimer(static me => ((Watchdog)me!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(TimeSpan after)
    {
        var due = _time.GetTimestamp() + (long)(after.TotalSeconds * _time.TimestampFrequency);
        lock (_lock)
        {
            _due = due;
            if (!_disposed && (_armedFor == 0 || _armedFor > due))
                Arm(due, after);
        }
    }

    public void Clear()
    {
        lock (_lock)
            _due = 0;
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private void Arm(long due, TimeSpan after)
    {
        _armedFor = due;
        _timer.Change(after < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : after, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_lock)
        {
            _armedFor = 0;
            if (_due == 0 || _disposed)
                return;
            var left = _time.GetElapsedTime(_time.GetTimestamp(), _due);
            if (left > TimeSpan.Zero)
            {
                Arm(_due, left);
                return;
            }
            _due = 0;
        }
        _expired();
    }
}
