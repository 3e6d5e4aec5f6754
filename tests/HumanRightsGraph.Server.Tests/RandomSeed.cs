namespace HumanRightsGraph.Server.Tests;

/// <summary>The seed of everything random in these tests; HRGRAPH_SEED repeats a run.</summary>
internal static class RandomSeed
{
    public static int Value { get; } = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var seed) ? seed : Environment.TickCount;
    static RandomSeed() => Console.WriteLine($"seed={Value}");
}
