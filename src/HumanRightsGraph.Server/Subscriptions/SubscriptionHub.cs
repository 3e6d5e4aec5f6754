using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// Tells subscribers of what happens in the graph. Those who ask the same (document, operation, variables) are one group, which computes an answer once an
/// event. The graph is watched while somebody is subscribed, and a little longer. Safe for many threads.
/// </summary>
internal sealed class SubscriptionHub(IGraphStore store, ILogger logger) : IAsyncDisposable
{
    private const string TextLabel = "Text";
    private const string DeliverableLabel = "Deliverable";
    private const string DocumentLabel = "Document";

    /// <summary>Who comes back after a lost connection finds the graph still watched.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _watching = new(1, 1);
    private readonly Dictionary<AnswerKey, SubscriptionGroup> _groups = [];
    private readonly SemaphoreSlim _computing = new(Environment.ProcessorCount);
    private readonly CancellationTokenSource _end = new();
    private Watch? _watch;
    private long _changes;

    private sealed record Watch(IAsyncDisposable OfStore, CancellationTokenSource End, Task Telling);

    /// <summary>How many different questions are subscribed to.</summary>
    public int Groups
    {
        get { lock (_gate) return _groups.Count; }
    }

    /// <summary>Subscribes; every event that happens after it has returned is told, until the result is disposed of.</summary>
    /// <param name="role">Whose answers these are: subscribers of different ones share none.</param>
    /// <exception cref="GraphStoreException">The store can't be watched now.</exception>
    public async ValueTask<(IDisposable? Subscription, ImmutableArray<GraphQLError> Errors)> SubscribeAsync(
        OperationPipeline pipeline, AnswerCaller role, OperationRequest request, ISubscriber subscriber, CancellationToken cancellation)
    {
        var key = AnswerKey.Of(new AnswerQuestion(role, "", "", default, request.Query, request.OperationName, request.Variables));
        EventSubscription? asked = null;
        while (true)
        {
            // What others ask already was found sound, and is planned.
            if (!IsAsked(key))
            {
                (asked, var errors) = pipeline.Subscribe(request);
                if (asked is null) return (null, errors);
            }
            await WatchAsync(cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                if (!_groups.TryGetValue(key, out var group))
                {
                    // Those others have left meanwhile.
                    if (asked is null) continue;
                    _groups[key] = group = new SubscriptionGroup(asked, store, _computing, logger, _end.Token);
                }
                _changes++;
                group.Add(subscriber);
                return (new Subscription(() => Remove(key, group, subscriber)), []);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await EndWatchAsync(static () => true).ConfigureAwait(false);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }

    private bool IsAsked(AnswerKey key)
    {
        lock (_gate) return _groups.ContainsKey(key);
    }

    private void Remove(AnswerKey key, SubscriptionGroup group, ISubscriber subscriber)
    {
        long changes;
        lock (_gate)
        {
            if (!group.Remove(subscriber)) return;
            _groups.Remove(key);
            if (_groups.Count > 0) return;
            changes = ++_changes;
        }
        _ = EndLaterAsync(changes);
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        await _watching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_watch is not null) return;
            var touched = new TouchedNodes(new HashSet<string> { TextLabel, DeliverableLabel });
            var watch = await store.WatchAsync(touched, cancellation).ConfigureAwait(false);
            var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            _watch = new(watch, end, TellAsync(touched, end.Token));
        }
        finally
        {
            _watching.Release();
        }
    }

    private async Task EndLaterAsync(long changes)
    {
        await Task.Delay(Linger, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndWatchAsync(() => { lock (_gate) return _changes == changes; }).ConfigureAwait(false);
    }

    private async Task EndWatchAsync(Func<bool> isTime)
    {
        await _watching.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_watch is not { } watch || !isTime()) return;
            _watch = null;
            await watch.OfStore.DisposeAsync().ConfigureAwait(false);
            await watch.End.CancelAsync().ConfigureAwait(false);
            await watch.Telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            watch.End.Dispose();
        }
        finally
        {
            _watching.Release();
        }
    }

    /// <summary>Gives each group the nodes that its field is about.</summary>
    private async Task TellAsync(TouchedNodes touched, CancellationToken cancellation)
    {
        while (true)
        {
            var nodes = await touched.TakeAsync(cancellation).ConfigureAwait(false);
            var deliverables = nodes.Where(n => n.Label == DeliverableLabel).ToList();
            // A text's id is that of its document, an @, its language.
            var documents = nodes.Where(n => n.Label == TextLabel).Select(n => new NodeKey(DocumentLabel, n.Id[..Math.Max(0, n.Id.LastIndexOf('@'))])).Distinct().ToList();
            SubscriptionGroup[] groups;
            lock (_gate) groups = [.. _groups.Values];
            foreach (var group in groups) group.Tell(group.Field == "documentImported" ? documents : deliverables);
        }
    }
}
