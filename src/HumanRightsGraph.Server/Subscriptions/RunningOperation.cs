using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>An operation whose answers go over a connection that others may share.</summary>
internal sealed class RunningOperation : ISubscriber, IDisposable
{
    private readonly ClientConnection _connection;
    private readonly CancellationTokenSource _cancellation;
    private IDisposable? _subscription;
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

    public void Next(ReadOnlyMemory<byte> answer)
    {
        Interlocked.Increment(ref _waiting);
        _connection.Offer(new(OutgoingKind.Next, this, answer));
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
        _cancellation.Cancel();
        _cancellation.Dispose();
    }
}

internal enum OutgoingKind { Next, Error, Complete, Acknowledge, Pong, Comment }

/// <summary>A message that waits to be sent.</summary>
/// <param name="Answer">Of <see cref="OutgoingKind.Next"/> and <see cref="OutgoingKind.Error"/>: an answer as <see cref="ErrorWriter"/> and the pipeline write it.</param>
internal readonly record struct OutgoingMessage(OutgoingKind Kind, RunningOperation? Operation, ReadOnlyMemory<byte> Answer);
