using System.CommandLine;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Server.Mutations;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph explain</c>: the plan of an operation.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Operation = new("OPERATION") { Description = "A GraphQL operation, or - to read it from standard input" };

    public static Command Create()
    {
        var command = new Command("explain", "Print the plan of an operation") { Operation, Settings.WritesOption };
        command.SetAction(async (parsed, cancellation) =>
        {
            var text = parsed.GetValue(Operation)!;
            if (text == "-") text = await Console.In.ReadToEndAsync(cancellation);
            var pipeline = new OperationPipeline(Api.Create(Settings.From(parsed).Writes), EmbeddedStore.InMemory(GraphModel.Product.Graph));
            var (plan, errors) = pipeline.Explain(text);
            foreach (var error in errors)
            {
                var place = error.Locations.Count > 0 ? $" ({error.Locations[0].Line}:{error.Locations[0].Column})" : "";
                Console.Error.WriteLine($"{error.Code}: {error.Message}{place}");
            }
            if (plan is null) return HrgraphCommand.Failed;
            Console.Out.WriteLine(PlanText.Write(plan).TrimEnd());
            return HrgraphCommand.Done;
        });
        return command;
    }
}
