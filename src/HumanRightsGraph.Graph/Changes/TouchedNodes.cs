namespace HumanRightsGraph.Graph.Changes;

/// <summary>
/// The nodes of some labels that transactions have touched since they were last taken: made, changed, removed, or given or deprived of a relationship.
/// A node touched twice meanwhile stands here once, so that whoever takes slowly finds more work and needs no more memory than there are nodes.
/// </summary>
public sealed class TouchedNodes(IReadOnlySet<string> keyLabels)
{
    private readonly Lock _gate = new();
    private readonly HashSet<NodeKey> _known = [];
    private List<NodeKey> _keys = [];
    private TaskCompletionSource _some = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The labels of the nodes that count.</summary>
    public IReadOnlySet<string> KeyLabels => keyLabels;

    /// <summary>Adds those that count.</summary>
    public void Add(IEnumerable<NodeKey> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
                if (keyLabels.Contains(key.Label) && _known.Add(key)) _keys.Add(key);
            if (_keys.Count > 0) _some.TrySetResult();
        }
    }

    /// <summary>Those touched so far, in the order in which they were first touched; waits until there is one.</summary>
    public async ValueTask<IReadOnlyList<NodeKey>> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task some;
            lock (_gate)
            {
                if (_keys.Count > 0)
                {
                    var taken = _keys;
                    (_keys, _some) = ([], new(TaskCreationOptions.RunContinuationsAsynchronously));
                    _known.Clear();
                    return taken;
                }
                some = _some.Task;
            }
            await some.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The nodes that a change is about.</summary>
    public static IEnumerable<NodeKey> Of(Change change) => change switch
    {
        UpsertNode node => [node.Key],
        DeleteNode node => [node.Key],
        UpsertRelationship relationship => [relationship.From, relationship.To],
        DeleteRelationship relationship => [relationship.From, relationship.To],
        _ => [],
    };
}
