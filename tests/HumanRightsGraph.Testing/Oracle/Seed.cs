namespace HumanRightsGraph.Testing.Oracle;

/// <summary>The random numbers of a test: HRGRAPH_SEED repeats a run, and every failure names it.</summary>
public static class Seed
{
    public static int Value { get; } = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var seed) ? seed : System.Random.Shared.Next(1_000_000);

    public static Random Numbers(int offset = 0)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={Value}");
        return new(Value + offset);
    }

    public static string Note => $"(HRGRAPH_SEED={Value})";
}
