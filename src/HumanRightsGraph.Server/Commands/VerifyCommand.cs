using System.CommandLine;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Store;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph verify</c>: reads the whole store and says whether it is sound; <c>--repair</c> keeps what is, after a copy.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Copy the embedded store aside, then keep what is sound" };

    public static Command Create()
    {
        var command = new Command("verify", "Read the whole store and say whether it is sound") { Repair };
        Settings.AddStoreTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Repair) && result.GetResult(Settings.Neo4jOption) is { Implicit: false }) result.AddError("--repair is for the embedded store; in Neo4j correct what verify lists.");
        });
        command.SetAction((parsed, cancellation) => Outcomes.Guard(async () =>
        {
            var settings = Settings.From(parsed);
            return settings.Neo4j is null ? Run(settings, parsed.GetValue(Repair)) : await RunOnNeo4jAsync(settings, cancellation);
        }));
        return command;
    }

    private static int Run(Settings settings, bool repair)
    {
        var graph = GraphModel.Product.Graph;
        var report = repair ? StoreVerification.Repair(settings.Store, graph) : StoreVerification.Verify(settings.Store, graph);
        foreach (var notice in report.Notices) Console.Error.WriteLine($"{notice.Code}: {notice.Message}");
        foreach (var problem in report.Problems) Console.Error.WriteLine($"{problem.Code}: {problem}");
        if (report.CopiedTo is { } copy)
        {
            if (report.Lost is var (from, to)) Console.Error.WriteLine($"STORE_RECORDS_LOST: versions {from} to {to} of the graph are lost with their records. Import again what they brought.");
            if (report.LostIsUnknown) Console.Error.WriteLine("STORE_RECORDS_LOST: how many records the missing segment had is not known. Import again what came last.");
            Console.Error.WriteLine($"The store as it was is kept in {copy}.");
        }
        if (!report.IsSound) Console.Error.WriteLine(report.Advice);
        Console.Out.WriteLine(report.IsSound
            ? $"{settings.Store} is sound: {report.Nodes:N0} nodes, {report.Relationships:N0} relationships, {report.Records:N0} records in the journal."
            : $"{settings.Store} {(report.IsOfAnotherVersion ? "can't be read by this version" : "is damaged")}: {report.Problems.Count} problem(s).");
        return report.IsSound || report.CopiedTo is not null ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }

    private static async Task<int> RunOnNeo4jAsync(Settings settings, CancellationToken cancellation)
    {
        await using var store = await Neo4jStore.OpenAsync(settings.Neo4j! with { ReadOnly = true }, GraphModel.Product, cancellation);
        var problems = 0L;
        var counted = await Neo4jVerification.VerifyAsync(store, problem =>
        {
            problems++;
            Console.Error.WriteLine($"STORE_CORRUPT: {problem}");
        }, cancellation);
        Console.Out.WriteLine(problems == 0
            ? $"{settings.Neo4j} is sound: {counted.Nodes:N0} nodes, {counted.Relationships:N0} relationships."
            : $"{settings.Neo4j} does not fit the schema: {problems} problem(s).");
        return problems == 0 ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }
}
