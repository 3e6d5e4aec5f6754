namespace HumanRightsGraph.Testing;

/// <summary>How much the tests of safety do (docs/safety.md): the short column in every run of the tests, the full one with <c>HRGRAPH_SAFETY=full</c>.</summary>
public static class SafetyColumn
{
    /// <summary>The trait that all of them have: <c>dotnet test --filter Category=Safety</c>.</summary>
    public const string Category = "Category", Safety = "Safety";

    private static readonly string? Asked = Environment.GetEnvironmentVariable("HRGRAPH_SAFETY");

    public static T Of<T>(T brief, T full) => Asked switch
    {
        null or "" or "short" => brief,
        "full" => full,
        _ => throw new InvalidOperationException($"HRGRAPH_SAFETY is short or full, not {Asked}."),
    };
}
