using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Plan.Embedded;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Costs;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A request (GraphQL §6.1).</summary>
/// <param name="Variables">A JSON object, or null for none.</param>
public sealed record OperationRequest(string Query, string? OperationName = null, JsonElement? Variables = null)
{
    /// <summary>Refuse anything but a query, as for a request by GET: <c>METHOD_NOT_ALLOWED</c>.</summary>
    public bool QueriesOnly { get; init; }

    /// <summary>Say in the answer's <c>extensions.plan</c> how it was found. It costs more than the answer; the host decides who may ask.</summary>
    public bool Explain { get; init; }

    public CostRequest Cost { get; init; }
}

/// <summary>What a request wants to know of its cost, as the header <c>GraphQL-Cost</c> says: nothing, beside its answer (<c>report</c>), or instead of it (<c>validate</c>).</summary>
public enum CostRequest { None, Report, Validate }

/// <summary>An answer (GraphQL §7.1): its bytes, and what a transport has to know of it. Dispose it once they are sent.</summary>
public sealed class OperationAnswer : IDisposable
{
    private readonly AnswerBuffer _buffer;

    internal OperationAnswer(AnswerBuffer buffer, bool hasData, IReadOnlyList<GraphQLError> errors) => (_buffer, HasData, Errors) = (buffer, hasData, errors);

    /// <summary>The response as JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 => _buffer.Written;

    /// <summary>It was executed: there is a member <c>data</c>, though perhaps null. False for a request error.</summary>
    public bool HasData { get; }

    public IReadOnlyList<GraphQLError> Errors { get; }

    public void Dispose() => _buffer.Dispose();
}

/// <summary>An operation that is to be run, or refused.</summary>
public readonly struct ReadyOperation
{
    internal readonly BoundOperation? Bound;
    internal readonly ImmutableArray<GraphQLError> Refusal;

    internal ReadyOperation(OperationType kind, BoundOperation? bound, ImmutableArray<GraphQLError> refusal) => (Kind, Bound, Refusal) = (kind, bound, refusal);

    public OperationType Kind { get; }

    /// <summary>What is to be run; null where it is refused.</summary>
    public OperationPlan? Plan => Bound?.Plan;
}

/// <summary>Settings of an <see cref="OperationPipeline"/>.</summary>
public sealed record PipelineOptions
{
    public Limits Language { get; init; } = Limits.Default;
    public PlanLimits Plan { get; init; } = PlanLimits.Default;
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public RootFieldHandlers Handlers { get; init; } = RootFieldHandlers.None;
    public PlanCache Plans { get; init; } = new();
}

/// <summary>
/// From a request to its bytes: parse, validate, compile, coerce the variables, run. The first three are done once for
/// a document. Safe for many threads.
/// </summary>
/// <param name="executor">Runs plans over a store of the API's graph schema, with the same options.</param>
public sealed class OperationPipeline(ApiSchema api, IPlanExecutor executor, PipelineOptions? options = null)
{
    private readonly PipelineOptions _options = options ?? new();

    public OperationPipeline(ApiSchema api, EmbeddedStore store, PipelineOptions? options = null)
        : this(api, new EmbeddedExecutor(() => store.Current, options ??= new()), options) { }

    public ApiSchema Api => api;

    /// <summary>What a document may be at most.</summary>
    public Limits Limits => _options.Language;

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<OperationAnswer> ExecuteAsync(OperationRequest request, CancellationToken cancellation = default)
    {
        var (prepared, errors) = Prepare(request.Query, request.OperationName);
        if (prepared is null) return Refused(errors);
        var plan = prepared.Plan;
        if (plan.Kind == OperationType.Subscription && request.Cost != CostRequest.Validate)
            return Refused([GraphQLError.Of(ErrorCodes.BadRequest, "A subscription is not answered once; use Server-Sent Events or a WebSocket.", plan.Operation.Location)]);
        if (request.QueriesOnly && plan.Kind != OperationType.Query)
            return Refused([GraphQLError.Of(ErrorCodes.MethodNotAllowed, "A mutation is sent by POST.", plan.Operation.Location)]);
        var (bound, refusal) = Bind(prepared, request.Variables);
        if (bound is null) return Refused(refusal);
        var cost = Cost(bound, request.Cost);
        if (cost?.Exceeds(_options.Language, plan.Operation.Location) is { } tooDear) return Refused([tooDear]);
        prepared.IsWithinCost = plan.CostsTheSame;
        if (request.Cost == CostRequest.Validate) return CostAlone(cost!.Value);
        return await RunAsync(request.Explain ? bound with { Profile = new() } : bound, cancellation, request.Cost == CostRequest.Report ? cost : null).ConfigureAwait(false);
    }

    /// <summary>Counted only where someone asks for it, or where it could be too much.</summary>
    private OperationCost? Cost(BoundOperation bound, CostRequest asked) => asked != CostRequest.None || bound.Plan.MayCost(bound.Nodes, _options.Language, _options.Plan)
        ? CostAnalysis.Of(api.Types, bound.Plan.Document, bound.Plan.Operation, bound.Variables) : null;

    /// <summary>
    /// A subscription, ready to be answered at each event; or why it is refused. What it asks for is judged here, as that of a query is.
    /// </summary>
    public (EventSubscription? Subscription, ImmutableArray<GraphQLError> Errors) Subscribe(OperationRequest request)
    {
        var (prepared, errors) = Prepare(request.Query, request.OperationName);
        if (prepared is null) return (null, errors);
        var (bound, refusal) = Bind(prepared, request.Variables);
        if (bound is null) return (null, refusal);
        if (Cost(bound, CostRequest.None)?.Exceeds(_options.Language, bound.Plan.Operation.Location) is { } tooDear) return (null, [tooDear]);
        return EventSubscription.Of(bound, api, (operation, cancellation) => RunAsync(operation, cancellation), _options);
    }

    /// <summary>Whether the request is a subscription, as far as it is sound.</summary>
    public bool IsSubscription(OperationRequest request) => Prepare(request.Query, request.OperationName).Plan?.Plan.Kind == OperationType.Subscription;

    /// <summary>
    /// Runs a request whose bytes have come before and whose plan is kept (<see cref="Remember"/>): nothing is parsed, validated or planned.
    /// False where that isn't so, or its variables are not plain; <see cref="ExecuteAsync(OperationRequest, CancellationToken)"/> takes any request.
    /// </summary>
    public bool TryExecute(in PlainRequest request, CancellationToken cancellation, out ValueTask<OperationAnswer> answer)
    {
        var known = TryPrepare(request, out var ready);
        answer = known ? RunAsync(ready, cancellation) : default;
        return known;
    }

    /// <summary>The same up to where it is run, which may then be later, when the request's bytes have gone.</summary>
    public bool TryPrepare(in PlainRequest request, out ReadyOperation ready)
    {
        ready = default;
        if (_options.Plans.FindRequest(request.Query, request.OperationName) is not { Plan.Kind: not OperationType.Subscription } prepared) return false;
        if (prepared.Constant is { } constant && request.Variables.IsEmpty)
        {
            ready = new(prepared.Plan.Kind, constant, []);
            return true;
        }
        if (prepared.Variables?.Read(request.Variables) is not { } variables) return false;
        var (bound, refusal) = OperationBinder.Bind(prepared.Plan, variables, _options.Plan, prepared.ConstantArguments);
        // What it costs is counted on the long way.
        if (!prepared.IsWithinCost && bound?.Plan.MayCost(bound.Nodes, _options.Language, _options.Plan) is true) return false;
        ready = new(prepared.Plan.Kind, bound, refusal);
        return true;
    }

    /// <summary>Runs what <see cref="TryPrepare"/> has made ready.</summary>
    public ValueTask<OperationAnswer> RunAsync(in ReadyOperation ready, CancellationToken cancellation) =>
        ready.Bound is { } bound ? RunAsync(bound, cancellation) : new(Refused(ready.Refusal));

    /// <summary>Keeps the plan of a request that was just executed by its bytes too.</summary>
    public void Remember(in PlainRequest request, OperationRequest executed)
    {
        if (_options.Plans.Find(executed.Query, executed.OperationName is "" ? null : executed.OperationName) is { } plan) _options.Plans.AddRequest(request.Query, request.OperationName, plan);
    }

    /// <summary>The plan of an operation and its text for people (<c>hrgraph explain</c>); or why there is none.</summary>
    public (OperationPlan? Plan, ImmutableArray<GraphQLError> Errors) Explain(string query, string? operationName = null)
    {
        var (prepared, errors) = Prepare(query, operationName);
        return (prepared?.Plan, errors);
    }

    /// <summary>Runs the request and gives the plan's text with what was expected and found, and what the store says of it; or why it can't run.</summary>
    public async ValueTask<(string? Text, PlanProfile? Profile, ImmutableArray<GraphQLError> Errors)> ProfileAsync(OperationRequest request, CancellationToken cancellation = default)
    {
        var (prepared, errors) = Prepare(request.Query, request.OperationName);
        if (prepared is null) return (null, null, errors);
        if (prepared.Plan.Kind != OperationType.Query)
            return (null, null, [GraphQLError.Of(ErrorCodes.BadRequest, "Only a query is run to be explained.", prepared.Plan.Operation.Location)]);
        var (bound, refusal) = Bind(prepared, request.Variables);
        if (bound is null) return (null, null, refusal);
        var profile = new PlanProfile();
        using var buffer = new AnswerBuffer();
        var outcome = await executor.ExecuteAsync(bound with { Profile = profile }, buffer, cancellation).ConfigureAwait(false);
        return outcome.Refusal is { } refused ? (null, null, [refused]) : (PlanText.Write(prepared.Plan, profile), profile, [.. outcome.Errors]);
    }

    /// <summary>
    /// What the store is sent for a request (<see cref="IPlanExecutor.Statement"/>); or why there is nothing, such as variables that are not given.
    /// </summary>
    public (string? Statement, ImmutableArray<GraphQLError> Errors) Statement(OperationRequest request)
    {
        var (prepared, errors) = Prepare(request.Query, request.OperationName);
        if (prepared is null) return (null, errors);
        var (bound, refusal) = Bind(prepared, request.Variables);
        return bound is null ? (null, refusal) : (executor.Statement(bound), []);
    }

    private (CachedPlan? Plan, ImmutableArray<GraphQLError> Errors) Prepare(string query, string? operationName)
    {
        if (operationName is "") operationName = null;
        if (_options.Plans.Find(query, operationName) is { } known) return (known, []);
        var (document, error) = Parser.Parse(query, new ParserOptions { Limits = _options.Language });
        if (document is null) return (null, [error!]);
        var errors = Validator.Validate(api.Types, document, _options.Language);
        if (!errors.IsEmpty) return (null, errors);
        var (operation, unresolved) = OperationSelection.Of(document, operationName);
        if (operation is null) return (null, [unresolved!]);
        var (plan, tooLarge) = PlanCompiler.Compile(api, document, operation, _options.Plan);
        if (plan is null) return (null, [tooLarge!]);
        BoundOperation? constant = null;
        if (plan.IsConstant && operation.VariableDefinitions.IsEmpty)
        {
            var (bound, refusal) = OperationBinder.Bind(plan, VariableValues.None, _options.Plan);
            if (bound is null) return (null, refusal);
            constant = bound;
        }
        var prepared = new CachedPlan(plan, constant);
        _options.Plans.Add(query, operationName, prepared);
        return (prepared, []);
    }

    private (BoundOperation? Operation, ImmutableArray<GraphQLError> Errors) Bind(CachedPlan prepared, JsonElement? variables)
    {
        if (prepared.Constant is { } constant) return (constant, []);
        var (values, errors) = VariableValues.Coerce(api.Types, prepared.Plan.Operation, variables, _options.Language);
        if (values is null) return (null, errors);
        var (bound, refusal) = OperationBinder.Bind(prepared.Plan, values, _options.Plan, prepared.ConstantArguments);
        return (bound, refusal);
    }

    private async ValueTask<OperationAnswer> RunAsync(BoundOperation operation, CancellationToken cancellation, OperationCost? cost = null)
    {
        var buffer = new AnswerBuffer();
        try
        {
            buffer.Raw("{\"data\":"u8);
            var outcome = await executor.ExecuteAsync(operation, buffer, cancellation).ConfigureAwait(false);
            if (outcome.Refusal is { } refusal)
            {
                buffer.Dispose();
                return Refused([refusal]);
            }
            if (outcome.Errors.Count > 0)
            {
                buffer.Raw(",\"errors\":"u8);
                using var json = new Utf8JsonWriter(buffer, ErrorWriter.WriterOptions);
                ErrorWriter.Write(json, outcome.Errors);
                json.Flush();
            }
            if (operation.Profile is not null || cost is not null) WriteExtensions(buffer, operation, cost);
            buffer.Byte((byte)'}');
            return new(buffer, true, outcome.Errors);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static void WriteExtensions(AnswerBuffer buffer, BoundOperation operation, OperationCost? cost)
    {
        buffer.Raw(",\"extensions\":{"u8);
        if (operation.Profile is { } profile) WriteProfile(buffer, operation.Plan, profile);
        if (cost is { } counted)
        {
            if (operation.Profile is not null) buffer.Byte((byte)',');
            WriteCost(buffer, counted);
        }
        buffer.Byte((byte)'}');
    }

    private static void WriteProfile(AnswerBuffer buffer, OperationPlan plan, PlanProfile profile)
    {
        buffer.Raw("\"plan\":"u8);
        using var json = new Utf8JsonWriter(buffer, ErrorWriter.WriterOptions);
        json.WriteStartObject();
        Lines("operation", PlanText.Write(plan, profile).TrimEnd('\n').Split('\n'));
        if (profile.Statement is { } statement) json.WriteString("statement", statement);
        if (profile.Server.Count > 0) Lines("server", profile.Server);
        json.WriteEndObject();

        void Lines(string name, IEnumerable<string> lines)
        {
            json.WriteStartArray(name);
            foreach (var line in lines) json.WriteStringValue(line);
            json.WriteEndArray();
        }
    }

    /// <summary>An answer that says what the operation would cost, and has no data.</summary>
    private static OperationAnswer CostAlone(OperationCost cost)
    {
        var buffer = new AnswerBuffer();
        buffer.Raw("{\"extensions\":{"u8);
        WriteCost(buffer, cost);
        buffer.Raw("}}"u8);
        return new(buffer, false, []);
    }

    private static void WriteCost(AnswerBuffer buffer, OperationCost cost)
    {
        buffer.Raw("\"operationCost\":{\"fieldCost\":"u8);
        buffer.Float(cost.FieldCost);
        buffer.Raw(",\"typeCost\":"u8);
        buffer.Float(cost.TypeCost);
        buffer.Byte((byte)'}');
    }

    private static OperationAnswer Refused(IReadOnlyList<GraphQLError> errors)
    {
        var buffer = new AnswerBuffer();
        ErrorWriter.WriteAnswer(buffer, errors);
        return new(buffer, false, errors);
    }
}
