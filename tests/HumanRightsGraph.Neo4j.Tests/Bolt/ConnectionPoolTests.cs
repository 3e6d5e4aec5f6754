using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>The bounded pool: who waits, who gives up, which connections are used again.</summary>
public class ConnectionPoolTests
{
    private static IDriver Driver(StubServer stub, Action<ConfigBuilder>? more = null) => GraphDatabase.Driver(stub.Uri, AuthTokens.None, config =>
    {
        config.WithMaxTransactionRetryTime(TimeSpan.Zero).WithMaxConnectionPoolSize(2).WithConnectionAcquisitionTimeout(TimeSpan.FromMilliseconds(100));
        more?.Invoke(config);
    });

    private static async Task<IAsyncTransaction> HoldAsync(IDriver driver) => await driver.AsyncSession().BeginTransactionAsync();

    [Fact]
    public async Task A_full_pool_is_waited_for_and_then_given_up()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub);
        await using var first = await HoldAsync(driver);
        await using var second = await HoldAsync(driver);
        Assert.Contains("None of 2", (await Assert.ThrowsAsync<ConnectionAcquisitionTimeoutException>(() => HoldAsync(driver))).Message);
        Assert.Equal((2, 0, 0), driver.PoolSize);
        await first.RollbackAsync();
        await using var third = await HoldAsync(driver);
        Assert.Equal(2, stub.Connections);
    }

    [Fact]
    public async Task Who_waits_gets_the_next_connection_that_comes_back_in_order()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub, c => c.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(30)));
        var held = await HoldAsync(driver);
        var second = HoldAsync(driver);
        var third = HoldAsync(driver);
        Assert.Equal(2, driver.PoolSize.Waiting);
        await held.RollbackAsync();
        var served = await second;
        Assert.False(third.IsCompleted);
        await served.RollbackAsync();
        await (await third).RollbackAsync();
        Assert.Equal((1, 1, 0), driver.PoolSize);
        Assert.Equal(1, stub.Connections);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_nothing_behind()
    {
        await using var stub = new StubServer();
        await using var driver = Driver(stub, c => c.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(30)));
        for (var i = 0; i < 50; i++)
        {
            var held = await HoldAsync(driver);
            using var cancel = new CancellationTokenSource();
            var session = driver.AsyncSession();
            var waiting = session.BeginTransactionAsync(cancellationToken: cancel.Token);
            // Both at once, so that now and then the connection is handed to the one who leaves.
            await Task.WhenAll(Task.Run(cancel.Cancel), Task.Run(() => held.RollbackAsync()));
            try
            {
                await (await waiting).RollbackAsync();
            }
            catch (OperationCanceledException)
            {
            }
            Assert.Equal(0, driver.PoolSize.Waiting);
            Assert.InRange(driver.PoolSize.Open, 0, 1);
            Assert.Equal(driver.PoolSize.Open, driver.PoolSize.Idle);
        }
    }

    [Fact]
    public async Task A_connection_the_server_closed_while_it_was_idle_is_replaced_unnoticed()
    {
        var close = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        var connections = 0;
        await using var stub = new StubServer(async c =>
        {
            if (Interlocked.Increment(ref connections) > 1)
            {
                await c.ServeAsync();
                return;
            }
            await c.HandshakeAsync(0, 0, 8, 5);
            for (var i = 0; i < 3; i++)
                await c.SendAsync(StubConnection.Usual((await c.ReadAsync())!));
            await close.Task.WaitAsync(c.Ending);
            c.Stream.Close();
            closed.SetResult();
        });
        await using var driver = Driver(stub);
        await driver.VerifyConnectivityAsync();
        close.SetResult();
        await closed.Task.WithinAsync(TimeSpan.FromMinutes(1), "the server closes the connection");
        await driver.VerifyConnectivityAsync();
        Assert.Equal(2, stub.Connections);
    }

    [Fact]
    public async Task A_connection_long_idle_is_asked_with_RESET_before_it_is_used()
    {
        var clock = new ManualClock();
        var silent = false;
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Reset && silent ? StubConnection.Failure("Neo.DatabaseError.General.UnknownError") : null));
        await using var driver = Driver(stub, c => c.WithTimeProvider(clock).WithConnectionLivenessCheckTimeout(TimeSpan.FromMinutes(1)));
        await using var session = driver.AsyncSession();
        await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        clock.Advance(TimeSpan.FromSeconds(59));
        await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        Assert.Equal(0, stub.Count(StubRequest.Reset));
        clock.Advance(TimeSpan.FromSeconds(61));
        await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        Assert.Equal((1, 1), (stub.Count(StubRequest.Reset), stub.Connections));
        silent = true;
        clock.Advance(TimeSpan.FromSeconds(61));
        await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        Assert.Equal((2, 2), (stub.Count(StubRequest.Reset), stub.Connections));
    }

    [Fact]
    public async Task A_connection_past_its_lifetime_is_replaced()
    {
        var clock = new ManualClock();
        await using var stub = new StubServer();
        await using var driver = Driver(stub, c => c.WithTimeProvider(clock).WithMaxConnectionLifetime(TimeSpan.FromHours(1)).WithConnectionLivenessCheckTimeout(TimeSpan.FromDays(1)));
        await driver.VerifyConnectivityAsync();
        clock.Advance(TimeSpan.FromMinutes(61));
        await driver.VerifyConnectivityAsync();
        Assert.Equal(2, stub.Connections);
        Assert.Equal((1, 1, 0), driver.PoolSize);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_opened_leaves_its_place_to_the_next_in_line()
    {
        var refuse = true;
        var holding = new TaskCompletionSource();
        await using var stub = new StubServer(async c =>
        {
            if (!refuse)
            {
                await c.ServeAsync();
                return;
            }
            await holding.Task.WaitAsync(c.Ending);
            refuse = false;
        });
        await using var driver = Driver(stub, c => c.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(30)));
        var first = HoldAsync(driver);
        var second = HoldAsync(driver);
        holding.SetResult();
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => first);
        await (await second).RollbackAsync();
        Assert.Equal((1, 1, 0), driver.PoolSize);
    }

    [Fact]
    public async Task A_driver_disposed_of_says_goodbye_and_refuses_who_waits()
    {
        await using var stub = new StubServer();
        var driver = Driver(stub, c => c.WithMaxConnectionPoolSize(2).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(30)));
        var held = await HoldAsync(driver);
        var other = await HoldAsync(driver);
        await other.RollbackAsync();
        var more = await HoldAsync(driver);
        var waiting = HoldAsync(driver);
        await more.RollbackAsync();
        await (await waiting).RollbackAsync();
        await driver.DisposeAsync();
        await held.DisposeAsync();
        await stub.AllLeftAsync();
        Assert.Equal(1, stub.Count(StubRequest.Goodbye));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => HoldAsync(driver));
    }
}
