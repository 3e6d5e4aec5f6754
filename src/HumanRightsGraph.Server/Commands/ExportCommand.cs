using System.CommandLine;
using HumanRightsGraph.Graph.Transfer;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph export</c>: the whole graph, in a form another store reads.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "jsonl: a node or relationship a line, as APOC writes it", DefaultValueFactory = _ => "jsonl" };
    private static readonly Option<string?> Output = new("--output") { Description = "The file to write; standard output unless given", HelpName = "FILE" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("jsonl");
        var command = new Command("export", "Write the graph") { Format, Output, Settings.StoreOption };
        command.SetAction((parsed, cancellation) => Outcomes.Guard(() => RunAsync(Settings.From(parsed), parsed.GetValue(Output), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, string? output, CancellationToken cancellation)
    {
        await using var store = OpenStore.From(settings, readOnly: true);
        if (output is null)
        {
            await using var standard = Console.OpenStandardOutput();
            await GraphJsonLines.ExportAsync(store, standard, cancellation);
            return HrgraphCommand.Done;
        }
        // Written aside and renamed, so that no half of an export stands under its name.
        var aside = output + ".part";
        ExportSummary summary;
        await using (var file = File.Create(aside))
            summary = await GraphJsonLines.ExportAsync(store, file, cancellation);
        File.Move(aside, output, overwrite: true);
        Console.Error.WriteLine($"{output}: {summary.Nodes:N0} nodes, {summary.Relationships:N0} relationships.");
        return HrgraphCommand.Done;
    }
}
