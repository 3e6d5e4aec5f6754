using System.Threading.Tasks.Sources;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// What waits to be sent to one client, never without bound: a client that reads more slowly than events come is dropped, with a word why. One task sends,
/// a message at each of its <see cref="SendingTurns"/>; whoever offers a message doesn't wait.
/// </summary>
internal abstract class ClientConnection : IValueTaskSource
{
    /// <summary>What a message costs beside its answer, about.</summary>
    private const int MessageBytes = 64;
    /// <summary>So many may wait before no further message of the client is read.</summary>
    private const int Crowded = 128;
    /// <summary>How long one message may take to be sent.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);
    /// <summary>How long a dropped client has to hear why: with the rest, less than ten seconds from when it takes nothing any more until it is gone.</summary>
    private static readonly TimeSpan HearLimit = TimeSpan.FromSeconds(2);

    // Of its next turn. Taken is also the state of one that doesn't send yet, or no more.
    private const int NoTurn = 0, TurnWanted = 1, TurnTaken = 2;

    private readonly Lock _queue = new();
    private readonly Queue<OutgoingMessage> _messages = new();
    private readonly TimeProvider _time;
    private ManualResetValueTaskSourceCore<bool> _turn;
    private int _turnState = TurnTaken;
    private TimeSpan _pause;
    private volatile bool _hasBeenSent;
    private bool _completed;
    private long _bytes;
    private int _count;
    private long _sendingSince;
    private long _toldSince;
    private Leave _leave;
    private volatile string? _slow;
    private TaskCompletionSource? _room;
    private ITimer? _end;

    /// <summary>Of a dropped client: what is done next.</summary>
    private enum Leave { Tell, HangUp, None }

    protected ClientConnection(TimeProvider time, TransportLimits limits) => (_time, Limits) = (time, limits);

    protected TransportLimits Limits { get; }

    /// <summary>Null as long as there is none.</summary>
    public SystemBuffer? Buffer { get; set; }

    /// <summary>It has not taken yet what was sent to it, so that more would only lie in buffers.</summary>
    public bool IsBehind => !IsSlow && Buffer is { HasEnough: true };

    /// <summary>Nothing more is taken for it.</summary>
    protected bool IsSlow => _slow is not null;

    /// <summary>Why it is slow, in words that its client is told.</summary>
    protected string? Slowness => _slow;

    protected int Count => Volatile.Read(ref _count);

    /// <summary>What it was sent before it has taken, as far as was seen.</summary>
    public bool IsKnownToTake { get; private set; }

    /// <param name="answer">Of <see cref="OutgoingKind.Next"/>: where the message stands among those that follow it.</param>
    public void Offer(in OutgoingMessage message, EventAnswer? answer = null)
    {
        string? why = null;
        lock (_queue)
        {
            if (_completed || message.Operation is { Ended: true }) return;
            var bytes = _bytes + message.Answer.Length + MessageBytes;
            if (bytes > Limits.QueueBytes) why = $"queueBytes: more than {Limits.QueueBytes} bytes wait";
            else if (message.Operation?.Waiting > Limits.QueueEvents) why = $"queueEvents: more than {Limits.QueueEvents} events wait";
            else
            {
                if (answer is not null)
                {
                    if (message.Operation!.Append(answer)) _messages.Enqueue(message with { Answer = default });
                }
                else if (message.Operation?.TryAppendLastWord(message) != true) _messages.Enqueue(message);
                _bytes = bytes;
                _count++;
            }
        }
        if (why is not null) DropAsSlow(why);
        else WantTurn();
    }

    /// <summary>Asked now and then: a client that takes nothing at all is dropped though little waits for it; one that is idle gets a sign of life.</summary>
    public void LookAfter()
    {
        var since = Volatile.Read(ref _sendingSince);
        if (IsSlow)
        {
            if (_leave == Leave.Tell || (_leave == Leave.HangUp && _time.GetElapsedTime(_toldSince) > HearLimit)) SendingTurns.Shared.QueueLeave(this);
        }
        else if (since != 0 && _time.GetElapsedTime(since) > SendLimit) DropAsSlow($"a message has waited for {SendLimit.TotalSeconds:0} s");
        else if (since == 0 && Count == 0) Idle();
    }

    /// <summary>The next message is sent.</summary>
    public void TakeTurn()
    {
        if (Interlocked.CompareExchange(ref _turnState, TurnTaken, TurnWanted) != TurnWanted) return;
        _pause = TimeSpan.Zero;
        IsKnownToTake = _hasBeenSent;
        Volatile.Write(ref _sendingSince, 0);
        _turn.SetResult(true);
    }

    /// <summary>It is behind: how long until it is looked at again, longer each time. Meanwhile it counts as one to whom a message doesn't go out.</summary>
    public TimeSpan NextPause(TimeSpan first, TimeSpan longest)
    {
        IsKnownToTake = false;
        Interlocked.CompareExchange(ref _sendingSince, _time.GetTimestamp(), 0);
        return _pause = _pause == TimeSpan.Zero ? first : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, longest.Ticks));
    }

    /// <summary>A dropped client can be told now that it is, or has had its time to hear it.</summary>
    public void TakeLeave()
    {
        if (_leave == Leave.Tell)
        {
            (_leave, _toldSince) = (Leave.HangUp, _time.GetTimestamp());
            Buffer?.MakeRoom();
            // Perhaps it waits for its turn, and needn't any more.
            SendingTurns.Shared.Queue(this);
        }
        else if (_leave == Leave.HangUp && _time.GetElapsedTime(_toldSince) > HearLimit)
        {
            _leave = Leave.None;
            Abort();
        }
    }

    /// <summary>No message is taken any more; those that wait are sent.</summary>
    protected void CompleteMessages()
    {
        lock (_queue) _completed = true;
        WantTurn();
    }

    /// <summary>Sends what is offered until <see cref="CompleteMessages"/>.</summary>
    protected async Task SendAllAsync(CancellationToken aborted)
    {
        while (true)
        {
            await TurnAsync().ConfigureAwait(false);
            aborted.ThrowIfCancellationRequested();
            OutgoingMessage message;
            lock (_queue)
            {
                if (!TryTake(out message))
                {
                    if (_completed) return;
                    continue;
                }
            }
            Volatile.Write(ref _sendingSince, _time.GetTimestamp());
            await SendAsync(message, aborted).ConfigureAwait(false);
            Volatile.Write(ref _sendingSince, 0);
            if (message.Kind == OutgoingKind.Next)
            {
                message.Operation!.Sent();
                _hasBeenSent = true;
            }
            lock (_queue)
            {
                _bytes -= message.Answer.Length + MessageBytes;
                _count--;
            }
            MakeRoom();
        }
    }

    /// <summary>Nothing more of the operation is sent.</summary>
    public void Forget(RunningOperation operation)
    {
        lock (_queue)
        {
            var (count, bytes) = operation.Forget();
            _count -= count;
            _bytes -= bytes + (long)count * MessageBytes;
        }
        MakeRoom();
    }

    /// <summary>Waits while so much is to be sent that it makes no sense to ask for more.</summary>
    protected async ValueTask RoomAsync(CancellationToken cancellation)
    {
        while (Count > Crowded && !IsSlow)
        {
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _room, room);
            if (Count <= Crowded || IsSlow) return;
            await room.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    protected abstract ValueTask SendAsync(OutgoingMessage message, CancellationToken aborted);

    /// <summary>An operation failed for a reason that nobody foresaw.</summary>
    public abstract void Break(Exception e);

    /// <summary>Nothing was sent for a while.</summary>
    protected abstract void Idle();

    /// <summary>Ends the connection, whatever it is doing.</summary>
    protected abstract void Abort();

    /// <summary>The same after so long.</summary>
    protected void AbortAfter(TimeSpan time)
    {
        if (_end is null) Interlocked.CompareExchange(ref _end, _time.CreateTimer(_ => Abort(), null, time, Timeout.InfiniteTimeSpan), null);
    }

    /// <summary>It is over: nothing is left to be ended.</summary>
    protected void Over() => _end?.Dispose();

    private void DropAsSlow(string why)
    {
        if (Interlocked.CompareExchange(ref _slow, why, null) is not null) return;
        lock (_queue)
        {
            foreach (var message in _messages) message.Operation?.Forget();
            _messages.Clear();
        }
        CompleteMessages();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    private bool TryTake(out OutgoingMessage message)
    {
        while (_messages.TryDequeue(out message))
        {
            if (message.Kind != OutgoingKind.Next) return true;
            var isTaken = message.Operation!.TryTake(out message, out var following);
            if (following is { } next) _messages.Enqueue(next);
            if (isTaken) return true;
        }
        return false;
    }

    private void MakeRoom()
    {
        if (Count < Crowded / 2) Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    private ValueTask TurnAsync()
    {
        _turn.Reset();
        Volatile.Write(ref _turnState, NoTurn);
        bool wanted;
        lock (_queue) wanted = _completed || _messages.Count > 0;
        if (wanted) WantTurn();
        return new(this, _turn.Version);
    }

    /// <summary>One turn at a time: there is another when this one is over and something is left.</summary>
    private void WantTurn()
    {
        if (Interlocked.CompareExchange(ref _turnState, TurnWanted, NoTurn) == NoTurn) SendingTurns.Shared.Queue(this);
    }

    void IValueTaskSource.GetResult(short token) => _turn.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _turn.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _turn.OnCompleted(continuation, state, token, flags);
}
