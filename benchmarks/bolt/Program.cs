using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HumanRightsGraph.Neo4j.Bolt;

// The Bolt client beside the official JavaScript driver, in turns on the same server: benchmarks/README.md, "Bolt client".
if (args is not [var uri, ..])
{
    Console.Error.WriteLine("usage: HumanRightsGraph.Benchmarks.Bolt bolt://host:port [rounds]   (a server without authentication; run `npm install` beside driver.mjs first)");
    return 2;
}
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var script = args.Length > 2 ? args[2] : Path.Combine("benchmarks", "bolt", "driver.mjs");
await using var driver = GraphDatabase.Driver(uri, AuthTokens.None);
await driver.VerifyConnectivityAsync();
var one = new Query("RETURN 1 AS n");
var thousand = new Query("UNWIND range(1, 1000) AS i RETURN i, toString(i) AS s, i / 2.0 AS f");

async Task AutoCommitAsync()
{
    await using var session = driver.AsyncSession(static s => s.WithDefaultAccessMode(AccessMode.Read));
    await (await session.RunAsync(one)).SingleAsync();
}

async Task ManagedAsync()
{
    await using var session = driver.AsyncSession();
    await session.ExecuteReadAsync(async tx => await (await tx.RunAsync(one)).SingleAsync());
}

Task<int> RawAsync(Query query) => driver.ExecutableQuery(query).WithAccessMode(AccessMode.Read).ExecuteAsync(0, static async (cursor, _, token) =>
{
    var bytes = 0;
    while (await cursor.FetchAsync(token))
        bytes += cursor.Current.PackStream.Length;
    return bytes;
});

var cases = new (string Name, string? Other, Func<Task> Call)[]
{
    ("RETURN 1, auto-commit", "auto-commit", AutoCommitAsync),
    ("RETURN 1, managed read", "managed", ManagedAsync),
    ("RETURN 1, ExecutableQuery", "query", () => driver.ExecutableQuery(one).WithAccessMode(AccessMode.Read).ExecuteAsync()),
    ("RETURN 1, ExecutableQuery, raw", "query", () => RawAsync(one)),
    ("1,000 rows, ExecutableQuery", "rows", () => driver.ExecutableQuery(thousand).WithAccessMode(AccessMode.Read).ExecuteAsync()),
    ("1,000 rows, ExecutableQuery, raw", "rows", () => RawAsync(thousand)),
};

using var node = Process.Start(new ProcessStartInfo("node", [script, uri]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
// All once before, for the server's and both clients' JIT compilers: the first case would pay for the others.
foreach (var (_, other, call) in cases)
{
    await MeasureAsync(call, 16, 1500);
    await AskAsync(other!, 16, 1500);
}
Console.WriteLine("| call | p50 µs, 1 client | calls/s, 16 clients | CPU of the client, µs a call | allocated a call |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (var (name, other, call) in cases)
{
    List<Measured> ours1 = [], ours16 = [], theirs1 = [], theirs16 = [];
    await MeasureAsync(call, 16, 500);
    await AskAsync(other!, 16, 500);
    for (var round = 0; round < rounds; round++)
    {
        ours1.Add(await MeasureAsync(call, 1, 1000));
        theirs1.Add(await AskAsync(other!, 1, 1000));
        ours16.Add(await MeasureAsync(call, 16, 1000));
        theirs16.Add(await AskAsync(other!, 16, 1000));
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Median(ours1, m => m.P50):F0} / {Median(theirs1, m => m.P50):F0} | {Median(ours16, m => m.Rate):F0} / {Median(theirs16, m => m.Rate):F0} | {Median(ours16, m => m.Cpu):F0} / {Median(theirs16, m => m.Cpu):F0} | {Median(ours1, m => m.Allocated):F0} B |"));
}
node.StandardInput.Close();
await node.WaitForExitAsync();
return 0;

static double Median(List<Measured> measured, Func<Measured, double> of) => measured.Select(of).Order().ElementAt(measured.Count / 2);

async Task<Measured> AskAsync(string name, int clients, int milliseconds)
{
    await node.StandardInput.WriteLineAsync($"{name} {clients} {milliseconds}");
    await node.StandardInput.FlushAsync();
    var answer = JsonDocument.Parse(await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The JavaScript side ended: is `npm install` done?")).RootElement;
    return new(answer.GetProperty("p50").GetDouble(), answer.GetProperty("rate").GetDouble(), answer.GetProperty("cpu").GetDouble(), 0);
}

static async Task<Measured> MeasureAsync(Func<Task> call, int clients, int milliseconds)
{
    var process = Process.GetCurrentProcess();
    var cpu = process.TotalProcessorTime;
    var allocated = GC.GetTotalAllocatedBytes(precise: true);
    var watch = Stopwatch.StartNew();
    var all = new List<double>[clients];
    await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
    {
        var times = all[i] = new List<double>(100_000);
        while (watch.ElapsedMilliseconds < milliseconds)
        {
            var start = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    })));
    var seconds = watch.Elapsed.TotalSeconds;
    // The lists of times are the measuring's own.
    var own = 100_000L * sizeof(double) * clients;
    allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated - own;
    process.Refresh();
    var sorted = all.SelectMany(t => t).Order().ToArray();
    return new(sorted[sorted.Length / 2], sorted.Length / seconds, (process.TotalProcessorTime - cpu).TotalMicroseconds / sorted.Length, (double)allocated / sorted.Length);
}

internal sealed record Measured(double P50, double Rate, double Cpu, double Allocated);
