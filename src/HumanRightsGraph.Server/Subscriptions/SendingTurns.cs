using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// Who of all clients is sent something next. An event may be for thousands: were each sent to by a work item of its own, every request would stand behind
/// them. So a few threads send, for a moment at a time. Who is known to take what it is sent comes first; who has not taken it yet waits beside the others,
/// not in their way.
/// </summary>
internal sealed class SendingTurns : IThreadPoolWorkItem
{
    /// <summary>After so long other work has its turn.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(0.25);
    /// <summary>How often those who wait are looked at; each of them less and less often.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(256);

    /// <summary>Of so many turns one is for somebody of whom nothing is known yet, though others wait.</summary>
    private const int TurnsBeforeAnUnknown = 8;

    private readonly ConcurrentQueue<ClientConnection> _known = new();
    private readonly ConcurrentQueue<ClientConnection> _unknown = new();
    private readonly ConcurrentQueue<ClientConnection> _dropped = new();
    private readonly PriorityQueue<ClientConnection, long> _waiting = new();
    private readonly Timer _looking;
    private readonly int _most;
    private int _running;
    private int _turns;

    /// <param name="most">How many threads send at a time.</param>
    private SendingTurns(int most)
    {
        _most = most;
        _looking = new(static turns => ((SendingTurns)turns!).LookAtThoseWhoWait(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Those of this process, which share its processors: half of them are left to whatever else there is to do.</summary>
    public static SendingTurns Shared { get; } = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary><see cref="ClientConnection.TakeTurn"/> is called as soon as the client has taken what it was sent.</summary>
    public void Queue(ClientConnection connection)
    {
        Enqueue(connection);
        Run();
    }

    /// <summary><see cref="ClientConnection.TakeLeave"/> is called when nobody else is to be sent to.</summary>
    public void QueueLeave(ClientConnection connection)
    {
        _dropped.Enqueue(connection);
        Run();
    }

    void IThreadPoolWorkItem.Execute()
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Slice)
        {
            if (TryTakeNext(out var connection))
            {
                if (connection.IsBehind) Wait(connection);
                else connection.TakeTurn();
            }
            else if (_dropped.TryDequeue(out connection))
            {
                // What follows from it is for other threads, and dear: one at a time.
                connection.TakeLeave();
                break;
            }
            else break;
        }
        Interlocked.Decrement(ref _running);
        if (!_known.IsEmpty || !_unknown.IsEmpty || !_dropped.IsEmpty) Run();
    }

    private void Enqueue(ClientConnection connection) => (connection.IsKnownToTake ? _known : _unknown).Enqueue(connection);

    private bool TryTakeNext([NotNullWhen(true)] out ClientConnection? connection)
    {
        if (Interlocked.Increment(ref _turns) % TurnsBeforeAnUnknown == 0 && _unknown.TryDequeue(out connection)) return true;
        return _known.TryDequeue(out connection) || _unknown.TryDequeue(out connection);
    }

    private void Run()
    {
        var running = Volatile.Read(ref _running);
        while (running < _most)
        {
            var before = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (before == running)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
            running = before;
        }
    }

    private void Wait(ClientConnection connection)
    {
        var pause = connection.NextPause(Look, LongestPause);
        lock (_waiting)
        {
            _waiting.Enqueue(connection, Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency));
            if (_waiting.Count == 1) _looking.Change(Look, Look);
        }
    }

    private void LookAtThoseWhoWait()
    {
        var now = Stopwatch.GetTimestamp();
        lock (_waiting)
        {
            while (_waiting.TryPeek(out var connection, out var due) && due <= now)
            {
                _waiting.Dequeue();
                Enqueue(connection);
            }
            if (_waiting.Count == 0) _looking.Change(Timeout.Infinite, Timeout.Infinite);
        }
        Run();
    }
}
