using System.CommandLine;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Cypher;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Server.Mutations;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// <c>hrgraph explain</c>: the plan of an operation and, with <c>--neo4j</c>, the statement it becomes there. Nothing is run
/// unless <c>--run</c> asks what was expected and found.
/// </summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Operation = new("OPERATION") { Description = "A GraphQL operation, or - to read it from standard input" };

    private static readonly Option<string?> Variables = new("--variables") { Description = "A JSON object, for the statement of an operation that needs some" };

    private static readonly Option<bool> Run = new("--run") { Description = "Run the query on the store, and say how many rows were expected and found" };

    public static Command Create()
    {
        var command = new Command("explain", "Print the plan of an operation") { Operation, Variables, Run, Settings.WritesOption };
        Settings.AddStoreTo(command);
        command.SetAction((parsed, cancellation) => Outcomes.Guard(async () =>
        {
            var text = parsed.GetValue(Operation)!;
            if (text == "-") text = await Console.In.ReadToEndAsync(cancellation);
            var settings = Settings.From(parsed);
            if (parsed.GetValue(Run)) return await RunAsync(settings, text, parsed.GetValue(Variables), cancellation);
            var pipeline = new OperationPipeline(Api.Create(settings.Writes), EmbeddedStore.InMemory(GraphModel.Product.Graph));
            var (plan, errors) = pipeline.Explain(text);
            Report(errors);
            if (plan is null) return HrgraphCommand.Failed;
            Console.Out.WriteLine(PlanText.Write(plan).TrimEnd());
            return settings.Neo4j is null ? HrgraphCommand.Done : await StatementAsync(settings, text, parsed.GetValue(Variables));
        }));
        return command;
    }

    private static async Task<int> StatementAsync(Settings settings, string text, string? variables)
    {
        if (!TryRead(variables, out var given)) return HrgraphCommand.Failed;
        // A statement follows from the plan alone: nothing connects.
        await using var driver = GraphDatabase.Driver(settings.Neo4j!.Uri, AuthTokens.None, _ => { });
        var options = new PipelineOptions();
        var (statement, errors) = new OperationPipeline(Api.Create(settings.Writes), new Neo4jExecutor(driver, options, indexed: true), options).Statement(new(text, null, given));
        Report(errors);
        if (!errors.IsEmpty) return HrgraphCommand.Failed;
        Console.Out.WriteLine($"\n{statement ?? "(nothing is asked of the graph)"}");
        return HrgraphCommand.Done;
    }

    private static async Task<int> RunAsync(Settings settings, string text, string? variables, CancellationToken cancellation)
    {
        if (!TryRead(variables, out var given)) return HrgraphCommand.Failed;
        await using var opened = settings.Neo4j is { } neo4j
            ? OpenedStore.Of(await Neo4jStore.OpenAsync(neo4j with { ReadOnly = true }, GraphModel.Product, cancellation), neo4j)
            : OpenedStore.Of(OpenStore.From(settings, readOnly: true));
        var options = new PipelineOptions();
        var (plan, profile, errors) = await new OperationPipeline(Api.Create(settings.Writes), opened.Executor(options), options).ProfileAsync(new(text, null, given), cancellation);
        Report(errors);
        if (plan is null) return HrgraphCommand.Failed;
        Console.Out.WriteLine(plan.TrimEnd());
        if (profile?.Statement is { } statement) Console.Out.WriteLine($"\n{statement}");
        if (profile?.Server.Count > 0) Console.Out.WriteLine($"\n{string.Join('\n', profile.Server)}");
        return HrgraphCommand.Done;
    }

    private static bool TryRead(string? variables, out JsonElement? given)
    {
        given = null;
        try
        {
            if (variables is not null) given = JsonDocument.Parse(variables).RootElement;
            return true;
        }
        catch (JsonException)
        {
            Console.Error.WriteLine("--variables is no JSON; write it as in '{\"id\": \"HRC/56\"}'.");
            return false;
        }
    }

    private static void Report(IEnumerable<GraphQLError> errors)
    {
        foreach (var error in errors)
        {
            var place = error.Locations.Count > 0 ? $" ({error.Locations[0].Line}:{error.Locations[0].Column})" : "";
            Console.Error.WriteLine($"{error.Code}: {error.Message}{place}");
        }
    }
}
