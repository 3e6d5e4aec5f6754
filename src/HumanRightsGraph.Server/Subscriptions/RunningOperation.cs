using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>An operation whose answers go over a connection that others may share.</summary>
internal sealed class RunningOperation : ISubscriber, IDisposable
{
    private readonly ClientConnection _connection;
    private readonly CancellationTokenSource _cancellation;
    private IDisposable? _subscription;
    private EventAnswer? _untaken;
    private int _untakenCount;
    private OutgoingMessage? _lastWord;
    private int _waiting;
    private int _ended;

    /// <param name="id">As the client named it; null where the connection is its own.</param>
    public RunningOperation(ClientConnection connection, string? id, CancellationToken connectionEnded)
    {
        (_connection, Id) = (connection, id);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(connectionEnded);
        Cancellation = _cancellation.Token;
    }

    public string? Id { get; }

    /// <summary>The client wants nothing more of it, or there is nothing more.</summary>
    public bool Ended => Volatile.Read(ref _ended) != 0;

    /// <summary>Cancelled when nobody wants its answer any more.</summary>
    public CancellationToken Cancellation { get; }

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>What it is subscribed to, given up when it ends.</summary>
    public void SubscribedTo(IDisposable subscription)
    {
        _subscription = subscription;
        if (Ended) subscription.Dispose();
    }

    public void Next(EventAnswer answer)
    {
        Interlocked.Increment(ref _waiting);
        _connection.Offer(new(OutgoingKind.Next, this, answer.Utf8), answer);
    }

    /// <summary>An answer waits to be taken, in line behind others. This and the next three are called under the connection's lock.</summary>
    /// <returns>True when no other one waits.</returns>
    public bool Append(EventAnswer answer)
    {
        if (++_untakenCount > 1) return false;
        _untaken = answer;
        return true;
    }

    /// <summary>Its last word, kept until the answers before it are taken; false where none waits.</summary>
    public bool TryAppendLastWord(in OutgoingMessage message)
    {
        if (_untakenCount > 0) _lastWord = message;
        return _untakenCount > 0;
    }

    /// <summary>The answer that has waited longest; false when none does any more.</summary>
    /// <param name="following">What comes when there is another turn for this operation.</param>
    public bool TryTake(out OutgoingMessage message, out OutgoingMessage? following)
    {
        (message, following) = (default, _lastWord);
        if (_untaken is not { } taken) return false;
        message = new(OutgoingKind.Next, this, taken.Utf8);
        _untaken = --_untakenCount > 0 ? taken.Following : null;
        if (_untakenCount > 0) following = new(OutgoingKind.Next, this, default);
        return true;
    }

    /// <summary>No answer is taken any more. What waits would else keep all that follow it in memory.</summary>
    /// <returns>How many waited, of so many bytes together.</returns>
    public (int Count, long Bytes) Forget()
    {
        var (count, bytes) = (_untakenCount, 0L);
        for (; _untakenCount > 0; _untakenCount--)
        {
            bytes += _untaken!.Utf8.Length;
            _untaken = _untaken.Following;
        }
        _untaken = null;
        return (count, bytes);
    }

    /// <summary>One of its answers is no longer waiting.</summary>
    public void Sent() => Interlocked.Decrement(ref _waiting);

    /// <summary>It was refused; nothing follows.</summary>
    /// <param name="answer">A request error result.</param>
    public void Refuse(ReadOnlyMemory<byte> answer) => _connection.Offer(new(OutgoingKind.Error, this, answer));

    /// <summary>Something is wrong here, and not with it.</summary>
    public void Break(Exception e) => _connection.Break(e);

    public void Complete() => _connection.Offer(new(OutgoingKind.Complete, this, default));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        _subscription?.Dispose();
        _connection.Forget(this);
        _cancellation.Cancel();
        _cancellation.Dispose();
    }
}

internal enum OutgoingKind { Next, Error, Complete, Acknowledge, Pong, Comment }

/// <summary>A message that waits to be sent.</summary>
/// <param name="Answer">Of <see cref="OutgoingKind.Next"/>, but where it only says whose turn it is, and <see cref="OutgoingKind.Error"/>: an answer as <see cref="ErrorWriter"/> and the pipeline write it.</param>
internal readonly record struct OutgoingMessage(OutgoingKind Kind, RunningOperation? Operation, ReadOnlyMemory<byte> Answer);
