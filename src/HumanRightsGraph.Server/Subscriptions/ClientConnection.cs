using System.Threading.Channels;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// What waits to be sent to one client, never without bound: a client that reads more slowly than events come is dropped, with a word why. One task sends;
/// whoever offers a message doesn't wait.
/// </summary>
internal abstract class ClientConnection
{
    /// <summary>What a message costs beside its answer, about.</summary>
    private const int MessageBytes = 64;
    /// <summary>So many may wait before no further message of the client is read.</summary>
    private const int Crowded = 128;
    /// <summary>How long one message may take to be sent; it is looked after every second.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);
    /// <summary>How long a dropped client has to hear why: with the rest, less than ten seconds from when it takes nothing any more until it is gone.</summary>
    private static readonly TimeSpan HearLimit = TimeSpan.FromSeconds(3);

    private readonly Channel<OutgoingMessage> _messages = Channel.CreateUnbounded<OutgoingMessage>(new() { SingleReader = true });
    private readonly TimeProvider _time;
    private long _bytes;
    private int _count;
    private long _sendingSince;
    private volatile string? _slow;
    private TaskCompletionSource? _room;
    private ITimer? _end;

    protected ClientConnection(TimeProvider time, TransportLimits limits) => (_time, Limits) = (time, limits);

    protected TransportLimits Limits { get; }

    /// <summary>Nothing more is taken for it.</summary>
    protected bool IsSlow => _slow is not null;

    /// <summary>Why it is slow, in words that its client is told.</summary>
    protected string? Slowness => _slow;

    protected int Count => Volatile.Read(ref _count);

    public void Offer(in OutgoingMessage message)
    {
        if (IsSlow) return;
        var bytes = Interlocked.Add(ref _bytes, message.Answer.Length + MessageBytes);
        Interlocked.Increment(ref _count);
        if (bytes > Limits.QueueBytes) DropAsSlow($"queueBytes: more than {Limits.QueueBytes} bytes wait");
        else if (message.Operation?.Waiting > Limits.QueueEvents) DropAsSlow($"queueEvents: more than {Limits.QueueEvents} events wait");
        else _messages.Writer.TryWrite(message);
    }

    /// <summary>Asked now and then: a client that takes nothing at all is dropped though little waits for it; one that is idle gets a sign of life.</summary>
    public void LookAfter()
    {
        var since = Volatile.Read(ref _sendingSince);
        if (since != 0 && _time.GetElapsedTime(since) > SendLimit) DropAsSlow($"a message has waited for {SendLimit.TotalSeconds:0} s");
        else if (since == 0 && Count == 0) Idle();
    }

    /// <summary>No message is taken any more; those that wait are sent.</summary>
    protected void CompleteMessages() => _messages.Writer.TryComplete();

    /// <summary>Sends what is offered until <see cref="CompleteMessages"/>.</summary>
    protected async Task SendAllAsync(CancellationToken aborted)
    {
        while (await _messages.Reader.WaitToReadAsync(aborted).ConfigureAwait(false))
        {
            while (!IsSlow && _messages.Reader.TryRead(out var message))
            {
                Volatile.Write(ref _sendingSince, _time.GetTimestamp());
                await SendAsync(message, aborted).ConfigureAwait(false);
                Volatile.Write(ref _sendingSince, 0);
                Interlocked.Add(ref _bytes, -(message.Answer.Length + MessageBytes));
                if (message.Kind == OutgoingKind.Next) message.Operation!.Sent();
                if (Interlocked.Decrement(ref _count) < Crowded / 2) Interlocked.Exchange(ref _room, null)?.TrySetResult();
            }
            if (IsSlow) break;
        }
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
        CompleteMessages();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
        AbortAfter(HearLimit);
    }
}
