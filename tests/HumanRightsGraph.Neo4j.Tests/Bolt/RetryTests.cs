using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>Managed transactions: what is repeated, how long, and what never is (reliability §0.1).</summary>
public class RetryTests
{
    private const string Deadlock = "Neo.TransientError.Transaction.DeadlockDetected";
    private const string Unavailable = "Neo.TransientError.General.DatabaseUnavailable";

    private readonly ManualClock _clock = new();
    private readonly List<TimeSpan> _waits = [];

    private Action<int> _retrying = _ => { };

    // Times other than the waits are beyond the clock's reach.
    private IDriver Driver(StubServer stub) => GraphDatabase.Driver(stub.Uri, AuthTokens.None, config => config
        .WithTimeProvider(_clock).WithRandom(new Random(1)).WithResetTimeout(TimeSpan.FromMinutes(1)).WithConnectionTimeout(TimeSpan.FromMinutes(5))
        .WithRetryListener((_, count, wait) =>
        {
            _waits.Add(wait);
            _retrying(count);
        }));

    /// <summary>Runs with a clock that jumps over the waits between tries.</summary>
    private Task<T> RunAsync<T>(Task<T> task) => _clock.RunAsync(task, TimeSpan.FromSeconds(3));

    private static async Task<T> WriteAsync<T>(
        IDriver driver, Func<IAsyncQueryRunner, Task<T>> work, Func<CommitOutcomeUnknownException, CancellationToken, Task<CommitOutcome>>? outcome = null)
    {
        await using var session = driver.AsyncSession();
        return await session.ExecuteWriteAsync(work, outcome: outcome);
    }

    private static async Task<long> CreateAsync(IAsyncQueryRunner tx) => (await (await tx.RunAsync("CREATE (n) RETURN 1 AS n")).SingleAsync())["n"].As<long>();

    /// <summary>Fails requests of a kind with the codes in turn, then answers as usual. RUN's failure comes with PULL ignored.</summary>
    private static StubServer Failing(byte tag, params string?[] codes)
    {
        var turn = -1;
        var ignoring = false;
        return new(c => c.ServeAsync(r =>
        {
            if (r.Tag == StubRequest.Reset)
                ignoring = false;
            if (ignoring)
                return StubConnection.Ignored();
            if (r.Tag != tag || Interlocked.Increment(ref turn) is var i && (i >= codes.Length || codes[i] is null))
                return null;
            ignoring = true;
            return StubConnection.Failure(codes[Math.Min(turn, codes.Length - 1)]!);
        }));
    }

    [Fact]
    public async Task An_error_that_passes_is_tried_again_until_it_has_passed()
    {
        await using var stub = Failing(StubRequest.Run, Deadlock, Unavailable, Deadlock);
        await using var driver = Driver(stub);
        Assert.Equal(1, await RunAsync(WriteAsync(driver, CreateAsync)));
        Assert.Equal(3, _waits.Count);
        Assert.Equal(1, stub.Count(StubRequest.Commit));
        Assert.Equal(4, stub.Count(StubRequest.Begin));
    }

    [Fact]
    public async Task Waits_double_up_to_two_seconds_with_a_fifth_of_chance_until_the_window_is_over()
    {
        await using var stub = Failing(StubRequest.Run, [.. Enumerable.Repeat(Deadlock, 1000)]);
        await using var driver = Driver(stub);
        Assert.Equal(Deadlock, (await Assert.ThrowsAsync<TransientException>(() => RunAsync(WriteAsync(driver, CreateAsync)))).Code);
        var expected = 0.1;
        foreach (var wait in _waits)
        {
            Assert.InRange(wait.TotalSeconds, expected * 0.8, expected * 1.2);
            expected = Math.Min(expected * 2, 2);
        }
        Assert.InRange(_clock.Now, TimeSpan.FromSeconds(57), TimeSpan.FromSeconds(60));
        Assert.True(_waits.Distinct().Count() > _waits.Count / 2, "The waits are not by chance.");
        Assert.Equal(0, stub.Count(StubRequest.Commit));
    }

    [Theory]
    [InlineData("Neo.ClientError.Statement.SyntaxError")]
    [InlineData("Neo.ClientError.Schema.ConstraintValidationFailed")]
    [InlineData("Neo.ClientError.Security.Forbidden")]
    [InlineData("Neo.DatabaseError.General.UnknownError")]
    [InlineData("Neo.TransientError.Transaction.Terminated")]
    public async Task An_error_that_stays_is_not_tried_again(string code)
    {
        await using var stub = Failing(StubRequest.Run, code);
        await using var driver = Driver(stub);
        await Assert.ThrowsAnyAsync<Neo4jException>(() => RunAsync(WriteAsync(driver, CreateAsync)));
        Assert.Empty(_waits);
        Assert.Equal(1, stub.Count(StubRequest.Begin));
    }

    [Fact]
    public async Task An_exception_of_the_work_itself_rolls_back_and_is_not_tried_again()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await Assert.ThrowsAsync<FormatException>(() => RunAsync(WriteAsync<long>(driver, async tx =>
        {
            await CreateAsync(tx);
            throw new FormatException();
        })));
        Assert.Equal((1, 0), (stub.Count(StubRequest.Rollback), stub.Count(StubRequest.Commit)));
    }

    [Theory]
    [InlineData(Unavailable)]
    [InlineData("Neo.TransientError.General.MemoryPoolOutOfMemoryError")]
    [InlineData("Neo.DatabaseError.General.UnknownError")]
    [InlineData("Neo.TransientError.Transaction.Terminated")]
    public async Task A_commit_answered_with_a_code_that_settles_nothing_is_unknown_and_not_repeated(string code)
    {
        await using var stub = Failing(StubRequest.Commit, code);
        await using var driver = Driver(stub);
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => RunAsync(WriteAsync(driver, CreateAsync)));
        Assert.Equal(1, stub.Count(StubRequest.Commit));
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task A_commit_refused_by_a_deadlock_was_rolled_back_and_is_repeated()
    {
        await using var stub = Failing(StubRequest.Commit, Deadlock);
        await using var driver = Driver(stub);
        Assert.Equal(1, await RunAsync(WriteAsync(driver, CreateAsync)));
        Assert.Equal(2, stub.Count(StubRequest.Commit));
    }

    [Fact]
    public async Task An_unknown_commit_found_applied_gives_the_works_result_without_another_try()
    {
        await using var stub = Failing(StubRequest.Commit, Unavailable);
        await using var driver = Driver(stub);
        Assert.Equal(1, await RunAsync(WriteAsync(driver, CreateAsync, (_, _) => Task.FromResult(CommitOutcome.Applied))));
        Assert.Equal(1, stub.Count(StubRequest.Commit));
    }

    [Fact]
    public async Task An_unknown_commit_found_not_applied_is_done_again()
    {
        await using var stub = Failing(StubRequest.Commit, Unavailable);
        await using var driver = Driver(stub);
        Assert.Equal(1, await RunAsync(WriteAsync(driver, CreateAsync, (_, _) => Task.FromResult(CommitOutcome.NotApplied))));
        Assert.Equal(2, stub.Count(StubRequest.Commit));
    }

    [Fact]
    public async Task The_look_for_the_outcome_is_itself_repeated_within_the_window()
    {
        await using var stub = Failing(StubRequest.Commit, Unavailable);
        await using var driver = Driver(stub);
        var looks = 0;
        Assert.Equal(1, await RunAsync(WriteAsync(driver, CreateAsync, (_, _) => ++looks < 5 ? throw new ServiceUnavailableException("Gone.") : Task.FromResult(CommitOutcome.Applied))));
        Assert.Equal((5, 4), (looks, _waits.Count));
    }

    [Fact]
    public async Task An_outcome_that_is_not_found_within_the_window_stays_unknown()
    {
        await using var stub = Failing(StubRequest.Commit, Unavailable);
        await using var driver = Driver(stub);
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => RunAsync(WriteAsync(driver, CreateAsync, (_, _) => throw new ServiceUnavailableException("Gone."))));
        Assert.InRange(_clock.Now, TimeSpan.FromSeconds(57), TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => RunAsync(WriteAsync(Driver(Failing(StubRequest.Commit, Unavailable)), CreateAsync, (_, _) => Task.FromResult(CommitOutcome.Unknown))));
    }

    [Fact]
    public async Task A_read_that_is_one_statement_is_repeated_as_a_whole()
    {
        await using var stub = Failing(StubRequest.Pull, Unavailable, Deadlock);
        await using var driver = Driver(stub);
        var result = await RunAsync(driver.ExecutableQuery("RETURN 1 AS n").WithAccessMode(AccessMode.Read).ExecuteAsync());
        Assert.Equal(1L, Assert.Single(result.Result)["n"]);
        Assert.Equal((3, 0), (stub.Count(StubRequest.Run), stub.Count(StubRequest.Begin)));
    }

    [Fact]
    public async Task An_auto_commit_write_is_never_repeated_and_unknown_where_its_answer_is_lost()
    {
        await using var stub = Failing(StubRequest.Pull, Unavailable);
        await using var driver = Driver(stub);
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("CREATE ()");
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => cursor.ConsumeAsync());
        Assert.Equal(1, stub.Count(StubRequest.Run));
        // Refused before it ran: nothing is unknown.
        await using var refusing = Failing(StubRequest.Run, "Neo.ClientError.Statement.SyntaxError");
        await using var other = Driver(refusing);
        await using var second = other.AsyncSession();
        await Assert.ThrowsAsync<ClientException>(() => second.RunAsync("CREATE"));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_tries()
    {
        await using var stub = Failing(StubRequest.Run, [.. Enumerable.Repeat(Deadlock, 1000)]);
        using var cancel = new CancellationTokenSource();
        _retrying = count =>
        {
            if (count == 2)
                cancel.Cancel();
        };
        await using var driver = Driver(stub);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(driver.ExecutableQuery("RETURN 1").ExecuteAsync(cancel.Token)));
        Assert.Equal((1, 1, 0), driver.PoolSize);
    }
}
