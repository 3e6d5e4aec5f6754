using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Transfer;

internal sealed class JsonLinesReader(IGraphStore store, Stream input, string fileName, IProgress<ImportProgress>? progress)
{
    // A transaction is one record of the journal and one new version: enough lines that their cost is spread, few enough to hold.
    private const int BatchLines = 32_768;
    // The first lines of a file often meet what the store has by itself, sessions above all; what does so takes the slow way with its whole batch.
    private const int FirstBatchLines = 2_048;
    // Another server's transactions cost a round trip for each kind of line in them, and it holds all of one until it ends.
    private const int RemoteBatchLines = 20_000;
    private const long BatchBytes = 16 << 20;
    private readonly LineReader _lines = new(input, GraphJsonLines.MaxLineLength);
    private readonly JsonLine _line = new(store.Schema);
    private int _batchLines = store is EmbeddedStore ? FirstBatchLines : RemoteBatchLines;
    private (ChangeBlock Changes, List<long> Numbers) _reading = (new(), []);
    private (ChangeBlock Changes, List<long> Numbers) _writing = (new(), []);
    private EmbeddedStore.BulkLoad? _load;
    private Task _applying = Task.CompletedTask;
    private long _nodes;
    private long _relationships;
    private ChangeSummary _summary;

    internal async Task<ImportSummary> ReadAsync(CancellationToken cancellation)
    {
        _load = store is EmbeddedStore embedded ? await embedded.LoadAsync(cancellation).ConfigureAwait(false) : null;
        try
        {
            return await ReadAllAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await _applying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_load is not null) await _load.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ImportSummary> ReadAllAsync(CancellationToken cancellation)
    {
        var given = 0L;
        while (await _lines.NextAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Span.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) continue;
            if (_line.TryRead(line.Span, afterRelationships: _relationships > 0, _reading.Changes, out var isNode, out var problem))
            {
                if (isNode) _nodes++;
                else _relationships++;
                _reading.Numbers.Add(_lines.Number);
            }
            else
            {
                await ApplyAsync(cancellation).ConfigureAwait(false);
                await _applying.ConfigureAwait(false);
                throw Invalid(_lines.Number, problem!);
            }
            // Another server fills its indexes beside the relationships, once all nodes are there.
            var nodesEnd = _load is null && !isNode && _relationships == 1;
            if (!nodesEnd && _reading.Changes.Count < _batchLines && _lines.Position - given < BatchBytes) continue;
            await ApplyAsync(cancellation).ConfigureAwait(false);
            given = _lines.Position;
            if (_load is not null) _batchLines = Math.Min(_batchLines * 2, BatchLines);
        }
        await ApplyAsync(cancellation).ConfigureAwait(false);
        await _applying.ConfigureAwait(false);
        if (_lines.TooLong) throw Invalid(_lines.Number, $"The line has more than {GraphJsonLines.MaxLineLength} bytes.");
        progress?.Report(new ImportProgress(_lines.Number, _lines.Position));
        return new ImportSummary(_lines.Number, _nodes, _relationships, _summary);
    }

    /// <summary>Hands the lines in hand to the store, once it is done with those before; the next ones are read meanwhile.</summary>
    private async ValueTask ApplyAsync(CancellationToken cancellation)
    {
        await _applying.ConfigureAwait(false);
        if (_reading.Changes.Count == 0) return;
        (_reading, _writing) = (_writing, _reading);
        _reading.Changes.Clear();
        _reading.Numbers.Clear();
        var done = new ImportProgress(_lines.Number, _lines.Position);
        _applying = Task.Run(() => ApplyAsync(_writing.Changes.Payload(), done, cancellation), CancellationToken.None);
    }

    private async Task ApplyAsync(ReadOnlyMemory<byte> payload, ImportProgress done, CancellationToken cancellation)
    {
        try
        {
            _summary += await ApplyBlockAsync(payload, cancellation).ConfigureAwait(false);
        }
        catch (GraphStoreException e) when (e is { Code: "IMPORT_INVALID", ChangeIndex: { } bad } && bad < _writing.Numbers.Count)
        {
            var sound = new ChangeBlock();
            ChangeCodec.Write(sound, ChangeCodec.Read(payload)[..bad]);
            _summary += await ApplyBlockAsync(sound.Payload(), cancellation).ConfigureAwait(false);
            throw Invalid(_writing.Numbers[bad], e.Message, e);
        }
        progress?.Report(done);
    }

    private ValueTask<ChangeSummary> ApplyBlockAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return _load is null ? store.ApplyAsync(ChangeCodec.Read(payload), cancellation) : new(_load.Apply(payload));
    }

    private GraphStoreException Invalid(long line, string what, Exception? inner = null)
    {
        var before = line switch { 1 => "Nothing is imported.", 2 => "Line 1 is imported.", _ => $"Lines 1 to {line - 1} are imported." };
        return new("IMPORT_INVALID", $"{fileName}:{line}: {what} {before} Correct line {line} and import the file again: what is imported already changes nothing.", inner) { Applied = _summary };
    }
}
