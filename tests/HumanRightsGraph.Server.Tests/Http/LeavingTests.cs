using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using HumanRightsGraph.Server.Tests.Subscriptions;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>An operation ends with its time and with whoever asked; what goes wrong inside is told to the log alone.</summary>
public class LeavingTests
{
    private const string Query = """{"query":"{ bodies { nodes { id } } }"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every look at it is eleven seconds later than the one before.</summary>
    private sealed class Hurried : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Interlocked.Add(ref _now, 11 * TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task An_operation_whose_time_is_over_is_503_and_names_the_limit()
    {
        await using var server = await ServedSeed.StartAsync(new Hurried());
        var answer = await server.PostAsync(Query);
        Assert.Equal((503, "TIMEOUT"), (answer.Status, answer.Code));
        Assert.Contains("10 seconds", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_ends_the_work_by_whatever_way_they_came()
    {
        var executor = new WaitingExecutor();
        await using var server = await ServedSeed.StartAsync((_, _) => executor);
        for (var i = 0; i < 20; i++)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var asked = server.Client.PostAsync(new Uri(server.Address, "/graphql"), new StringContent(Query, null, "application/json"), leaving.Token);
            await executor.BegunAsync();
            await leaving.CancelAsync();
            await executor.CancelledAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        using (var socket = await Socket.BegunAsync(server.Address))
        {
            await socket.SubscribeAsync("1", "{ bodies { nodes { id } } }");
            await executor.BegunAsync();
            await socket.SayAsync("""{"type":"complete","id":"1"}""");
            await executor.CancelledAsync();
            // Nothing is told of it any more.
            await socket.SayAsync("""{"type":"ping"}""");
            Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
            await socket.SubscribeAsync("2", "{ bodies { nodes { id } } }");
            await executor.BegunAsync();
        }
        await executor.CancelledAsync();

        using (await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, "{ bodies { nodes { id } } }"))) await executor.BegunAsync();
        await executor.CancelledAsync();
    }

    /// <summary>HRGRAPH_CASES multiplies them, 50 being the full column; how long the work goes on behind each, and what memory does, is then written down and judged.</summary>
    [Fact]
    public async Task Statement_30_hundreds_who_leave_leave_no_work_behind()
    {
        var times = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_CASES"), out var given) ? given : 1;
        var executor = new WaitingExecutor();
        await using var server = await ServedSeed.StartAsync((_, _) => executor);
        var late = new List<double>();
        long before = 0;
        for (var i = 0; i < 200 * times; i++)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var asked = server.Client.PostAsync(new Uri(server.Address, "/graphql"), new StringContent(Query, null, "application/json"), leaving.Token);
            await executor.BegunAsync();
            var watch = Stopwatch.StartNew();
            await leaving.CancelAsync();
            await executor.CancelledAsync();
            late.Add(watch.Elapsed.TotalMilliseconds);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
            if (i == 199) before = GC.GetTotalMemory(forceFullCollection: true);
        }
        Assert.Equal(0, executor.Waiting);
        if (times == 1) return;
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        late.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{late.Count} left: work ended after {late[late.Count / 2]:N1} ms (median), {late[late.Count * 99 / 100]:N1} ms (p99), {late[^1]:N1} ms at most; memory {grown / 1024:N0} KiB more"));
        Assert.InRange(late[late.Count * 99 / 100], 0, 100);
        Assert.InRange(grown, long.MinValue, 2 << 20);
    }

    [Fact]
    public async Task A_bug_of_ours_is_an_answer_that_tells_nothing_but_where_the_log_has_it()
    {
        await using var server = await ServedSeed.StartAsync((_, _) => new BrokenExecutor());
        var answer = await server.PostAsync(Query);
        Assert.Equal((500, "INTERNAL"), (answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);

        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("1", "{ bodies { nodes { id } } }");
        Assert.Equal(4500, await socket.ClosedAsync());
        Assert.DoesNotContain("secret", socket.CloseReason, StringComparison.Ordinal);

        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, "{ bodies { nodes { id } } }"));
        Assert.Contains("INTERNAL", Leaks.AssertNone((await stream.NextDataAsync()).GetRawText()), StringComparison.Ordinal);
        Assert.Equal("complete", (await stream.NextAsync())!.Value.Event);
    }

    [Fact]
    public async Task However_many_ask_the_same_an_event_is_computed_once()
    {
        var counting = new List<CountingExecutor>();
        await using var server = await ServedSeed.StartAsync((_, usual) =>
        {
            counting.Add(new CountingExecutor(usual));
            return counting[^1];
        });
        const string subscription = """subscription($w: DeliverableFilterInput) { deliverableChanged(where: $w) { id review } }""";
        var sockets = new List<Socket>();
        for (var i = 0; i < 30; i++) sockets.Add(await Socket.BegunAsync(server.Address));
        foreach (var socket in sockets) await socket.SubscribedAsync("1", subscription, new { w = new { review = new { eq = "ACCEPTED" } } });
        using var other = await Socket.BegunAsync(server.Address);
        await other.SubscribedAsync("1", subscription);

        await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query = """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { errors { code } } }""" }, Cancellation);
        foreach (var socket in sockets) Assert.Contains("ACCEPTED", (await socket.HearAsync())!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.NotNull(await other.HearAsync());
        Assert.Equal(2, counting.Sum(c => c.Events));
        sockets.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task A_server_that_ends_says_so_to_its_sockets_and_streams()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path);
        using var client = new HttpClient();
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribedAsync("1", "subscription { documentImported { symbol } }");
        using var stream = await EventStreamClient.OpenAsync(client, EventStreamClient.Request(server.Address, "subscription { documentImported { symbol } }"));
        var ended = server.TerminateAsync();
        Assert.Equal(1001, await socket.ClosedAsync());
        await socket.CloseAsync();
        Assert.Null(await stream.NextAsync());
        Assert.Equal(0, await ended);
    }
}
