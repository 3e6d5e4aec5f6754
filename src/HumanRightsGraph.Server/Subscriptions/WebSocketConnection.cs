using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>One socket that speaks <c>graphql-transport-ws</c>: reads the client's messages one after the other, and sends what its operations give.</summary>
internal sealed class WebSocketConnection : ClientConnection
{
    private const int FirstBufferBytes = 1024;
    /// <summary>The client must begin within so long.</summary>
    private static readonly TimeSpan InitialisationLimit = TimeSpan.FromSeconds(3);
    /// <summary>How long the other side has to close after us.</summary>
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly HttpContext _context;
    private readonly ServedOperations _operations;
    private readonly CancellationTokenSource _aborted;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunningOperation> _running = new(StringComparer.Ordinal);
    private readonly ITimer _initialisation;
    private SocketClosure? _closure;
    private volatile bool _closeSent;
    private bool _initialised;

    public WebSocketConnection(WebSocket socket, HttpContext context, ServedOperations operations, TimeProvider time) : base(time, operations.Transport)
    {
        (_socket, _context, _operations) = (socket, context, operations);
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _initialisation = time.CreateTimer(_ =>
        {
            if (!_initialised) Close(new(SocketClosure.InitialisationTimeout, "Connection initialisation timeout"));
        }, null, InitialisationLimit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Serves the socket until it is closed.</summary>
    /// <param name="stopping">Cancelled when the server is about to end.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var stop = stopping.Register(() => Close(new(SocketClosure.GoingAway, "The server is restarting or ends")));
        var sending = SendAndCloseAsync();
        try
        {
            await ReadAsync().ConfigureAwait(false);
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode == WebSocketError.Faulted)
        {
            await FaultedAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // It has gone, or was made to.
        }
        catch (Exception e)
        {
            Break(e);
        }
        finally
        {
            await _initialisation.DisposeAsync().ConfigureAwait(false);
            EndOperations();
            CompleteMessages();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Over();
            _aborted.Dispose();
        }
    }

    /// <summary>
    /// What came is no frame of RFC 6455 or no UTF-8: the socket has answered with its own closing frame (1002, 1007) and reads no more. To hang up now
    /// would reset the connection, and a reset overtakes what the client hasn't read yet; so it is the client who hangs up, if it does within the limit.
    /// </summary>
    private async Task FaultedAsync()
    {
        EndOperations();
        CompleteMessages();
        AbortAfter(ClosingLimit);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _aborted.Token.Register(gone.SetResult);
        await gone.Task.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        byte[]? buffer = null;
        var length = 0;
        try
        {
            while (true)
            {
                // While nothing comes, a socket holds no buffer.
                var read = await _socket.ReceiveAsync(buffer is null ? Memory<byte>.Empty : buffer.AsMemory(length), _aborted.Token).ConfigureAwait(false);
                if (read.MessageType == WebSocketMessageType.Close) return;
                length += read.Count;
                if (_closure is not null)
                {
                    // What comes after we closed is not looked at any more.
                    length = 0;
                    buffer ??= ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
                    continue;
                }
                if (read.MessageType == WebSocketMessageType.Binary)
                {
                    Close(new(SocketClosure.BadMessage, "Invalid message: text is expected, not binary data."));
                    length = 0;
                    continue;
                }
                if (length > Limits.MessageBytes || (length == Limits.MessageBytes && !read.EndOfMessage))
                {
                    Close(new(SocketClosure.MessageTooBig, $"messageBytes: a message has {Limits.MessageBytes} bytes at most."));
                    length = 0;
                    continue;
                }
                if (read.EndOfMessage)
                {
                    await TakeAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
                    if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
                    (buffer, length) = (null, 0);
                    await RoomAsync(_aborted.Token).ConfigureAwait(false);
                    continue;
                }
                if (buffer is not null && length < buffer.Length) continue;
                var larger = ArrayPool<byte>.Shared.Rent(buffer is null ? FirstBufferBytes : Math.Min(buffer.Length * 4, Limits.MessageBytes));
                if (buffer is not null)
                {
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                }
                buffer = larger;
            }
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> text)
    {
        var message = WebSocketMessage.Read(text.Span, _operations.LimitsOf(_context));
        if (message.Closure is { } closure)
        {
            Close(closure);
            return default;
        }
        switch (message.Type)
        {
            case ClientMessageType.ConnectionInit when _initialised:
                Close(new(SocketClosure.TooManyInitialisations, "Too many initialisation requests"));
                return default;
            case ClientMessageType.ConnectionInit:
                _initialised = true;
                _initialisation.Dispose();
                Offer(new(OutgoingKind.Acknowledge, null, default));
                return default;
            case ClientMessageType.Ping:
                Offer(new(OutgoingKind.Pong, null, default));
                return default;
            case ClientMessageType.Complete:
                Take(message.Id!)?.Dispose();
                return default;
            case ClientMessageType.Subscribe when !_initialised:
                Close(new(SocketClosure.Unauthorized, "Unauthorized"));
                return default;
            case ClientMessageType.Subscribe:
                return SubscribeAsync(message);
            default:
                return default;
        }
    }

    private ValueTask SubscribeAsync(ClientMessage message)
    {
        RunningOperation operation;
        GraphQLError? refusal = message.Error;
        lock (_gate)
        {
            if (_running.ContainsKey(message.Id!))
            {
                Close(new(SocketClosure.SubscriberExists, WebSocketMessage.Reason($"Subscriber for {message.Id} already exists")));
                return default;
            }
            operation = new RunningOperation(this, message.Id, _aborted.Token);
            if (_running.Count < Limits.OperationsPerSocket) _running[message.Id!] = operation;
            else refusal ??= GraphQLError.Limit("operationsPerSocket", Limits.OperationsPerSocket, _running.Count + 1, $"A socket has {Limits.OperationsPerSocket} operations at most at a time: complete one, or open another socket.");
        }
        if (refusal is null) return StartAsync(message.Request!, operation);
        operation.Refuse(ServedOperations.Refusal([refusal]));
        return default;
    }

    private async ValueTask StartAsync(GraphQLRequest request, RunningOperation operation)
    {
        var refusal = await _operations.StartAsync(_context, request, operation).ConfigureAwait(false);
        if (refusal.Count > 0) operation.Refuse(ServedOperations.Refusal(refusal));
    }

    protected override async ValueTask SendAsync(OutgoingMessage message, CancellationToken aborted)
    {
        if (message.Operation is { } operation)
        {
            // A client that completed an operation hears no more of it, and may use its id for another.
            if (operation.Ended) return;
            if (message.Kind is not OutgoingKind.Next)
            {
                lock (_gate)
                    if (_running.GetValueOrDefault(operation.Id!) == operation) _running.Remove(operation.Id!);
                operation.Dispose();
            }
        }
        using var text = new PooledBytes(message.Answer.Length + 128);
        switch (message.Kind)
        {
            case OutgoingKind.Next: WebSocketMessage.WriteNext(text, message.Operation!.Id!, message.Answer.Span); break;
            case OutgoingKind.Error: WebSocketMessage.WriteError(text, message.Operation!.Id!, ErrorWriter.ListOf(message.Answer.Span)); break;
            case OutgoingKind.Complete: WebSocketMessage.WriteComplete(text, message.Operation!.Id!); break;
            case OutgoingKind.Acknowledge: text.Write("{\"type\":\"connection_ack\"}"u8); break;
            case OutgoingKind.Pong: text.Write("{\"type\":\"pong\"}"u8); break;
            default: return;
        }
        await _socket.SendAsync(text.Written, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, aborted).ConfigureAwait(false);
    }

    public override void Break(Exception e)
    {
        GraphQLLog.Failed(_operations.Logger, e, _context.TraceIdentifier);
        Close(new(SocketClosure.InternalError, $"Something went wrong here; it is in the log as {_context.TraceIdentifier}."));
    }

    // The host sends pings of RFC 6455 by itself.
    protected override void Idle() { }

    protected override void Abort()
    {
        try
        {
            // A socket that is cancelled resets the connection, and with it what the client hasn't read of what was sent to it.
            if (_closeSent) _socket.Dispose();
            _aborted.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task SendAndCloseAsync()
    {
        try
        {
            await SendAllAsync(_aborted.Token).ConfigureAwait(false);
            if (IsSlow)
            {
                EndOperations();
                _closure = new(SocketClosure.SlowConsumer, $"SLOW_CONSUMER, {Slowness}. Subscribe again and ask for what was missed.");
            }
            if (_closure is { } closure) await _socket.CloseOutputAsync((WebSocketCloseStatus)closure.Code, closure.Reason, _aborted.Token).ConfigureAwait(false);
            else if (_socket.State == WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _aborted.Token).ConfigureAwait(false);
            _closeSent = true;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            if (!_aborted.IsCancellationRequested)
            {
                // The reader sees too that the client has gone; or what failed is the reader's closing frame (FaultedAsync), which is on its way.
                AbortAfter(ClosingLimit);
                return;
            }
            _socket.Abort();
            _context.Abort();
        }
    }

    private void Close(SocketClosure closure)
    {
        lock (_gate)
        {
            if (_closure is not null) return;
            _closure = closure;
        }
        EndOperations();
        CompleteMessages();
        AbortAfter(ClosingLimit);
    }

    private RunningOperation? Take(string id)
    {
        lock (_gate) return _running.Remove(id, out var operation) ? operation : null;
    }

    private void EndOperations()
    {
        RunningOperation[] all;
        lock (_gate)
        {
            all = [.. _running.Values];
            _running.Clear();
        }
        foreach (var operation in all) operation.Dispose();
    }
}
