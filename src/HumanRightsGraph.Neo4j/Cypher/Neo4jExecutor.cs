using System.Globalization;
using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// Runs plans on Neo4j: one statement an operation, in an auto-commit read that is repeated as a whole while the store is
/// away. What a handler wrote is read by a statement of its own.
/// </summary>
/// <param name="database">Null for the user's home database.</param>
/// <param name="window">How long a store that is away is waited for; <see cref="DefaultWindow"/> unless given.</param>
/// <param name="indexed">The schema's full-text indexes are there, for the candidates of a search.</param>
public sealed class Neo4jExecutor(IDriver driver, PipelineOptions options, string? database = null, TimeSpan? window = null, bool indexed = false) : IPlanExecutor, IAnswerStore<Neo4jSource>
{
    private const string ProcedureFailed = "Neo.ClientError.Procedure.ProcedureCallFailed";
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private readonly ConditionalWeakTable<OperationPlan, StatementCache> _statements = [];
    private readonly TimeSpan _window = window ?? DefaultWindow;
    private volatile bool _indexed = indexed;

    public ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default) =>
        new OperationRun(operation, options, cancellation).WriteAsync<Neo4jSource, Neo4jNode, Neo4jPage, Neo4jValue>(this, answer);

    public string? Statement(BoundOperation operation) => Statement(operation, 0, DateOnly.FromDateTime(options.Time.GetUtcNow().UtcDateTime)).Statement?.Text;

    async ValueTask<Neo4jSource> IAnswerStore<Neo4jSource>.ReadAsync(OperationRun run, int firstField)
    {
        var (statement, values) = Statement(run.Operation, firstField, run.Today);
        try
        {
            return await ReadAsync(run, statement, values).ConfigureAwait(false);
        }
        catch (ClientException e) when (_indexed && e.Code == ProcedureFailed)
        {
            // Somebody has dropped an index since the store was opened: every text is looked at, until the next start creates it again.
            _indexed = false;
            (statement, values) = Statement(run.Operation, firstField, run.Today);
            return await ReadAsync(run, statement, values).ConfigureAwait(false);
        }
    }

    ValueTask<Neo4jSource> IAnswerStore<Neo4jSource>.ReadAsync(OperationRun run, HandlerContent content, object? given)
    {
        var nodes = new Dictionary<NodeShape, List<NodeKey>>(ReferenceEqualityComparer.Instance);
        Collect(content.Value, given, nodes);
        if (nodes.Count == 0) return new(default(Neo4jSource));
        var parameters = new BoundParameters(run.Operation, run.Today, numbered: true);
        var statement = StatementBuilder.OfNodes(run.Operation, parameters, "", nodes.Select(n => (n.Key, n.Value.ToLookup(k => k.Label, k => k.Id))));
        return ReadAsync(run, statement, parameters.Values);
    }

    /// <summary>The nodes that a handler's value has in it, by the shape they are written in.</summary>
    private static void Collect(ValueShape shape, object? value, Dictionary<NodeShape, List<NodeKey>> nodes)
    {
        switch (value)
        {
            case NodeKey key when shape.Nodes is { } of:
                if (!nodes.TryGetValue(of, out var keys)) nodes[of] = keys = [];
                keys.Add(key);
                break;
            case IReadOnlyDictionary<string, object?> members when shape.Objects is { } shapes:
                var type = members.GetValueOrDefault("__typename") as string ?? shape.Type.Named.Name;
                foreach (var member in shapes[type].Fields.Select(f => f.Content).OfType<MemberContent>()) Collect(member.Value, members.GetValueOrDefault(member.Name), nodes);
                break;
            case string: break;
            case System.Collections.IEnumerable items:
                foreach (var item in items) Collect(shape, item, nodes);
                break;
        }
    }

    private (CypherStatement? Statement, List<object?> Values) Statement(BoundOperation operation, int firstField, DateOnly today)
    {
        var cache = _statements.GetValue(operation.Plan, static _ => new());
        // What is asked of the index is part of the key: it must be one answer for both.
        var indexed = _indexed;
        var bound = new BoundParameters(operation, today, numbered: false, indexed, firstField);
        if (!bound.TryFind(cache, out var statement))
        {
            var key = bound.Key;
            statement = StatementBuilder.OfFields(operation, new(operation, today, numbered: true, indexed), key, firstField);
            cache.Add(key, statement);
        }
        bound.EndKey();
        return (statement, bound.Values);
    }

    private async ValueTask<Neo4jSource> ReadAsync(OperationRun run, CypherStatement? statement, List<object?> values)
    {
        if (statement is null) return default;
        var start = options.Time.GetTimestamp();
        var pause = _firstPause;
        while (true)
        {
            try
            {
                return new(statement, await TryReadAsync(run, statement, values).ConfigureAwait(false), run.Operation.Plan.Api);
            }
            catch (Neo4jException e) when (e.IsRetriable)
            {
                if (options.Time.GetElapsedTime(start) + pause > _window)
                    throw new GraphStoreException("STORE_UNAVAILABLE", $"Neo4j did not answer within {_window.TotalSeconds:0} seconds; try again later.", e);
                await Task.Delay(pause, options.Time, run.Cancellation).ConfigureAwait(false);
                // Waiting for a server that is away is no time of the operation's; what a hung one takes to answer nothing is.
                run.Limits.Exclude(pause);
                pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
            }
            catch (Neo4jException e) when (e is SecurityException)
            {
                throw new GraphStoreException("STORE_UNAVAILABLE", "Neo4j does not let this service in any more; its operator finds the reason in the log.", e);
            }
        }
    }

    private async ValueTask<RecordTokens> TryReadAsync(OperationRun run, CypherStatement statement, List<object?> values)
    {
        var left = run.Limits.Remaining;
        if (left <= TimeSpan.Zero) throw run.Limits.TimeOver();
        using var deadline = new CancellationTokenSource(left, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, run.Cancellation);
        try
        {
            await using var session = driver.AsyncSession(s =>
            {
                s.WithDefaultAccessMode(AccessMode.Read).WithBookmarkManager(driver.ExecutableQueryBookmarkManager);
                if (database is not null) s.WithDatabase(database);
            });
            var cursor = await session.RunAsync(new Query(run.Operation.Profile is null ? statement.Text : "PROFILE " + statement.Text, writer => Write(writer, values)), t => t.WithTimeout(left), either.Token).ConfigureAwait(false);
            if (!await cursor.FetchAsync(either.Token).ConfigureAwait(false)) throw new ProtocolException("The statement has no record.");
            var record = cursor.Current.PackStream;
            // Names and brackets aside, what the answer repeats of it is about as long.
            run.Limits.Size(record.Length / 4L);
            var tokens = new RecordTokens(record.Span);
            try
            {
                var summary = await cursor.ConsumeAsync(either.Token).ConfigureAwait(false);
                if (run.Operation.Profile is { } profile) Record(profile, statement, summary);
                return tokens;
            }
            catch
            {
                tokens.Dispose();
                throw;
            }
        }
        catch (Exception e) when (deadline.IsCancellationRequested && !run.Cancellation.IsCancellationRequested && e is OperationCanceledException or Neo4jException)
        {
            throw run.Limits.TimeOver();
        }
        catch (ClientException e) when (e.Code is { } code && code.StartsWith("Neo.ClientError.Transaction.TransactionTimedOut", StringComparison.Ordinal))
        {
            throw run.Limits.TimeOver();
        }
    }

    private static void Record(PlanProfile profile, CypherStatement statement, IResultSummary summary)
    {
        profile.Statement = profile.Statement is null ? statement.Text : $"{profile.Statement};\n{statement.Text}";
        if (summary.Profile is { } plan) profile.Server = [.. profile.Server, .. Lines(plan, 0)];
    }

    /// <summary>The server's plan, an operator a line, the last one first.</summary>
    private static IEnumerable<string> Lines(IPlan plan, int depth)
    {
        var estimated = plan.Arguments.GetValueOrDefault("EstimatedRows") is double rows ? string.Create(CultureInfo.InvariantCulture, $"about {rows:0.#} expected, ") : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{new string(' ', depth * 2)}{plan.OperatorType} {plan.Arguments.GetValueOrDefault("Details")}  [{estimated}{plan.Records} rows, {plan.DbHits} hits]");
        foreach (var child in plan.Children)
            foreach (var line in Lines(child, depth + 1)) yield return line;
    }

    private static void Write(PackStreamWriter writer, List<object?> values)
    {
        writer.WriteMapHeader(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            writer.Write(ParameterNames.Of(i));
            writer.WriteValue(values[i]);
        }
    }
}
