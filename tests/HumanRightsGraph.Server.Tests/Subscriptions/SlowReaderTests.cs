using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>Readers that are slower than events come: dropped with a word why, never waited for, never a heap of what they didn't read.</summary>
public class SlowReaderTests
{
    private const int Few = 20;
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
        using var slow = await BegunWithSmallBuffersAsync(server);
        await slow.SubscribedAsync("s", Large);
        using var fast = await Socket.BegunAsync(server.Address);
        await fast.SubscribedAsync("f", Large);

        await ChangeUntilEventsAreSureToBeTooManyAsync(server, version => OtherClients.HeardAsync(fast, version));

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

    /// <summary>Twice sixteen answers of 30 KB: less than what drops a reader, more than what the buffers on the way hold.</summary>
    [Fact]
    public async Task What_waits_for_two_operations_of_a_socket_comes_whole_and_in_the_order_of_each()
    {
        const int events = 16;
        await using var server = await ServedSeed.StartAsync(new NoTimers());
        using var socket = await BegunWithSmallBuffersAsync(server);
        await socket.SubscribedAsync("a", Large);
        await socket.SubscribedAsync("b", Large);

        for (var version = 1; version <= events; version++) await OtherClients.ChangeAsync(server.Client, server.Address, version);
        await socket.SubscribeAsync("c", "{ bodies(first: 1) { nodes { id } } }");

        var heard = new Dictionary<string, List<string>> { ["a"] = [], ["b"] = [], ["c"] = [] };
        var last = $"{events}";
        while (heard["a"].LastOrDefault() != last || heard["b"].LastOrDefault() != last || heard["c"].Count < 2)
        {
            var message = (await socket.HearAsync())!.Value;
            heard[message.GetProperty("id").GetString()!].Add(VersionOf(message) ?? message.GetProperty("type").GetString()!);
        }
        AssertInOrder(heard["a"]);
        AssertInOrder(heard["b"]);
        Assert.Equal(heard["a"].Distinct(), heard["b"].Distinct());
        Assert.Equal(["next", "complete"], heard["c"]);
    }

    [Fact]
    public async Task An_operation_that_is_completed_while_its_answers_wait_takes_none_of_another_with_it()
    {
        const int before = 10, events = 16;
        await using var server = await ServedSeed.StartAsync(new NoTimers());
        using var socket = await BegunWithSmallBuffersAsync(server);
        await socket.SubscribedAsync("a", Large);
        await socket.SubscribedAsync("b", Large);

        for (var version = 1; version <= before; version++) await OtherClients.ChangeAsync(server.Client, server.Address, version);
        await socket.SayAsync("""{"type":"complete","id":"a"}""");
        // Its id is free again, for one that is told of what happens from now on.
        await socket.SubscribeAsync("a", Large);
        await socket.SayAsync("""{"type":"ping"}""");
        var (ofB, again) = (new List<string>(), new List<string>());
        var ponged = false;
        while (!ponged)
        {
            var message = (await socket.HearAsync())!.Value;
            ponged = message.GetProperty("type").GetString() == "pong";
            if (!ponged && message.GetProperty("id").GetString() == "b") ofB.Add(VersionOf(message)!);
        }
        for (var version = before + 1; version <= events; version++) await OtherClients.ChangeAsync(server.Client, server.Address, version);
        var last = $"{events}";
        while (ofB.LastOrDefault() != last || again.LastOrDefault() != last)
        {
            var message = (await socket.HearAsync())!.Value;
            (message.GetProperty("id").GetString() == "b" ? ofB : again).Add(VersionOf(message)!);
        }

        AssertInOrder(ofB);
        Assert.All(again, version => Assert.True(int.Parse(version) >= before, version));
        AssertInOrder(again);
        Assert.Equal(again.Distinct(), ofB.Distinct().TakeLast(again.Distinct().Count()));
    }

    /// <summary>Changes that come faster than they are told of are told of together, and an answer may have seen the next one already: none comes after a later one.</summary>
    private static void AssertInOrder(List<string> versions) => Assert.Equal(versions.Select(int.Parse).Order(), versions.Select(int.Parse));

    /// <summary>
    /// Half of them never read, half read a KiB a second; half are sockets, half streams. HRGRAPH_SLOW=1000 is the full column of each; how long they take to be dropped, what the others
    /// notice and what the server's memory does are written down.
    /// </summary>
    [Fact]
    public async Task Many_that_read_slowly_are_all_dropped_with_a_code_and_those_who_read_hear_everything()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SLOW"), out var given) ? given : Few;
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path, "--writes");
        using var others = new OtherClients(server.Address);
        await others.SubscribeAsync(Large);
        // Where figures count, the server has seen such clients before, and what it does for them is compiled.
        if (count > Few) await DropAsync(server, others, count / 5);
        others.Take();
        for (var i = 0; i < (count > Few ? 300 : 30); i++) await others.EventAsync();
        var alone = others.Take();
        var dropped = await DropAsync(server, others, count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{dropped}\nothers alone: {alone}\nothers beside them: {others.Take()}");
    }

    /// <summary>So many that never read, and so many that do so slowly, until all are dropped.</summary>
    private static async Task<string> DropAsync(ServeProcess server, OtherClients others, int count)
    {
        var usual = Descriptors(server.ProcessId);
        var slow = new List<SlowClient>();
        for (var i = 0; i < 2 * count; i++)
        {
            slow.Add(new SlowClient(isStream: i % 2 == 0));
            await slow[^1].SubscribeAsync(server.Address, Large);
        }
        // One who comes after all of them.
        await others.SubscribeAsync(Large);
        var (resident, most) = (Resident(server.ProcessId), 0L);
        var since = Stopwatch.StartNew();
        var dripped = TimeSpan.Zero;
        TimeSpan? dropped = null;
        // They are dropped for their queue or for a message that doesn't go out; whatever comes first, it comes. Where figures count the others are watched
        // for ten seconds, which is how long that may take.
        while (dropped is null || (count > Few && since.Elapsed < TimeSpan.FromSeconds(10)))
        {
            await others.EventAsync();
            Assert.True(since.Elapsed < TimeSpan.FromMinutes(5), $"Slow readers are not dropped: {Descriptors(server.ProcessId)} descriptors, {usual} before them.");
            if (dropped is null && Descriptors(server.ProcessId) <= usual + count / 100 + 2) dropped = since.Elapsed;
            most = Math.Max(most, Resident(server.ProcessId));
            if (since.Elapsed - dripped < TimeSpan.FromSeconds(1)) continue;
            dripped = since.Elapsed;
            foreach (var client in slow.Take(count)) client.Take(1024);
        }
        var told = 0;
        foreach (var client in slow)
        {
            if (await client.IsToldWhyAsync()) told++;
            client.Dispose();
        }
        // Who is dropped is given two seconds to hear why, in which a busy machine may stand still for one of them.
        if (OperatingSystem.IsLinux()) Assert.InRange(told, count > Few ? 2 * count : 2 * count - 1, 2 * count);
        return string.Create(CultureInfo.InvariantCulture, $"{2 * count} slow readers: dropped after {dropped.Value.TotalSeconds:N1} s, {told} find the code; resident {resident >> 20} MiB, {most >> 20} at most");
    }

    private static async Task<Socket> BegunWithSmallBuffersAsync(ServedSeed server)
    {
        var socket = await Socket.OpenAsync(server.Address, handler: SmallBuffers());
        await socket.SayAsync("""{"type":"connection_init"}""");
        await socket.HearAsync();
        return socket;
    }

    /// <summary>Null where it is no event of <see cref="Large"/>.</summary>
    private static string? VersionOf(JsonElement message) =>
        message.TryGetProperty("payload", out var payload) && payload.GetProperty("data").TryGetProperty("deliverableChanged", out var changed) ? changed.GetProperty("version").GetRawText() : null;

    private static int Descriptors(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    private static long Resident(int process)
    {
        using var other = Process.GetProcessById(process);
        return other.WorkingSet64;
    }

    /// <summary>Each event waits for nobody but whoever <paramref name="told"/> asks.</summary>
    private static async Task ChangeUntilEventsAreSureToBeTooManyAsync(ServedSeed server, Func<int, Task> told)
    {
        // 256 may wait, or 1 MiB; the rest are in the buffers of the system, a few megabytes at most.
        const int events = 300;
        for (var version = 1; version <= events; version++)
        {
            await OtherClients.ChangeAsync(server.Client, server.Address, version);
            await told(version);
        }
    }

    private static SocketsHttpHandler SmallBuffers() => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new System.Net.Sockets.Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SlowClient.BufferBytes, NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
