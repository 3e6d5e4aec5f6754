using System.CommandLine;
using System.Diagnostics;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Ingestion.Runs;
using HumanRightsGraph.Neo4j.Store;
using Spectre.Console;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph import</c>: documents or a graph into the store, with a progress bar and a summary; repeated, it changes nothing.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Documents (.txt .docx .pdf .html), graphs (.jsonl), or folders of them" };
    private static readonly Option<string?> ManifestFile = new("--manifest") { Description = "JSON: which symbol and language each file is (a folder's manifest.json unless given)", HelpName = "FILE" };
    private static readonly Option<string?> Server = new("--server") { Description = "Import documents through a server that runs on this machine with --writes; a graph (.jsonl) goes into a store only", HelpName = "URL" };

    public static Command Create()
    {
        var command = new Command("import", "Bring documents or a graph into the store") { Paths, ManifestFile, Server };
        Settings.AddStoreTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Server) is { } server && !(Uri.TryCreate(server, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                result.AddError($"--server takes an address such as http://127.0.0.1:5080, not '{server}'.");
            foreach (var store in new Option[] { Settings.StoreOption, Settings.Neo4jOption })
            {
                if (result.GetValue(Server) is not null && result.GetResult(store) is { Implicit: false })
                    result.AddError($"--server and {store.Name} contradict each other: the server has its own store.");
            }
        });
        command.SetAction((parsed, cancellation) => Outcomes.Guard(() => parsed.GetValue(Server) is { } server
            ? ImportThroughServer.RunAsync(new Uri(server), LimitSettings.Of(Settings.ReadConfiguration([])).Documents, parsed.GetValue(Paths)!, parsed.GetValue(ManifestFile), cancellation)
            : RunAsync(Settings.From(parsed), parsed.GetValue(Paths)!, parsed.GetValue(ManifestFile), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, string[] paths, string? manifest, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        // Read while a Neo4j answers for the first time.
        var loading = Task.Run(() => Seed.Load(), cancellation);
        // Neo4j fills its indexes much faster after a large import than during it.
        await using var store = await OpenStore.FromAsync(settings, deferIndexes: true, cancellation: cancellation);
        var seed = await loading;
        if (seed.Error is { } bad) return Outcomes.Fail("SEED_INVALID", bad.ToString());
        using var importer = new Importer(store, seed.Value!.Reference);
        var (report, error) = await ImportProgressBar.WhileAsync(progress => new ImportRun(importer, settings.Limits.Documents).RunAsync(paths, manifest, progress, cancellation));
        if (store is Neo4jStore neo4j) await neo4j.CreateIndexesAsync(cancellation);
        return report is null ? Outcomes.Fail(error!.Code, error.Message) : Tell(report, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Refusals and doubts to standard error, the summary to standard output.</summary>
    private static int Tell(ImportReport report, TimeSpan elapsed)
    {
        var outcome = TellFiles(report, elapsed);
        var changes = report.Changes;
        if (report.Reference.Any) Console.Out.WriteLine($"reference data  {Nodes(report.Reference)}; {Relationships(report.Reference)}");
        Console.Out.WriteLine($"documents       {Nodes(changes)}; {Relationships(changes)}");
        Say("mechanisms not known (proposed)", report.UnknownMechanisms);
        Say("sessions not in the calendar", report.UnknownSessions);
        Say("files without a symbol", report.Unidentified);
        return outcome;
    }

    /// <summary>The same without what became of the graph.</summary>
    internal static int TellFiles(ImportReport report, TimeSpan elapsed)
    {
        foreach (var file in report.Files)
        {
            if (file.Status == FileStatus.Refused) Console.Error.WriteLine($"{file.Path}: {file.Code}: {file.Message}");
            if (file.Status == FileStatus.Kept) Console.Error.WriteLine($"{file.Path}: kept as it was: {file.Message}");
            foreach (var doubt in file.Doubts) Console.Error.WriteLine($"{file.Path}: {doubt.Kind}: {doubt.Message}");
        }
        var refused = report.Count(FileStatus.Refused);
        Console.Out.WriteLine($"{report.Documents} documents in {elapsed.TotalSeconds:0.0} s: {report.Count(FileStatus.Imported)} imported, {report.Count(FileStatus.Unchanged)} unchanged, "
            + $"{report.Count(FileStatus.Kept)} kept, {refused} refused, {report.Count(FileStatus.PassedOver)} passed over");
        return refused == 0 ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }

    private static string Nodes(ChangeSummary c) => $"nodes: {c.NodesCreated:N0} new, {c.NodesChanged:N0} changed, {c.NodesDeleted:N0} removed";

    private static string Relationships(ChangeSummary c) =>
        $"relationships: {c.RelationshipsCreated:N0} new, {c.RelationshipsChanged:N0} changed, {c.RelationshipsDeleted:N0} removed";

    private static void Say(string what, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0) Console.Out.WriteLine($"{what}: {string.Join(", ", ids)}");
    }
}

/// <summary>A bar on standard error where that is a terminal; nothing otherwise.</summary>
internal static class ImportProgressBar
{
    public static Task<T> WhileAsync<T>(Func<IProgress<RunProgress>?, Task<T>> run)
    {
        if (Console.IsErrorRedirected) return run(null);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(true)
            .StartAsync(bar =>
            {
                var task = bar.AddTask("Importing");
                return run(new Inline(p =>
                {
                    task.MaxValue = p.Total;
                    task.Value = p.Done + p.Part;
                    task.Description = Markup.Escape($"{p.Done}/{p.Total} {Path.GetFileName(p.Path)}");
                }));
            });
    }

    // Progress<T> would report from other threads, after the bar has gone.
    private sealed class Inline(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
