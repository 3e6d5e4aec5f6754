using System.Buffers;
using System.IO.Pipelines;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Connections.Features;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// One stream of Server-Sent Events: of one operation, which it ends with, or of those that are started by requests with its token. The latter may begin
/// before the stream is opened; what they give waits for it.
/// </summary>
internal sealed class EventStreamConnection : ClientConnection
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(12);

    private readonly ServedOperations _operations;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _aborted = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunningOperation> _running = new(StringComparer.Ordinal);
    private HttpContext? _context;
    private PipeWriter? _writer;
    private long _lastSent;

    /// <param name="token">Null where the stream is one operation's own.</param>
    public EventStreamConnection(ServedOperations operations, TimeProvider time, string? token) : base(time, operations.Transport)
    {
        (_operations, _time, Token) = (operations, time, token);
        Created = time.GetTimestamp();
    }

    public string? Token { get; }
    public long Created { get; }
    public bool IsOpen => _context is not null;
    public bool HasEnded { get; private set; }

    /// <summary>Cancelled when the stream is over.</summary>
    public CancellationToken Ended => _aborted.Token;

    /// <summary>A new operation of this stream.</summary>
    /// <returns>Null, with the error, where the id is in use or there are too many.</returns>
    public RunningOperation? Begin(string id, out GraphQLError? error)
    {
        error = null;
        lock (_gate)
        {
            if (_running.ContainsKey(id)) error = GraphQLError.Of(ErrorCodes.Conflict, "An operation with this id runs already on the stream.");
            else if (_running.Count >= _operations.Transport.OperationsPerStream)
                error = GraphQLError.Limit("operationsPerStream", _operations.Transport.OperationsPerStream, _running.Count + 1, $"A stream has {_operations.Transport.OperationsPerStream} operations at most at a time: end one, or open another stream.");
            return error is null ? _running[id] = new RunningOperation(this, id, _aborted.Token) : null;
        }
    }

    /// <summary>The client wants no more of the operation, if it runs.</summary>
    public void End(string id)
    {
        RunningOperation? operation;
        lock (_gate) _running.Remove(id, out operation);
        operation?.Dispose();
    }

    /// <summary>False where it is open already, or over.</summary>
    public bool TryOpen(HttpContext context) => !HasEnded && Interlocked.CompareExchange(ref _context, context, null) is null;

    /// <summary>Sends until the operation has ended, the client has gone or the server is about to end.</summary>
    /// <param name="start">Starts the operation of a stream that has only one.</param>
    public async Task RunAsync(Func<Task>? start, CancellationToken stopping)
    {
        SetHeaders(_context!.Response);
        _writer = _context.Response.BodyWriter;
        using var gone = _context.RequestAborted.Register(() => EndAll(abort: true));
        // Without an end of its operations, so that clients try again.
        using var stop = stopping.Register(() => EndAll(abort: false));
        try
        {
            if (start is not null) await start().ConfigureAwait(false);
            _writer.Write(EventStreamMessage.Comment);
            await _writer.FlushAsync(_aborted.Token).ConfigureAwait(false);
            await SendAllAsync(_aborted.Token).ConfigureAwait(false);
            if (IsSlow) await TellSlowAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            _context.Abort();
        }
        finally
        {
            Over();
            EndAll(abort: true);
        }
    }

    /// <summary>What the answer to the request for a stream says of it.</summary>
    public static void SetHeaders(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = EventStreamMessage.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Ends it though it was never opened.</summary>
    public void Expire() => EndAll(abort: true);

    public override void Break(Exception e)
    {
        GraphQLLog.Failed(_operations.Logger, e, _context?.TraceIdentifier ?? "");
        var error = GraphQLError.Of(ErrorCodes.InternalServerError, $"Something went wrong here; it is in the log as {_context?.TraceIdentifier}.");
        foreach (var operation in Operations()) operation.Refuse(ServedOperations.Refusal([error]));
    }

    /// <summary>The operation of a stream that has only one.</summary>
    public RunningOperation Only()
    {
        var operation = new RunningOperation(this, null, _aborted.Token);
        lock (_gate) _running[""] = operation;
        return operation;
    }

    protected override async ValueTask SendAsync(OutgoingMessage message, CancellationToken aborted)
    {
        if (message.Operation is { Ended: true }) return;
        switch (message.Kind)
        {
            case OutgoingKind.Next: EventStreamMessage.WriteNext(_writer!, message.Operation!.Id, message.Answer.Span); break;
            case OutgoingKind.Error:
                EventStreamMessage.WriteNext(_writer!, message.Operation!.Id, message.Answer.Span);
                Complete(message.Operation);
                break;
            case OutgoingKind.Complete: Complete(message.Operation!); break;
            case OutgoingKind.Comment: _writer!.Write(EventStreamMessage.Comment); break;
        }
        _lastSent = _time.GetTimestamp();
        await _writer!.FlushAsync(aborted).ConfigureAwait(false);
    }

    protected override void Idle()
    {
        if (_time.GetElapsedTime(_lastSent) >= Heartbeat) Offer(new(OutgoingKind.Comment, null, default));
    }

    protected override void Abort()
    {
        try
        {
            _aborted.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private void Complete(RunningOperation operation)
    {
        EventStreamMessage.WriteComplete(_writer!, operation.Id);
        lock (_gate)
            if (_running.GetValueOrDefault(operation.Id ?? "") == operation) _running.Remove(operation.Id ?? "");
        operation.Dispose();
        if (Token is null) CompleteMessages();
    }

    private async Task TellSlowAsync()
    {
        var error = ServedOperations.Refusal([GraphQLError.Of(ErrorCodes.SlowConsumer, $"Events come faster than they are read ({Slowness}). Subscribe again and ask for what was missed.")]);
        foreach (var operation in Operations())
        {
            EventStreamMessage.WriteNext(_writer!, operation.Id, error.Span);
            Complete(operation);
        }
        await _writer!.FlushAsync(_aborted.Token).ConfigureAwait(false);
        // For a client that takes nothing the connection would be open for long after its answer.
        _context!.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    private RunningOperation[] Operations()
    {
        lock (_gate) return [.. _running.Values];
    }

    private void EndAll(bool abort)
    {
        HasEnded = true;
        CompleteMessages();
        foreach (var operation in Operations()) operation.Dispose();
        lock (_gate) _running.Clear();
        if (abort) _aborted.Cancel();
    }
}
