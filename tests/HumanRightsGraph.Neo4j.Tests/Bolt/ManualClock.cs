using System.Diagnostics;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>A clock that only moves when told.</summary>
internal sealed class ManualClock : TimeProvider
{
    private static readonly TimeSpan RealLimit = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _now;

    public TimeSpan Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks + 1;

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _alarms.Where(a => a.At <= _now).OrderBy(a => a.At)];
            _alarms.RemoveAll(due.Contains);
        }
        due.ForEach(alarm => alarm.Ring());
    }

    /// <summary>Until the task ends, moves on to each time that is waited for and not further away than given.</summary>
    /// <exception cref="TimeoutException">The task still runs after a minute of the real time.</exception>
    public async Task<T> RunAsync<T>(Task<T> task, TimeSpan reach)
    {
        var started = Stopwatch.GetTimestamp();
        while (!task.IsCompleted)
        {
            if (Stopwatch.GetElapsedTime(started) > RealLimit)
            {
                lock (_lock)
                    throw new TimeoutException($"The task waits for something other than the clock, which stands at {_now}; alarms at {string.Join(", ", _alarms.Select(a => a.At))}.");
            }
            TimeSpan? next;
            lock (_lock)
                next = _alarms.Where(a => a.At <= _now + reach).Select(a => (TimeSpan?)a.At).Min();
            if (next is { } at)
                Advance(at > Now ? at - Now : TimeSpan.Zero);
            await Task.Yield();
        }
        return await task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan At { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                At = clock._now + dueTime;
                clock._alarms.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
