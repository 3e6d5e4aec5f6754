using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>
/// Brings texts into a store, a transaction a text. Afterwards the graph is what all its texts and the reference data
/// say, whatever the order and however often each was imported; decisions by hand stay. Its methods may be
/// called from several threads and run one after the other; what is derived from the graph and written holds against other processes too.
/// </summary>
public sealed class Importer(IGraphStore store, ReferenceData reference) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _referenceApplied;
    private ChangeSummary _referenceChanges;

    public IGraphStore Store => store;
    public ReferenceData Reference => reference;

    public void Dispose() => _one.Dispose();

    /// <summary>Imports one text. A better one of the same document and language replaces what came from the worse alone.</summary>
    /// <exception cref="GraphStoreException">The store can't write; nothing of this text was applied.</exception>
    public Task<ImportedText> ImportAsync(TextVersion text, CancellationToken cancellation = default) =>
        ExclusiveAsync(() => ImportOneAsync(text, cancellation), cancellation);

    /// <summary>
    /// Brings texts into a store without documents, in one transaction, so that a first start that was interrupted begins again: they are imported
    /// into a store in memory, and what that holds beside the reference data is written.
    /// </summary>
    /// <returns>Nothing where the store has documents.</returns>
    /// <exception cref="GraphStoreException">The store can't write; nothing was applied.</exception>
    public Task<ChangeSummary> ImportFirstAsync(IEnumerable<TextVersion> texts, CancellationToken cancellation = default) => ExclusiveAsync(async () =>
    {
        if (await HasDocumentsAsync(cancellation)) return default;
        await using var aside = EmbeddedStore.InMemory(store.Schema);
        using var importer = new Importer(aside, reference);
        foreach (var text in texts) await importer.ImportAsync(text, cancellation);
        var changes = await FirstTexts.ChangesAsync(aside, reference, cancellation);
        return await store.UpdateAsync(async stop => await HasDocumentsAsync(stop) ? [] : changes, cancellation);
    }, cancellation);

    private async ValueTask<bool> HasDocumentsAsync(CancellationToken cancellation)
    {
        await foreach (var _ in store.NodesAsync(Labels.Document, cancellation)) return true;
        return false;
    }

    /// <summary>Brings the reference data in, and what documents make of it where it changed. Otherwise the first write does.</summary>
    /// <returns>What this importer's reference data changed, now or at an earlier write.</returns>
    public Task<ChangeSummary> ApplyReferenceAsync(CancellationToken cancellation = default) =>
        ExclusiveAsync(() => Task.FromResult(_referenceChanges), cancellation);

    /// <summary>Imports a graph as JSON lines.</summary>
    /// <exception cref="GraphStoreException"><c>IMPORT_INVALID</c>: a line that can't be taken; the lines before it are imported.</exception>
    public Task<ImportSummary> ImportGraphAsync(Stream lines, string fileName, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default) =>
        ExclusiveAsync(() => GraphJsonLines.ImportAsync(store, lines, fileName, progress, cancellation), cancellation);

    /// <summary>Derives every document again from its stored texts: after the reference data or the derivation changed.</summary>
    public Task<ChangeSummary> DeriveAgainAsync(CancellationToken cancellation = default) =>
        ExclusiveAsync(() => DeriveAllAsync(cancellation), cancellation);

    internal async Task<T> ExclusiveAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (!_referenceApplied)
            {
                await ApplyReferenceDataAsync(cancellation);
                _referenceApplied = true;
            }
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ApplyReferenceDataAsync(CancellationToken cancellation)
    {
        // Mostly all is there: nobody has to wait while that is looked at.
        if ((await ReferenceChanges.ToAsync(store, reference, cancellation)).Count == 0) return;
        var wasEmpty = false;
        _referenceChanges = await store.UpdateAsync(async stop =>
        {
            wasEmpty = await store.IsEmptyAsync(stop);
            return await ReferenceChanges.ToAsync(store, reference, stop);
        }, cancellation);
        if (!wasEmpty) _referenceChanges += await DeriveAllAsync(cancellation);
    }

    private async Task<ChangeSummary> DeriveAllAsync(CancellationToken cancellation)
    {
        var symbols = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var node in store.NodesAsync(Labels.Text, cancellation))
            if (StoredDocument.ReadText(node) is { } text)
                symbols.Add(text.Symbol);
        var total = default(ChangeSummary);
        foreach (var symbol in symbols)
        {
            total += await store.UpdateAsync(async stop =>
            {
                var stored = await StoredDocument.ReadAsync(store, symbol, stop);
                return stored.Texts.Count == 0 ? [] : (await ReplaceTextsAsync(stored, stored.Texts, stop)).Changes;
            }, cancellation);
        }
        return total;
    }

    private async Task<ImportedText> ImportOneAsync(TextVersion text, CancellationToken cancellation)
    {
        string? whyKept = null;
        ImmutableArray<Doubt> doubts = [];
        var applied = await store.UpdateAsync(async stop =>
        {
            var stored = await StoredDocument.ReadAsync(store, text.Symbol, stop);
            var earlier = stored.Texts.FirstOrDefault(t => t.Language == text.Language);
            whyKept = earlier is null ? null : TextQuality.WhyKeep(earlier, text);
            if (whyKept is not null) return [];
            (var changes, doubts) = await ReplaceTextsAsync(stored, [.. stored.Texts.Where(t => t.Language != text.Language), text], stop);
            return changes;
        }, cancellation);
        return whyKept is not null ? new ImportedText(text.Symbol, ImportStatus.Kept, default, [], whyKept)
            : new ImportedText(text.Symbol, applied.Any ? ImportStatus.Imported : ImportStatus.Unchanged, applied, doubts);
    }

    /// <summary>What the graph becomes without a fulfilment by hand. Only within <see cref="IGraphStore.UpdateAsync"/>.</summary>
    internal async Task<IReadOnlyList<Change>> WithoutAsync(string request, GraphRelationship fulfilment, CancellationToken cancellation)
    {
        var replacement = new DocumentReplacement(store, reference);
        await replacement.ReplaceAnswersToAsync(request, cancellation, fulfilment);
        return await replacement.Edit.ToChangesAsync(cancellation);
    }

    private async Task<(IReadOnlyList<Change> Changes, ImmutableArray<Doubt> Doubts)> ReplaceTextsAsync(
        StoredDocument stored, IReadOnlyList<TextVersion> texts, CancellationToken cancellation)
    {
        var import = new DocumentReplacement(store, reference);
        var doubts = await import.ReplaceAsync(stored, texts, cancellation);
        return (await import.Edit.ToChangesAsync(cancellation), doubts);
    }
}
