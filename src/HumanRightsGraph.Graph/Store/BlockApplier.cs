using HumanRightsGraph.Graph.Changes;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Applies blocks of changes one after the other, as recovery and the import of a graph do: blocks that only add go together into a new base,
/// anything else through transactions. The version is made when it is asked for.
/// </summary>
internal sealed class BlockApplier(GraphVersion start, int mergeAt)
{
    /// <summary>Adding goes by the base only where so much of it comes that making a new base is worth it: this share of the graph's size.</summary>
    private const int WorthIt = 8;
    private readonly ChangeBlock _rest = new();
    private GraphVersion _version = start;
    private BulkInsert? _bulk;
    private long _number = start.Number;
    private long _byTransaction = Size(start) / WorthIt;

    internal long Number => _number;

    /// <summary>Is told the changes that did something, one block after the other; nothing goes into a new base unseen then.</summary>
    internal Action<IReadOnlyList<Change>>? Told { get; init; }

    /// <summary>Whether changes wait for the version to be asked for.</summary>
    internal bool IsBehind => _bulk is not null;

    /// <summary>All that was applied.</summary>
    internal GraphVersion Version
    {
        get
        {
            if (_bulk is not null)
            {
                _version = _bulk.ToVersion(_number);
                _bulk = null;
            }
            return _version;
        }
    }

    /// <summary>Applies a block, or nothing of it.</summary>
    /// <param name="payload">In the form of <see cref="ChangeCodec"/>.</param>
    /// <param name="durable">
    /// Makes the changes durable, by their number and payload, after they were found to fit and before they count. Null for those that are: they are a
    /// version of their own whatever they do.
    /// </param>
    /// <exception cref="GraphStoreException">A change does not fit the schema or the graph.</exception>
    /// <exception cref="InvalidDataException">The payload is not of the form.</exception>
    internal ChangeSummary Apply(ReadOnlyMemory<byte> payload, Action<long, ReadOnlySpan<byte>>? durable = null)
    {
        if (Told is null && _byTransaction <= 0)
        {
            _bulk ??= new BulkInsert(_version.OverlaySize == 0 ? _version : new GraphVersion(_number, GraphBaseBuilder.Of(_version)));
            if (_bulk.TryPlan(payload, out var added))
            {
                if (!added.Any) return added;
                try
                {
                    durable?.Invoke(_number + 1, payload.Span);
                }
                catch
                {
                    _bulk.Abandon();
                    _ = Version;
                    throw;
                }
                _bulk.Commit();
                _number++;
                return added;
            }
            _byTransaction = Size(Version) / WorthIt;
        }
        var changes = ChangeCodec.Read(payload);
        _byTransaction -= changes.Count;
        var transaction = new GraphTransaction(Version);
        transaction.Apply(changes);
        var summary = transaction.Summary();
        if (!summary.Any && durable is not null) return summary;
        if (durable is not null && transaction.Effective.Count < changes.Count)
        {
            _rest.Clear();
            ChangeCodec.Write(_rest, transaction.Effective);
            payload = _rest.Payload();
        }
        var next = transaction.Build(_number + 1);
        durable?.Invoke(_number + 1, payload.Span);
        _number++;
        _version = next.Merged(mergeAt);
        Told?.Invoke(transaction.Effective);
        return summary;
    }

    private static long Size(GraphVersion version) => version.NodeCount + (long)version.RelationshipCount;
}
