using System.Buffers;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// All who subscribed to the same. Nodes that something happened to wait in it, each once however often it happens; one after the other they are
/// answered, once for all. Groups don't wait for each other, and nobody in one for its slowest reader.
/// </summary>
/// <param name="computing">How many groups compute at a time.</param>
internal sealed class SubscriptionGroup(EventSubscription asked, IGraphStore store, SemaphoreSlim computing, ILogger logger, CancellationToken end)
{
    /// <summary>Nodes that are looked at together: no more than a page has.</summary>
    private const int BatchSize = 256;
    /// <summary>Where most of a group have so many answers waiting, it is this server that is slow and not they.</summary>
    private const int Behind = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private const int MaxPauses = 200;

    private readonly Lock _gate = new();
    private readonly HashSet<NodeKey> _known = [];
    private readonly Queue<NodeKey> _nodes = new();
    private readonly HashSet<ISubscriber> _members = new(ReferenceEqualityComparer.Instance);
    private ISubscriber[] _subscribers = [];
    private EventAnswer? _last;
    private volatile bool _changed;
    private bool _running;

    /// <summary>The subscribed field's name.</summary>
    public string Field => asked.Field;

    public void Add(ISubscriber subscriber)
    {
        lock (_gate) _changed = _members.Add(subscriber);
    }

    /// <summary>True when it was the last one.</summary>
    public bool Remove(ISubscriber subscriber)
    {
        lock (_gate)
        {
            if (!_members.Remove(subscriber)) return false;
            _changed = true;
            return _members.Count == 0;
        }
    }

    /// <summary>Something happened to these.</summary>
    public void Tell(IReadOnlyList<NodeKey> nodes)
    {
        if (nodes.Count == 0) return;
        lock (_gate)
        {
            foreach (var node in nodes)
                if (_known.Add(node)) _nodes.Enqueue(node);
            if (_running) return;
            _running = true;
        }
        _ = Task.Run(AnswerAllAsync, CancellationToken.None);
    }

    private async Task AnswerAllAsync()
    {
        while (Take() is { Count: > 0 } nodes)
        {
            try
            {
                await AnswerAsync(nodes).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (GraphStoreException e)
            {
                GraphQLLog.StoreFailed(logger, e, e.Code);
                Fail(StoreErrors.Of(e) ?? GraphQLError.Of(ErrorCodes.InternalServerError, "The answer to an event could not be given."));
            }
            catch (Exception e)
            {
                var id = Guid.NewGuid().ToString("n");
                GraphQLLog.Failed(logger, e, id);
                Fail(GraphQLError.Of(ErrorCodes.InternalServerError, $"Something went wrong here; it is in the log as {id}."));
            }
        }
    }

    private List<NodeKey> Take()
    {
        lock (_gate)
        {
            var taken = new List<NodeKey>();
            while (taken.Count < BatchSize && _nodes.TryDequeue(out var node))
            {
                _known.Remove(node);
                taken.Add(node);
            }
            if (taken.Count == 0) _running = false;
            return taken;
        }
    }

    private async Task AnswerAsync(IReadOnlyList<NodeKey> nodes)
    {
        IReadOnlyList<NodeKey> matching;
        await computing.WaitAsync(end).ConfigureAwait(false);
        try
        {
            matching = await asked.MatchingAsync(nodes, end).ConfigureAwait(false);
        }
        finally
        {
            computing.Release();
        }
        foreach (var node in matching)
        {
            byte[]? answer = null;
            await computing.WaitAsync(end).ConfigureAwait(false);
            try
            {
                // Of what is gone there is nothing to tell: the field may not be null.
                if (await store.FindAsync(node, end).ConfigureAwait(false) is null) continue;
                using var computed = await asked.AnswerAsync(node, end).ConfigureAwait(false);
                answer = computed.Utf8.ToArray();
            }
            finally
            {
                computing.Release();
            }
            await BreatheAsync(Send(answer)).ConfigureAwait(false);
        }
    }

    /// <summary>A large import is no reason to drop everybody; a reader that alone is behind is not waited for.</summary>
    private async Task BreatheAsync(ISubscriber[] subscribers)
    {
        for (var pauses = 0; pauses < MaxPauses && subscribers.Count(s => s.Waiting > Behind) * 2 > subscribers.Length; pauses++)
            await Task.Delay(Pause, end).ConfigureAwait(false);
    }

    private void Fail(GraphQLError error)
    {
        var answer = new ArrayBufferWriter<byte>();
        ErrorWriter.WriteAnswer(answer, [error]);
        Send(answer.WrittenMemory);
    }

    /// <summary>By one thread at a time.</summary>
    /// <returns>To whom.</returns>
    private ISubscriber[] Send(ReadOnlyMemory<byte> utf8)
    {
        var answer = new EventAnswer(utf8);
        if (_last is not null) _last.Following = answer;
        _last = answer;
        var subscribers = Subscribers();
        foreach (var subscriber in subscribers) subscriber.Next(answer);
        return subscribers;
    }

    private ISubscriber[] Subscribers()
    {
        if (!_changed) return _subscribers;
        lock (_gate)
        {
            _changed = false;
            return _subscribers = [.. _members];
        }
    }
}
