using System.CommandLine;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Neo4j.Transfer;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph export</c>: the whole graph, in a form another store reads.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "jsonl: a node or relationship a line, as APOC writes it; cypher: statements for an empty Neo4j; csv: a folder for neo4j-admin database import",
        DefaultValueFactory = _ => "jsonl",
    };
    private static readonly Option<string?> Output = new("--output") { Description = "The file to write, standard output unless given; of csv the folder, new or empty", HelpName = "FILE" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("jsonl", "csv", "cypher");
        var command = new Command("export", "Write the graph") { Format, Output };
        Settings.AddStoreTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Format) is { Tokens: [{ Value: "csv" }] } && result.GetValue(Output) is null) result.AddError("--format csv needs --output DIR: it is several files.");
        });
        command.SetAction((parsed, cancellation) => Outcomes.Guard(() => RunAsync(Settings.From(parsed), parsed.GetValue(Format)!, parsed.GetValue(Output), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, string format, string? output, CancellationToken cancellation)
    {
        if (format != "csv" && Directory.Exists(output)) return Outcomes.Fail("FILE_UNWRITABLE", $"{output} is a folder. Name a file in it with --output.");
        await using var store = await OpenStore.FromAsync(settings, readOnly: true, cancellation: cancellation);
        var version = await store.VersionAsync(cancellation);
        try
        {
            await WriteAsync(store, format, output, cancellation);
        }
        catch (Exception e) when (output is not null && SystemFailure.Is(e))
        {
            return Outcomes.Fail("FILE_UNWRITABLE", $"{output} can't be written: {SystemFailure.Reason(e, output)}. Name another place with --output.");
        }
        if (version == await store.VersionAsync(cancellation)) return HrgraphCommand.Done;
        return Outcomes.Fail("GRAPH_CHANGED", "The graph was changed while it was read, so that the export may hold parts of several states. Export again while nobody writes.");
    }

    private static async Task WriteAsync(IGraphStore store, string format, string? output, CancellationToken cancellation)
    {
        if (output is null)
        {
            await using var standard = Console.OpenStandardOutput();
            await WriteAsync(store, format, standard, cancellation);
        }
        else if (format == "csv")
        {
            var written = await AdminCsv.ExportAsync(store, output, cancellation);
            Console.Error.WriteLine($"{output}: {written.Nodes:N0} nodes, {written.Relationships:N0} relationships. Into a database `neo4j` of a Neo4j that is stopped, from within that folder:");
            Console.Error.WriteLine($"  neo4j-admin database import full neo4j @{AdminCsv.ArgumentsFile}");
        }
        else
        {
            // Written aside and renamed, so that no half of an export stands under its name.
            var aside = output + ".part";
            ExportSummary written;
            await using (var file = File.Create(aside)) written = await WriteAsync(store, format, file, cancellation);
            File.Move(aside, output, overwrite: true);
            Console.Error.WriteLine($"{output}: {written.Nodes:N0} nodes, {written.Relationships:N0} relationships.");
        }
    }

    private static Task<ExportSummary> WriteAsync(IGraphStore store, string format, Stream output, CancellationToken cancellation) => format == "cypher"
        ? CypherScript.ExportAsync(store, SearchableFields.Of(GraphModel.Product), output, cancellation)
        : GraphJsonLines.ExportAsync(store, output, cancellation);
}
