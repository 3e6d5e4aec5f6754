using System.Collections.Concurrent;
using System.Diagnostics;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Eight callers who ask what is known and what isn't, and look at each answer.</summary>
internal sealed class CacheLoad(HttpClient client)
{
    private const string Question = "query($id: ID!) { session(id: $id) { id opensOn } }";

    private readonly ConcurrentBag<double> _milliseconds = [];
    // Goes on from load to load, so that there always are questions nobody has asked.
    private static int _number;

    public ConcurrentBag<string> Problems { get; } = [];

    /// <param name="longer">Whether it goes on after that time, for what a slow machine hasn't seen yet.</param>
    public async Task RunAsync(TimeSpan duration, Func<bool>? longer = null)
    {
        var most = duration + TimeSpan.FromSeconds(30);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) is var passed && (passed < duration || (passed < most && longer?.Invoke() == true)))
            {
                var number = Interlocked.Increment(ref _number);
                var (id, expected) = number % 3 == 0
                    ? ("HRC/56", """{"data":{"session":{"id":"HRC/56","opensOn":"2024-06-18"}}}""")
                    : ($"HRC/none{number}", """{"data":{"session":null}}""");
                var asked = Stopwatch.GetTimestamp();
                try
                {
                    var answer = await ResponseCacheTests.AskAsync(client, Question, new { id });
                    if (answer != expected) Problems.Add(answer);
                }
                catch (Exception e)
                {
                    Problems.Add(e.Message);
                }
                _milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        Assert.False(longer?.Invoke() == true, $"Nothing had changed after {Stopwatch.GetElapsedTime(started)}.");
    }

    /// <summary>Milliseconds that 99 of 100 answers took at most.</summary>
    public double P99 => _milliseconds.Order().ElementAt(_milliseconds.Count * 99 / 100);

    public override string ToString()
    {
        var sorted = _milliseconds.Order().ToArray();
        return $"{sorted.Length} answers, p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, longest {sorted[^1]:0} ms, {Problems.Count} errors";
    }
}
