using HumanRightsGraph.Documents;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Ingestion.Import;

namespace HumanRightsGraph.Ingestion.Runs;

/// <summary>
/// Imports files and folders. Files are read side by side and applied in their order, each in a transaction of its own:
/// one that is refused stops none of the others, and a run that was interrupted is finished by running it again.
/// </summary>
/// <param name="limits">Of each document; the usual ones where none are given.</param>
public sealed class ImportRun(Importer importer, DocumentLimits? limits = null)
{
    /// <summary>Files read at a time: reading is work of the processor, and a file may be large.</summary>
    private static readonly int Readers = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Files read before their turn, so that a long document or a slow commit holds nobody up; only their facts are kept.</summary>
    private static readonly int ReadAhead = Readers * 8;

    /// <returns>The report, or the error for which nothing was imported.</returns>
    /// <exception cref="GraphStoreException">The store can't write; what was imported before stays.</exception>
    public async Task<(ImportReport? Report, RunError? Error)> RunAsync(
        IReadOnlyList<string> paths, string? manifest = null, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (files, error) = SourceFiles.Find(paths, manifest, limits);
        if (error is not null) return (null, error);

        var reference = await importer.ApplyReferenceAsync(cancellation);
        var outcomes = new List<FileOutcome>(files.Count);
        var ahead = new Queue<(SourceFile File, Task<TextReading?> Reading)>();
        using var readers = new SemaphoreSlim(Readers);
        foreach (var file in files)
        {
            ahead.Enqueue((file, file.Kind == SourceKind.Document ? ReadAsync(file, readers, cancellation) : Task.FromResult<TextReading?>(null)));
            if (ahead.Count > ReadAhead) await FinishAsync();
        }
        while (ahead.Count > 0) await FinishAsync();
        return (new ImportReport([.. outcomes]) { Reference = reference }, null);

        async Task FinishAsync()
        {
            cancellation.ThrowIfCancellationRequested();
            var (file, reading) = ahead.Dequeue();
            var part = progress is null ? null : new Part(progress, new RunProgress(outcomes.Count, files.Count, file.Path));
            outcomes.Add(await ApplyAsync(file, await reading, part, cancellation));
            progress?.Report(new RunProgress(outcomes.Count, files.Count, file.Path));
        }
    }

    private static async Task<TextReading?> ReadAsync(SourceFile file, SemaphoreSlim readers, CancellationToken cancellation)
    {
        await readers.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Read(file), cancellation);
        }
        finally
        {
            readers.Release();
        }
    }

    private static TextReading Read(SourceFile file)
    {
        var (offered, error) = file.Offer();
        if (offered is null) return new(null, error);
        try
        {
            return TextReading.Read(offered);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(null, SourceFile.ReadingFailed(e));
        }
    }

    private async Task<FileOutcome> ApplyAsync(SourceFile file, TextReading? reading, Part? part, CancellationToken cancellation)
    {
        if (file.Kind == SourceKind.PassedOver) return new FileOutcome(file.Path, FileStatus.PassedOver);
        if (file.Kind == SourceKind.Graph) return await ImportGraphAsync(file, part, cancellation);
        if (reading!.Text is not { } text)
            return new FileOutcome(file.Path, FileStatus.Refused) { Symbol = null, Code = reading.Error!.Code, Message = reading.Error.Message };

        var imported = await importer.ImportAsync(text, cancellation);
        var status = imported.Status switch
        {
            ImportStatus.Imported => FileStatus.Imported,
            ImportStatus.Unchanged => FileStatus.Unchanged,
            _ => FileStatus.Kept,
        };
        return new FileOutcome(file.Path, status)
        {
            Symbol = imported.Symbol,
            Language = text.Language,
            Changes = imported.Changes,
            Doubts = imported.Doubts,
            Message = imported.Advice,
        };
    }

    private async Task<FileOutcome> ImportGraphAsync(SourceFile file, Part? part, CancellationToken cancellation)
    {
        var refused = new FileOutcome(file.Path, FileStatus.Refused);
        if (file.Error is { } error) return refused with { Code = error.Code, Message = error.Message };
        try
        {
            if (new FileInfo(file.Path) is { Exists: true, Length: 0 }) return new FileOutcome(file.Path, FileStatus.Unchanged);
            await using var lines = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
            var changes = (await importer.ImportGraphAsync(lines, file.Path, part?.Of(lines.Length), cancellation)).Changes;
            return new FileOutcome(file.Path, changes.Any ? FileStatus.Imported : FileStatus.Unchanged) { Changes = changes };
        }
        catch (GraphStoreException e) when (e.Code == "IMPORT_INVALID")
        {
            return refused with { Code = e.Code, Message = e.Message, Changes = e.Applied };
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            return refused with { Code = "FILE_UNREADABLE", Message = SourceFile.Unreadable(SystemFailure.Reason(e, file.Path)).Message };
        }
    }

    /// <summary>Tells how much of a graph's bytes are in.</summary>
    private sealed class Part(IProgress<RunProgress> progress, RunProgress before) : IProgress<ImportProgress>
    {
        private long _length = 1;

        public Part Of(long length)
        {
            _length = Math.Max(1, length);
            return this;
        }

        public void Report(ImportProgress value) => progress.Report(before with { Part = Math.Min(1, (double)value.Bytes / _length) });
    }
}
