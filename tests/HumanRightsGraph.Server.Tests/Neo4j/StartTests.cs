using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>
/// Starts that fail and their clear outcome, as data: bad-inputs/start.json, a case an entry (what is given, exit code, words that must occur). In
/// braces stand addresses of the test's own servers.
/// </summary>
[Collection(nameof(OwnNeo4j))]
public class StartTests(OwnNeo4j own)
{
    private static readonly string[] Leaks = ["   at ", "System.", "Exception", "wr0ng-passw0rd", ".cs:line"];

    [Fact]
    public async Task A_start_that_fails_says_in_a_line_of_its_own_what_is_wrong_and_what_to_change()
    {
        var neo4j = await own.EmptyAsync();
        using var ending = new CancellationTokenSource();
        using var old = new TcpListener(IPAddress.Loopback, 0);
        old.Start();
        var answering = AnswerVersion44Async(old, ending.Token);
        var addresses = new Dictionary<string, string>
        {
            ["{bolt}"] = neo4j.BoltUri.ToString(),
            ["{bolt+s}"] = "bolt+s://" + neo4j.BoltUri.Authority,
            ["{http port}"] = "bolt://" + neo4j.HttpUri.Authority,
            ["{nobody}"] = $"bolt://127.0.0.1:{Ports.Free()}",
            ["{version 4.4}"] = $"bolt://{old.LocalEndpoint}",
            ["{password}"] = neo4j.Password!,
        };
        var cases = JsonSerializer.Deserialize<BadStart[]>(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "bad-inputs", "start.json"), TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;
        foreach (var start in cases)
        {
            using var folder = new TemporaryFolder();
            List<string> arguments = ["serve", "--urls", $"http://127.0.0.1:{Ports.Free()}"];
            foreach (var (option, value) in new[] { ("--neo4j", start.Neo4j), ("--store", start.Store), ("--redis", start.Redis) })
                if (value is not null) arguments.AddRange([option, addresses.GetValueOrDefault(value, value)]);
            var environment = new Dictionary<string, string>();
            foreach (var (name, value) in new[] { ("USER", start.User), ("PASSWORD", start.Password), ("DATABASE", start.Database) })
                if (value is not null) environment["HRGRAPH_NEO4J_" + name] = addresses.GetValueOrDefault(value, value);

            var outcome = await Hrgraph.RunAsync(folder.Path, environment, [.. arguments]);

            var messages = $"{start.Name}: {outcome.Messages}";
            Assert.True(start.Exit == outcome.ExitCode, $"{messages} (exit {outcome.ExitCode})");
            foreach (var word in start.Says) Assert.Contains(word, messages, StringComparison.Ordinal);
            foreach (var leak in Leaks) Assert.DoesNotContain(leak, messages, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        }
        await ending.CancelAsync();
        await answering;
    }

    /// <summary>A server that knows Bolt 4.4 and nothing newer: of the versions offered it takes none of 5 (Bolt, "Handshake").</summary>
    private static async Task AnswerVersion44Async(TcpListener listener, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancellation);
                var stream = client.GetStream();
                var offer = new byte[20];
                await stream.ReadExactlyAsync(offer, cancellation);
                var knows44 = Enumerable.Range(1, 4).Select(n => offer[(n * 4)..(n * 4 + 4)]).Any(v => v[3] == 4 && v[2] >= 4 && v[2] - v[1] <= 4);
                await stream.WriteAsync(knows44 ? new byte[] { 0, 0, 4, 4 } : new byte[4], cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }

    /// <summary>An entry of bad-inputs/start.json.</summary>
    public sealed record BadStart(int Row, string Name, int Exit, string[] Says, string? Neo4j, string? Store, string? Redis, string? User, string? Password, string? Database);
}
