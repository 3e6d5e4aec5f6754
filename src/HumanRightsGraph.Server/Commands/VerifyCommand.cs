using System.CommandLine;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph verify</c>: reads the whole store and says whether it is sound; <c>--repair</c> keeps what is, after a copy.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Copy the store aside, then keep what is sound" };

    public static Command Create()
    {
        var command = new Command("verify", "Read the whole store and say whether it is sound") { Repair, Settings.StoreOption };
        command.SetAction(parsed => Outcomes.Guard(() => Task.FromResult(Run(Settings.From(parsed), parsed.GetValue(Repair)))));
        return command;
    }

    private static int Run(Settings settings, bool repair)
    {
        var graph = GraphModel.Product.Graph;
        var report = repair ? StoreVerification.Repair(settings.Store, graph) : StoreVerification.Verify(settings.Store, graph);
        foreach (var notice in report.Notices) Console.Error.WriteLine($"{notice.Code}: {notice.Message}");
        foreach (var problem in report.Problems) Console.Error.WriteLine($"{problem.Code}: {problem}");
        if (report.CopiedTo is { } copy) Console.Error.WriteLine($"The store as it was is kept in {copy}.");
        Console.Out.WriteLine(report.IsSound
            ? $"{settings.Store} is sound: {report.Nodes:N0} nodes, {report.Relationships:N0} relationships, {report.Records:N0} records in the journal."
            : $"{settings.Store} is damaged: {report.Problems.Count} problem(s).");
        return report.IsSound || report.CopiedTo is not null ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }
}
