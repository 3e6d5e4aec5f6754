using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Execution;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>What a run came to. With <see cref="Refusal"/> the answer has no data at all.</summary>
/// <param name="DataIsNull">An error reached the root.</param>
public readonly record struct ExecutionOutcome(IReadOnlyList<GraphQLError> Errors, bool DataIsNull, GraphQLError? Refusal);

/// <summary>Runs a plan over the embedded store and writes the answer's <c>data</c>, straight into its bytes.</summary>
/// <param name="version">The graph as it is now. A query sees one version throughout, a mutation's fields each the one it made.</param>
public sealed class EmbeddedExecutor(Func<GraphVersion> version, RootFieldHandlers handlers, PlanLimits limits, TimeProvider time)
{
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default)
    {
        var run = new RunLimits(limits, time, cancellation);
        var errors = new ErrorList(limits.Errors);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var plan = operation.Plan;
        var start = answer.Length;
        try
        {
            run.Look();
            var current = version();
            var writer = new ShapeWriter(operation, current, answer, errors, run, today);
            if (operation.HasNullCondition && writer.NullCondition(plan.Root, null)) return Nulled();
            answer.Byte((byte)'{');
            var first = true;
            foreach (var field in plan.Root.Fields)
            {
                if (!writer.Includes(field)) continue;
                if (!first) answer.Byte((byte)',');
                first = false;
                answer.Raw(field.Key.Span);
                bool written;
                switch (field.Content)
                {
                    case HandlerContent handler:
                        if (await CallAsync(handler, field, writer, errors, cancellation).ConfigureAwait(false) is not { } given)
                        {
                            written = writer.Write(field, 0, static (_, _) => Written.Failed);
                            break;
                        }
                        // What the handler wrote is seen by the rest of this answer.
                        if (version() is var latest && !ReferenceEquals(latest, current))
                            writer = new(operation, current = latest, answer, errors, run, today);
                        written = writer.Write(field, writer, (f, w) => w.Value(handler.Value, handler.Value.Type.Nullable, given.Value, f.Node));
                        break;
                    case IntrospectionContent:
                        written = Introspect(operation, field, answer, errors);
                        break;
                    default:
                        written = writer.Write(field, writer, static (f, w) => w.RootField(f));
                        break;
                }
                if (!written) return Nulled();
                run.Size(answer.Length);
            }
            answer.Byte((byte)'}');
            return new(errors.Errors, false, null);
        }
        catch (RunLimits.Exceeded exceeded)
        {
            return new([], true, exceeded.Error);
        }

        ExecutionOutcome Nulled()
        {
            answer.Cut(start);
            answer.Null();
            return new(errors.Errors, true, null);
        }
    }

    /// <summary>What the handler gave; null where it gave an error alone. An error is reported.</summary>
    private async ValueTask<HandlerAnswer?> CallAsync(HandlerContent content, ShapeField field, ShapeWriter writer, ErrorList errors, CancellationToken cancellation)
    {
        errors.Enter(field.ResponseName);
        try
        {
            if (writer.Argument(content.Slot, field) is not BoundHandlerArguments arguments) return null;
            if (handlers.Find(content.Field) is not { } handler)
                throw new InvalidOperationException($"No handler answers the root field {content.Field}.");
            var answer = await handler(arguments.Values, cancellation).ConfigureAwait(false);
            if (answer.Error is not null) errors.Add(answer.Error, field.Node);
            return answer.Error is null || answer.Value is not null ? answer : null;
        }
        finally
        {
            errors.Leave();
        }
    }

    private static bool Introspect(BoundOperation operation, ShapeField field, AnswerBuffer answer, ErrorList errors)
    {
        var types = operation.Plan.Api.Types;
        var collector = new FieldCollector(types, operation.Plan.Document, operation.Variables);
        var merged = collector.Collect(types.QueryType, operation.Plan.Operation.SelectionSet).Fields.First(f => f.ResponseName == field.ResponseName);
        ImmutableArray<GraphQLError> problems;
        var mark = answer.Length;
        using (var json = new Utf8JsonWriter(answer, new() { SkipValidation = true }))
            problems = IntrospectionExecutor.Write(json, types, merged, collector, operation.Variables);
        foreach (var problem in problems) errors.Errors.Add(problem);
        return !field.NonNull || !answer.Written.Span[mark..].SequenceEqual("null"u8);
    }
}
