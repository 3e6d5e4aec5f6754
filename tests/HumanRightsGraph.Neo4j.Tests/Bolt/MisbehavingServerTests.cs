using System.Diagnostics;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>A server that breaks the protocol or stops in the middle: reliability N5, Bolt "Message exchange", "Server state".</summary>
[Collection(nameof(Alone))]
public class MisbehavingServerTests
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromMilliseconds(600);

    /// <summary>For what isn't about waiting: longer than any of it takes on any machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static IDriver Driver(StubServer stub, Action<ConfigBuilder>? more = null) => GraphDatabase.Driver(stub.Uri, AuthTokens.None, config =>
    {
        config.WithMaxTransactionRetryTime(TimeSpan.Zero).WithConnectionReadTimeout(Patience).WithMessageTimeout(Patience).WithResetTimeout(TimeSpan.FromMilliseconds(200));
        more?.Invoke(config);
    });

    private static Task<EagerResult<IReadOnlyList<IRecord>>> ReadAsync(IDriver driver, CancellationToken cancellationToken = default) =>
        driver.ExecutableQuery("RETURN 1").WithAccessMode(AccessMode.Read).ExecuteAsync(cancellationToken);

    /// <summary>After RUN the bytes are sent instead of an answer, again and again where asked.</summary>
    private static StubServer After(byte tag, byte[] bytes, TimeSpan? every = null) => new(async c =>
    {
        await c.HandshakeAsync(0, 0, 8, 5);
        while (await c.ReadAsync() is { } request)
        {
            if (request.Tag != tag)
            {
                await c.SendAsync(StubConnection.Usual(request));
                continue;
            }
            do
            {
                await c.SendAsync(bytes);
                if (every is { } wait)
                    await Task.Delay(wait, c.Ending);
            }
            while (every is not null);
            await Task.Delay(Timeout.Infinite, c.Ending);
        }
    });

    public static TheoryData<string, byte[]> Nonsense => new()
    {
        { "no structure", StubConnection.Framed([0x01]) },
        { "a string", StubConnection.Framed([0x85, 0x70, 0x70, 0x70, 0x70, 0x70]) },
        { "an unknown message", StubConnection.Message(0x11, new Dictionary<string, object?>()) },
        { "SUCCESS of a list", StubConnection.Message(0x70, new List<object?>()) },
        { "SUCCESS without fields", StubConnection.Framed([0xB0, 0x70]) },
        { "FAILURE of an integer", StubConnection.Message(0x7F, 1L) },
        { "a record before any result", StubConnection.Record(1L) },
        { "fields that are no list", StubConnection.Success(("fields", "n")) },
        { "a list of 2^31 fields", StubConnection.Framed([0xB1, 0x70, 0xA1, 0x86, .. "fields"u8, 0xD6, 0x80, 0, 0, 0]) },
        { "a map of 2^31 entries", StubConnection.Framed([0xB1, 0x70, 0xDA, 0x7F, 0xFF, 0xFF, 0xFF]) },
        { "a string of 2^32 bytes", StubConnection.Framed([0xB1, 0x70, 0xA1, 0xD2, 0xFF, 0xFF, 0xFF, 0xFF]) },
        { "10,000 levels", StubConnection.Framed([0xB1, 0x7F, .. Enumerable.Repeat((byte)0x91, 10_000)]) },
    };

    [Theory]
    [MemberData(nameof(Nonsense), DisableDiscoveryEnumeration = true)]
    public async Task A_message_that_makes_no_sense_is_a_protocol_error_and_closes_the_connection(string what, byte[] message)
    {
        Assert.NotEmpty(what);
        await using var stub = After(StubRequest.Run, message);
        await using var driver = Driver(stub);
        await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(driver));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    public static TheoryData<string, byte[]> BadRows => new()
    {
        { "no list", StubConnection.Message(0x71, 1L) },
        { "too many values", StubConnection.Record(1L, 2L) },
        { "no value", StubConnection.Record() },
        { "10,000 levels", StubConnection.Framed([0xB1, 0x71, .. Enumerable.Repeat((byte)0x91, 10_000), 0xC0]) },
        { "a list of 2^31", StubConnection.Framed([0xB1, 0x71, 0x91, 0xD6, 0x7F, 0xFF, 0xFF, 0xFF]) },
        { "text that is not UTF-8", StubConnection.Framed([0xB1, 0x71, 0x91, 0x82, 0xC3, 0x28]) },
    };

    [Theory]
    [MemberData(nameof(BadRows), DisableDiscoveryEnumeration = true)]
    public async Task A_row_that_makes_no_sense_is_a_protocol_error_and_closes_the_connection(string what, byte[] row)
    {
        Assert.NotEmpty(what);
        await using var stub = After(StubRequest.Pull, [.. row, .. StubConnection.Success()]);
        await using var driver = Driver(stub);
        await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(driver));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task A_message_without_end_is_refused_at_its_limit_and_fills_no_memory()
    {
        byte[] chunk = [0xFF, 0xFF, .. new byte[0xFFFF]];
        await using var stub = After(StubRequest.Run, chunk, TimeSpan.Zero);
        await using var driver = Driver(stub);
        await driver.VerifyConnectivityAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Contains("more than", (await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(driver))).Message);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 * 1024 * 1024);
        Assert.Equal(0, driver.PoolSize.Open);
    }

    public static TheoryData<string, byte[], int> Slow => new()
    {
        { "silence", [], 1000 },
        { "no-ops without end", [.. Enumerable.Repeat((byte)0, 8192)], 0 },
        { "a no-op now and then", [0, 0], 20 },
        { "byte by byte", [0x7F], 50 },
    };

    [Theory]
    [MemberData(nameof(Slow), DisableDiscoveryEnumeration = true)]
    public async Task A_server_that_keeps_the_client_waiting_is_given_up_in_time(string how, byte[] bytes, int everyMilliseconds)
    {
        Assert.NotEmpty(how);
        await using var stub = After(StubRequest.Run, bytes, TimeSpan.FromMilliseconds(everyMilliseconds));
        await using var driver = Driver(stub, c => c.WithConnectionReadTimeout(ReadTimeout).WithMessageTimeout(MessageTimeout));
        await driver.VerifyConnectivityAsync();
        var clock = Stopwatch.StartNew();
        var allocated = GC.GetTotalAllocatedBytes();
        await Assert.ThrowsAsync<ConnectionReadTimeoutException>(() => ReadAsync(driver));
        Assert.InRange(clock.Elapsed, ReadTimeout * 0.9, TimeSpan.FromSeconds(5));
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 32 * 1024 * 1024);
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task The_servers_hint_says_how_long_it_may_be_silent()
    {
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag switch
        {
            StubRequest.Hello => StubConnection.Success(("server", "Neo4j/5.26.0"), ("hints", new Dictionary<string, object?> { ["connection.recv_timeout_seconds"] = 1L })),
            StubRequest.Run or StubRequest.Pull => [],
            _ => null,
        }));
        await using var driver = Driver(stub, c => c.WithConnectionReadTimeout(TimeSpan.FromMinutes(5)).WithMessageTimeout(TimeSpan.FromMinutes(10)));
        var clock = Stopwatch.StartNew();
        Assert.Contains("1 s", (await Assert.ThrowsAsync<ConnectionReadTimeoutException>(() => ReadAsync(driver))).Message);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task After_a_failure_RESET_is_sent_and_garbage_in_answer_to_it_closes_the_connection()
    {
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag switch
        {
            StubRequest.Run => StubConnection.Failure("Neo.ClientError.Statement.SyntaxError"),
            StubRequest.Pull => StubConnection.Ignored(),
            StubRequest.Reset => StubConnection.Record(1L),
            _ => null,
        }));
        await using var driver = Driver(stub);
        var error = await Assert.ThrowsAsync<ClientException>(() => ReadAsync(driver));
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(1, stub.Count(StubRequest.Reset));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task A_connection_with_bytes_that_nobody_asked_for_is_not_used_again()
    {
        var sent = new TaskCompletionSource();
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Pull ? [.. StubConnection.Usual(r), .. StubConnection.Success()] : null));
        await using var driver = Driver(stub);
        Assert.Equal(1L, (await ReadAsync(driver)).Result[0]["n"]);
        Assert.Equal(1L, (await ReadAsync(driver)).Result[0]["n"]);
        Assert.Equal(2, stub.Connections);
    }

    [Fact]
    public async Task The_code_of_a_failure_is_read_in_the_form_of_Bolt_5_7_too()
    {
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag switch
        {
            StubRequest.Run => StubConnection.Message(0x7F, new Dictionary<string, object?>
            {
                ["neo4j_code"] = "Neo.ClientError.Statement.ArithmeticError",
                ["message"] = "/ by zero",
                ["gql_status"] = "22012",
                ["description"] = "error: data exception - division by zero",
                ["diagnostic_record"] = new Dictionary<string, object?> { ["CURRENT_SCHEMA"] = "/" },
            }),
            StubRequest.Pull => StubConnection.Ignored(),
            _ => null,
        }));
        await using var driver = Driver(stub);
        var error = await Assert.ThrowsAsync<ClientException>(() => ReadAsync(driver));
        Assert.Equal(("Neo.ClientError.Statement.ArithmeticError", "22012", "/ by zero"), (error.Code, error.GqlStatus, error.Message));
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task Cancelling_sends_RESET_and_the_connection_is_used_again()
    {
        var running = new TaskCompletionSource();
        await using var stub = new StubServer(c => c.ServeAsync(r =>
        {
            switch (r.Tag)
            {
                case StubRequest.Run when r.Fields[0] as string == "RETURN 1":
                    running.TrySetResult();
                    return [];
                case StubRequest.Pull when !running.Task.IsCompleted || r.Map(0)["n"] is 1000L && running.Task.IsCompletedSuccessfully && Interlocked.Exchange(ref _pulled, 1) == 0:
                    return [];
                case StubRequest.Reset when _pulled == 1:
                    _pulled = 2;
                    return [.. StubConnection.Failure("Neo.TransientError.Transaction.Terminated"), .. StubConnection.Ignored(), .. StubConnection.Success()];
                default:
                    return null;
            }
        }));
        await using var driver = Driver(stub, c => c.WithResetTimeout(TimeSpan.FromSeconds(10)));
        using var cancel = new CancellationTokenSource();
        var read = ReadAsync(driver, cancel.Token);
        await running.Task.WithinAsync(TimeSpan.FromMinutes(1), "the server is sent the statement");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Equal(1, stub.Count(StubRequest.Reset));
        Assert.Equal((1, 1, 0), driver.PoolSize);
        await driver.ExecutableQuery("RETURN 2").WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equal(1, stub.Connections);
    }

    private int _pulled;

    [Fact]
    public async Task Cancelling_a_hung_server_ends_in_time_and_closes_the_connection()
    {
        await using var stub = After(StubRequest.Run, []);
        await using var driver = Driver(stub, c => c.WithResetTimeout(TimeSpan.FromMilliseconds(200)));
        await driver.VerifyConnectivityAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(driver, cancel.Token));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task A_commit_that_is_cancelled_without_an_answer_is_of_unknown_outcome()
    {
        var committing = new TaskCompletionSource();
        await using var stub = new StubServer(c => c.ServeAsync(r =>
        {
            if (r.Tag != StubRequest.Commit)
                return null;
            committing.SetResult();
            return [];
        }));
        await using var driver = Driver(stub, c => c.WithResetTimeout(TimeSpan.FromMilliseconds(200)));
        using var cancel = new CancellationTokenSource();
        var write = driver.ExecutableQuery("CREATE ()").ExecuteAsync(cancel.Token);
        await committing.Task.WithinAsync(TimeSpan.FromMinutes(1), "the server is sent the commit");
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => write);
        Assert.Equal(0, stub.Count(StubRequest.Reset));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task BEGIN_RUN_and_PULL_travel_together_and_so_do_RUN_and_PULL()
    {
        var reads = new List<int>();
        await using var stub = new StubServer(async c =>
        {
            await c.HandshakeAsync(0, 0, 8, 5);
            var buffer = new byte[4096];
            byte[][] answers =
            [
                [.. StubConnection.Success(), .. StubConnection.Success()],
                [.. StubConnection.Success(), .. StubConnection.Success(("fields", new List<object?> { "n" })), .. StubConnection.Record(1L), .. StubConnection.Success()],
                StubConnection.Success(("bookmark", "b:1")),
                [.. StubConnection.Success(("fields", new List<object?> { "n" })), .. StubConnection.Record(1L), .. StubConnection.Success()],
            ];
            foreach (var answer in answers)
            {
                reads.Add(await c.Stream.ReadAsync(buffer, c.Ending));
                await c.SendAsync(answer);
            }
            await Task.Delay(Timeout.Infinite, c.Ending);
        });
        await using var driver = Driver(stub);
        await driver.ExecutableQuery("CREATE ()").ExecuteAsync();
        await ReadAsync(driver);
        Assert.Equal(4, reads.Count);
    }

    [Fact]
    public async Task Pages_of_the_fetch_size_are_pulled_and_a_result_left_is_discarded()
    {
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Pull ? [.. StubConnection.Record(1L), .. StubConnection.Record(2L), .. StubConnection.Success(("has_more", true))] : null));
        await using var driver = Driver(stub);
        await using (var session = driver.AsyncSession(s => s.WithFetchSize(2)))
        {
            var cursor = await session.RunAsync("RETURN 1");
            for (var i = 0; i < 3; i++)
                Assert.True(await cursor.FetchAsync());
        }
        Assert.Equal([2L, 2L], stub.Requests.Where(r => r.Tag == StubRequest.Pull).Select(r => r.Map(0)["n"]));
        Assert.Equal(-1L, stub.Requests.Single(r => r.Tag == StubRequest.Discard).Map(0)["n"]);
        Assert.Equal((1, 1, 0), driver.PoolSize);
    }

    [Fact]
    public async Task A_transaction_says_its_settings_and_bookmarks_go_back_as_they_came()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await using var session = driver.AsyncSession(s => s.WithDatabase("graph").WithBookmarks(Bookmarks.From("FB:x", "FB:y")).WithImpersonatedUser("somebody"));
        await session.ExecuteReadAsync(
            async tx => await (await tx.RunAsync("RETURN $p", new Dictionary<string, object?> { ["p"] = new DateOnly(2026, 11, 21) })).ToListAsync(),
            t => t.WithTimeout(TimeSpan.FromMilliseconds(1500.2)).WithMetadata(new Dictionary<string, object?> { ["operation"] = "o" }));
        await (await session.RunAsync("RETURN 2")).ConsumeAsync();
        var begin = stub.Requests.Single(r => r.Tag == StubRequest.Begin).Map(0);
        Assert.Equal(["FB:x", "FB:y"], (List<object?>)begin["bookmarks"]!);
        Assert.Equal((1501L, "r", "graph", "somebody"), (begin["tx_timeout"], begin["mode"], begin["db"], begin["imp_user"]));
        Assert.Equal("o", ((Dictionary<string, object?>)begin["tx_metadata"]!)["operation"]);
        var runs = stub.Requests.Where(r => r.Tag == StubRequest.Run).ToList();
        Assert.Equal(new LocalDate(2026, 11, 21), runs[0].Map(1)["p"]);
        Assert.Empty(runs[0].Map(2));
        Assert.Equal(["b:2"], (List<object?>)runs[1].Map(2)["bookmarks"]!);
        Assert.Equal(["b:1"], session.LastBookmarks.Values);
    }

    [Fact]
    public async Task Executable_queries_see_each_others_writes_by_their_bookmark_manager()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await driver.ExecutableQuery("CREATE ()").ExecuteAsync();
        await ReadAsync(driver);
        Assert.Equal(["b:2"], (List<object?>)stub.Requests.Last(r => r.Tag == StubRequest.Run).Map(2)["bookmarks"]!);
    }

    [Fact]
    public async Task Another_user_is_logged_on_to_the_same_connection()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await driver.VerifyConnectivityAsync();
        await using (var session = driver.AsyncSession(s => s.WithAuthToken(AuthTokens.Basic("other", "secret"))))
            await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        Assert.Equal(1, stub.Connections);
        Assert.Equal(1, stub.Count(StubRequest.Logoff));
        Assert.Equal(["none", "basic"], stub.Requests.Where(r => r.Tag == StubRequest.Logon).Select(r => r.Map(0)["scheme"]));
    }

    [Fact]
    public async Task A_parameter_without_a_form_in_Bolt_is_refused_before_anything_is_sent()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<ArgumentException>(() => session.RunAsync("RETURN $p", new Dictionary<string, object?> { ["p"] = new Uri("http://localhost") }));
        await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        Assert.Equal(1, stub.Count(StubRequest.Run));
        Assert.Equal(1, stub.Connections);
    }

    [Fact]
    public async Task A_large_parameter_travels_in_several_chunks()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => i.ToString("D6")));
        await using var session = driver.AsyncSession();
        await (await session.RunAsync("RETURN $p", new Dictionary<string, object?> { ["p"] = text })).ConsumeAsync();
        Assert.Equal(text, stub.Requests.Single(r => r.Tag == StubRequest.Run).Map(1)["p"]);
    }
}

/// <summary>Tests that measure memory or time, with no other beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
