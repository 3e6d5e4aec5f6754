using HumanRightsGraph.Graph.Changes;

namespace HumanRightsGraph.Graph.Transfer;

internal sealed class JsonLinesReader(IGraphStore store, Stream input, string fileName, IProgress<ImportProgress>? progress)
{
    // A transaction is one record of the journal and one new version: enough lines that their cost is spread, few enough to hold.
    private const int BatchLines = 8_192;
    private const long BatchBytes = 8 << 20;
    private readonly LineReader _lines = new(input, GraphJsonLines.MaxLineLength);
    private readonly JsonLine _line = new(store.Schema);
    private readonly List<Change> _changes = [];
    private readonly List<long> _numbers = [];
    private long _nodes;
    private long _relationships;
    private ChangeSummary _summary;

    internal async Task<ImportSummary> ReadAsync(CancellationToken cancellation)
    {
        var applied = 0L;
        while (await _lines.NextAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Span.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) continue;
            if (_line.TryRead(line.Span, afterRelationships: _relationships > 0, out var change, out var problem))
            {
                if (change is UpsertNode) _nodes++;
                else _relationships++;
                _changes.Add(change!);
                _numbers.Add(_lines.Number);
            }
            else
            {
                await ApplyAsync(cancellation).ConfigureAwait(false);
                throw Invalid(_lines.Number, problem!);
            }
            if (_changes.Count < BatchLines && _lines.Position - applied < BatchBytes) continue;
            await ApplyAsync(cancellation).ConfigureAwait(false);
            applied = _lines.Position;
            progress?.Report(new ImportProgress(_lines.Number, applied));
        }
        await ApplyAsync(cancellation).ConfigureAwait(false);
        if (_lines.TooLong) throw Invalid(_lines.Number, $"The line has more than {GraphJsonLines.MaxLineLength} bytes.");
        progress?.Report(new ImportProgress(_lines.Number, _lines.Position));
        return new ImportSummary(_lines.Number, _nodes, _relationships, _summary);
    }

    private async ValueTask ApplyAsync(CancellationToken cancellation)
    {
        if (_changes.Count == 0) return;
        try
        {
            _summary += await store.ApplyAsync(_changes, cancellation).ConfigureAwait(false);
        }
        catch (GraphStoreException e) when (e is { Code: "IMPORT_INVALID", ChangeIndex: { } bad } && bad < _numbers.Count)
        {
            _summary += await store.ApplyAsync(_changes[..bad], cancellation).ConfigureAwait(false);
            throw Invalid(_numbers[bad], e.Message, e);
        }
        _changes.Clear();
        _numbers.Clear();
    }

    private GraphStoreException Invalid(long line, string what, Exception? inner = null) => new("IMPORT_INVALID",
        $"{fileName}:{line}: {what} {(line == 1 ? "Nothing is imported." : $"Lines 1 to {line - 1} are imported.")} Correct line {line} and import the file again: what is imported already changes nothing.", inner);
}
