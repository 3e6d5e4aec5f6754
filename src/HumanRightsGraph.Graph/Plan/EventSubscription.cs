using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// A subscription with its variables (GraphQL §6.2.3): a plan whose root field is a node that something happened to, run at each event. An argument
/// <c>where</c> of that field is the node type's filter; which nodes pass is asked of the store by the connection of that type, so that a filter means
/// here what it means there. Safe for many threads.
/// </summary>
public sealed class EventSubscription
{
    private const string Where = "where";
    private const string Dollar = "$";
    private const string Ids = "ids";
    /// <summary>What our question adds to a filter of the client's, which may be as large as any.</summary>
    private const int AddedPredicates = 4;

    private readonly BoundOperation _operation;
    private readonly Func<BoundOperation, CancellationToken, ValueTask<OperationAnswer>> _run;
    private readonly Func<IReadOnlyList<string>, BindResult>? _matching;

    private EventSubscription(BoundOperation operation, string field, Func<BoundOperation, CancellationToken, ValueTask<OperationAnswer>> run, Func<IReadOnlyList<string>, BindResult>? matching) =>
        (_operation, Field, _run, _matching) = (operation, field, run, matching);

    /// <summary>The field of <c>Subscription</c> it selects.</summary>
    public string Field { get; }

    internal static (EventSubscription? Subscription, ImmutableArray<GraphQLError> Errors) Of(
        BoundOperation operation, ApiSchema api, Func<BoundOperation, CancellationToken, ValueTask<OperationAnswer>> run, PipelineOptions options)
    {
        if (operation.Plan.Kind != OperationType.Subscription || operation.Plan.Root.Fields is not [{ Content: HandlerContent content } field])
            return (null, [GraphQLError.Of(ErrorCodes.BadRequest, "The operation is no subscription.", operation.Plan.Operation.Location)]);
        switch (operation.Arguments[content.Slot])
        {
            case BoundError failed: return (null, [failed.Error]);
            case BoundHandlerArguments { Values: var arguments } when arguments.GetValueOrDefault(Where) is InputObject where:
                var matching = Matching(api, api.Model.Type(content.Value.Type.Named.Name)!, where, options);
                // A filter beyond the limits is refused now and not at the first event.
                if (matching([]) is { Operation: null } refused) return (null, [.. refused.Errors.Select(e => e with { Locations = [field.Node.Location] })]);
                return (new(operation, content.Field, run, matching), []);
            default: return (new(operation, content.Field, run, null), []);
        }
    }

    /// <summary>Those of the nodes, of the field's type, that the subscription is about, in their order.</summary>
    /// <param name="nodes">No more than a page may have.</param>
    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    public async ValueTask<IReadOnlyList<NodeKey>> MatchingAsync(IReadOnlyList<NodeKey> nodes, CancellationToken cancellation)
    {
        if (_matching is null) return nodes;
        using var answer = await _run(_matching([.. nodes.Select(n => n.Id)]).Operation!, cancellation).ConfigureAwait(false);
        using var json = JsonDocument.Parse(answer.Utf8);
        if (answer.Errors.Count > 0) throw new GraphStoreException(answer.Errors[0].Code, $"The filter of a subscription can't be asked: {answer.Errors[0].Message}");
        var found = json.RootElement.GetProperty("data").EnumerateObject().First().Value.GetProperty("nodes").EnumerateArray()
            .Select(n => n.GetProperty("id").GetString()).ToHashSet(StringComparer.Ordinal);
        return [.. nodes.Where(n => found.Contains(n.Id))];
    }

    /// <summary>The answer at an event: the operation over the graph as it is now, with the node as the root field's.</summary>
    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    public ValueTask<OperationAnswer> AnswerAsync(NodeKey node, CancellationToken cancellation) => _run(_operation with { Event = node }, cancellation);

    private static Func<IReadOnlyList<string>, BindResult> Matching(ApiSchema api, ModelType type, InputObject where, PipelineOptions options)
    {
        var text = $"query({Dollar}{Ids}: [ID!]!, {Dollar}{Where}: {ApiNames.Filter(type.Name)}!) {{ {type.Root!.List}(first: {options.Plan.PageSize}, where: {{and: [{{id: {{in: {Dollar}{Ids}}}}}, {Dollar}{Where}]}}) {{ nodes {{ id }} }} }}";
        var (document, _) = Parser.Parse(text, ParserOptions.Trusted);
        var plan = PlanCompiler.Compile(api, document!, (OperationDefinitionNode)document!.Definitions[0], options.Plan).Plan!;
        var limits = options.Plan with
        {
            FilterPredicates = options.Plan.FilterPredicates + AddedPredicates,
            FilterValues = options.Plan.FilterValues + options.Plan.PageSize,
        };
        return ids => OperationBinder.Bind(plan, VariableValues.Of(new Dictionary<string, object?> { [Ids] = (IReadOnlyList<object?>)[.. ids], [Where] = where }), limits);
    }
}
