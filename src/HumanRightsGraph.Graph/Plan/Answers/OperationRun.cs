using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Execution;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>Reads what an answer needs from a store, before the answer's fields are written.</summary>
public interface IAnswerStore<TSource>
{
    /// <summary>What the root fields from this one on need, as far as the next that a handler answers.</summary>
    ValueTask<TSource> ReadAsync(OperationRun run, int firstField);

    /// <summary>What the selections of a value that a handler gave need, with all that the handler wrote.</summary>
    ValueTask<TSource> ReadAsync(OperationRun run, HandlerContent content, object? given);
}

/// <summary>
/// One run of an operation: goes through the root fields, calls handlers, and writes <c>data</c> from what the store
/// gives. A query sees one state of the graph throughout, the fields behind a handler the one it left.
/// </summary>
public sealed class OperationRun
{
    private readonly PipelineOptions _options;
    private readonly ErrorList _errors;

    public OperationRun(BoundOperation operation, PipelineOptions options, CancellationToken cancellation)
    {
        (Operation, Cancellation, _options) = (operation, cancellation, options);
        Limits = new(options.Plan, options.Time, cancellation);
        Today = DateOnly.FromDateTime(options.Time.GetUtcNow().UtcDateTime);
        _errors = ErrorList.Take(options.Plan.Errors);
    }

    public BoundOperation Operation { get; }
    public RunLimits Limits { get; }
    public PlanLimits PlanLimits => _options.Plan;
    /// <summary>The day (UTC) it is, the same throughout.</summary>
    public DateOnly Today { get; }
    public CancellationToken Cancellation { get; }

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<ExecutionOutcome> WriteAsync<TSource, TNode, TPage, TValue>(IAnswerStore<TSource> store, AnswerBuffer answer)
        where TSource : struct, IAnswerSource<TNode, TPage, TValue> where TNode : struct where TPage : struct where TValue : struct, IStoredValue<TValue>
    {
        var plan = Operation.Plan;
        var start = answer.Length;
        try
        {
            Limits.Look();
            using var writer = ShapeWriter<TSource, TNode, TPage, TValue>.Take(Operation, answer, _errors, Limits);
            if (Operation.HasNullCondition && writer.NullCondition(plan.Root, null)) return Nulled();
            answer.Byte((byte)'{');
            var (first, read) = (true, false);
            for (var i = 0; i < plan.Root.Fields.Length; i++)
            {
                var field = plan.Root.Fields[i];
                if (!writer.Includes(field)) continue;
                if (!first) answer.Byte((byte)',');
                first = false;
                answer.Raw(field.Key.Span);
                bool written;
                switch (field.Content)
                {
                    case HandlerContent handler:
                        read = false;
                        if (await CallAsync(handler, field, writer).ConfigureAwait(false) is not { } given)
                        {
                            written = writer.Write(field, 0, static (_, _) => Written.Failed);
                            break;
                        }
                        writer.Source = await store.ReadAsync(this, handler, given.Value).ConfigureAwait(false);
                        written = writer.Write(field, writer, (f, w) => w.Value(handler.Value, handler.Value.Type.Nullable, given.Value, f.Node));
                        break;
                    case IntrospectionContent:
                        written = Introspect(field, answer);
                        break;
                    case TypeNameContent type:
                        answer.String(type.Name!);
                        written = true;
                        break;
                    default:
                        if (!read)
                        {
                            writer.Source = await store.ReadAsync(this, i).ConfigureAwait(false);
                            read = true;
                        }
                        written = writer.Write(field, writer, static (f, w) => w.RootField(f));
                        break;
                }
                if (!written) return Nulled();
                Limits.Size(answer.Length);
            }
            answer.Byte((byte)'}');
            return new(_errors.Errors, false, null);
        }
        catch (RunLimits.Exceeded exceeded)
        {
            return new([], true, exceeded.Error);
        }
        finally
        {
            _errors.GiveBack();
        }

        ExecutionOutcome Nulled()
        {
            answer.Cut(start);
            answer.Null();
            return new(_errors.Errors, true, null);
        }
    }

    /// <summary>What the handler gave; null where it gave an error alone. An error is reported.</summary>
    private async ValueTask<HandlerAnswer?> CallAsync<TSource, TNode, TPage, TValue>(HandlerContent content, ShapeField field, ShapeWriter<TSource, TNode, TPage, TValue> writer)
        where TSource : struct, IAnswerSource<TNode, TPage, TValue> where TNode : struct where TPage : struct where TValue : struct, IStoredValue<TValue>
    {
        _errors.Enter(field.ResponseName);
        try
        {
            if (writer.Argument(content.Slot, field) is not BoundHandlerArguments arguments) return null;
            if (Operation.Event is { } node) return new HandlerAnswer(node);
            if (_options.Handlers.Find(content.Field) is not { } handler)
                throw new InvalidOperationException($"No handler answers the root field {content.Field}.");
            var answer = await handler(arguments.Values, Cancellation).ConfigureAwait(false);
            // What a handler has done is done: how long it took is its own matter, and no reason to refuse to tell of it.
            Limits.Restart();
            if (answer.Error is not null) _errors.Add(answer.Error, field.Node);
            return answer.Error is null || answer.Value is not null ? answer : null;
        }
        finally
        {
            _errors.Leave();
        }
    }

    private bool Introspect(ShapeField field, AnswerBuffer answer)
    {
        var types = Operation.Plan.Api.Types;
        var collector = new FieldCollector(types, Operation.Plan.Document, Operation.Variables);
        var merged = collector.Collect(types.QueryType, Operation.Plan.Operation.SelectionSet).Fields.First(f => f.ResponseName == field.ResponseName);
        ImmutableArray<GraphQLError> problems;
        var mark = answer.Length;
        using (var json = new Utf8JsonWriter(answer, new() { SkipValidation = true }))
            problems = IntrospectionExecutor.Write(json, types, merged, collector, Operation.Variables, progress: bytes =>
            {
                Limits.Step();
                Limits.Size(mark + bytes);
            });
        if (!problems.IsEmpty) _errors.AddPlaced(problems);
        return !field.NonNull || !answer.Written.Span[mark..].SequenceEqual("null"u8);
    }
}
