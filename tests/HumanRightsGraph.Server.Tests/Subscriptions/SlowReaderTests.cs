using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>Readers that are slower than events come: dropped with a word why, never waited for, never a heap of what they didn't read.</summary>
public class SlowReaderTests
{
    private const int SmallBuffer = 4 * 1024;
    /// <summary>Some 30 KB an event.</summary>
    private const string Large = """
        subscription {
          deliverableChanged(where: {id: {eq: "A/HRC/RES/53/13#16"}}) {
            version
            dueAt { body { a: sessions(first: 200) { edges { cursor node { id opensOn closesOn } } } b: sessions(first: 200) { edges { cursor node { id opensOn closesOn } } } } }
          }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Time goes on, and no timer ends anything: what is tested doesn't depend on how fast this machine is.</summary>
    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new None();

        private sealed class None : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }
    }

    [Fact]
    public async Task A_socket_that_is_not_read_is_closed_with_4008_and_another_hears_every_event()
    {
        await using var server = await ServedSeed.StartAsync(new NoTimers());
        using var slow = await Socket.OpenAsync(server.Address, handler: SmallBuffers());
        await slow.SayAsync("""{"type":"connection_init"}""");
        await slow.HearAsync();
        await slow.SubscribedAsync("s", Large);
        using var fast = await Socket.BegunAsync(server.Address);
        await fast.SubscribedAsync("f", Large);

        await ChangeUntilEventsAreSureToBeTooManyAsync(server, version => HeardAsync(fast, version));

        Assert.Equal(4008, await slow.ClosedAsync());
        Assert.Contains("SLOW_CONSUMER", slow.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_not_read_ends_with_the_error_and_another_hears_every_event()
    {
        await using var server = await ServedSeed.StartAsync(new NoTimers());
        using var slowClient = new HttpClient(SmallBuffers());
        using var slow = await EventStreamClient.OpenAsync(slowClient, EventStreamClient.Request(server.Address, Large));
        using var fast = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, Large));

        await ChangeUntilEventsAreSureToBeTooManyAsync(server, async version =>
            Assert.Equal(version, (await fast.NextDataAsync()).GetProperty("data").GetProperty("deliverableChanged").GetProperty("version").GetInt32()));

        var heard = new List<(string Event, string Data)>();
        while (await slow.NextAsync() is { } next) heard.Add(next);
        Assert.Equal("complete", heard[^1].Event);
        Assert.Contains("SLOW_CONSUMER", heard[^2].Data, StringComparison.Ordinal);
        // What is told is told whole and in order, up to where it stops.
        Assert.All(heard[..^2], e => Assert.Equal("next", e.Event));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_at_all_is_cut_off()
    {
        await using var server = await ServedSeed.StartAsync();
        using var dead = await Socket.OpenAsync(server.Address, handler: SmallBuffers());
        await dead.SayAsync("""{"type":"connection_init"}""");
        await dead.HearAsync();
        await dead.SubscribedAsync("d", Large);
        await ChangeUntilEventsAreSureToBeTooManyAsync(server, _ => Task.CompletedTask);
        // Whether the code comes through is a matter of what of it fits into the buffers between; that it ends isn't.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true) await dead.SayAsync("""{"type":"ping"}""");
        });
    }

    /// <summary>
    /// Half of them never read, half read a KiB a second. HRGRAPH_SLOW=1000 is the full column of each; how long they take to be dropped, what the others
    /// notice and what the server's memory does are written down.
    /// </summary>
    [Fact]
    public async Task Many_that_read_slowly_are_all_dropped_and_those_who_read_hear_everything()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SLOW"), out var given) ? given : 20;
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path, "--writes");
        using var client = new HttpClient();
        using var witness = await Socket.BegunAsync(server.Address);
        await witness.SubscribedAsync("w", Large);
        var version = 0;
        async Task<TimeSpan> EventAsync()
        {
            var watch = Stopwatch.StartNew();
            await ChangeAsync(client, server.Address, ++version);
            await HeardAsync(witness, version);
            return watch.Elapsed;
        }
        var alone = new List<TimeSpan>();
        for (var i = 0; i < 100; i++) alone.Add(await EventAsync());

        var usual = Descriptors(server.ProcessId);
        var slow = new List<Socket>();
        for (var i = 0; i < 2 * count; i++)
        {
            slow.Add(await Socket.OpenAsync(server.Address, handler: SmallBuffers()));
            await slow[^1].SayAsync("""{"type":"connection_init"}""");
            await slow[^1].HearAsync();
            await slow[^1].SubscribedAsync("s", Large);
        }
        using var over = new CancellationTokenSource();
        var dripping = slow.Take(count).Select(s => s.DripAsync(1024, over.Token)).ToList();
        var (resident, most) = (Resident(server.ProcessId), 0L);
        var beside = new List<TimeSpan>();
        var since = Stopwatch.StartNew();
        TimeSpan? dropped = null;
        // They are dropped for their queue or for a message that doesn't go out; whatever comes first, it comes.
        while (dropped is null)
        {
            beside.Add(await EventAsync());
            most = Math.Max(most, Resident(server.ProcessId));
            if (Descriptors(server.ProcessId) <= usual + count / 100 + 2) dropped = since.Elapsed;
            await Task.Delay(50, Cancellation);
        }
        await over.CancelAsync();
        await Task.WhenAll(dripping);
        var codes = 0;
        foreach (var socket in slow.Skip(count))
        {
            try
            {
                if (await socket.ClosedAsync() == 4008) codes++;
            }
            catch (WebSocketException)
            {
                // It was cut off: what it hadn't read filled every buffer between.
            }
        }
        slow.ForEach(s => s.Dispose());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{2 * count} slow readers: dropped after {dropped.Value.TotalSeconds:N1} s, {codes} of {count} that never read find the code; others' p99 {P99(alone):N1} ms alone, {P99(beside):N1} ms beside them ({beside.Count} events); resident {resident >> 20} MiB, {most >> 20} at most"));
    }

    private static double P99(List<TimeSpan> times)
    {
        times.Sort();
        return times[Math.Min(times.Count - 1, times.Count * 99 / 100)].TotalMilliseconds;
    }

    private static int Descriptors(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    private static long Resident(int process)
    {
        using var other = Process.GetProcessById(process);
        return other.WorkingSet64;
    }

    private static async Task ChangeAsync(HttpClient client, Uri server, int version)
    {
        var query = $$"""mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: {{(version % 2 == 1 ? "ACCEPTED" : "REJECTED")}}}) { deliverable { version } } }""";
        using var response = await client.PostAsJsonAsync(new Uri(server, "/graphql"), new { query }, Cancellation);
        Assert.Equal(version, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable").GetProperty("version").GetInt32());
    }

    private static async Task HeardAsync(Socket socket, int version) =>
        Assert.Equal(version, (await socket.HearAsync())!.Value.GetProperty("payload").GetProperty("data").GetProperty("deliverableChanged").GetProperty("version").GetInt32());

    /// <summary>Each event waits for nobody but whoever <paramref name="told"/> asks.</summary>
    private static async Task ChangeUntilEventsAreSureToBeTooManyAsync(ServedSeed server, Func<int, Task> told)
    {
        // 256 may wait, or 1 MiB; the rest are in the buffers of the system, a few megabytes at most.
        const int events = 300;
        for (var version = 1; version <= events; version++)
        {
            await ChangeAsync(server.Client, server.Address, version);
            await told(version);
        }
    }

    private static SocketsHttpHandler SmallBuffers() => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallBuffer, NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
