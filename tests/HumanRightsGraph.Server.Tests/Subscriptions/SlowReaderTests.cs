using System.Net.Http.Json;
using System.Net.Sockets;
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

        await ChangeUntilEventsAreSureToBeTooManyAsync(server, async version =>
            Assert.Equal(version, (await fast.HearAsync())!.Value.GetProperty("payload").GetProperty("data").GetProperty("deliverableChanged").GetProperty("version").GetInt32()));

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

    /// <summary>Each event waits for nobody but whoever <paramref name="told"/> asks.</summary>
    private static async Task ChangeUntilEventsAreSureToBeTooManyAsync(ServedSeed server, Func<int, Task> told)
    {
        // 256 may wait, or 1 MiB; the rest are in the buffers of the system, a few megabytes at most.
        const int events = 300;
        for (var version = 1; version <= events; version++)
        {
            var query = $$"""mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: {{(version % 2 == 1 ? "ACCEPTED" : "REJECTED")}}}) { deliverable { version } } }""";
            using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query }, Cancellation);
            Assert.Equal(version, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable").GetProperty("version").GetInt32());
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
