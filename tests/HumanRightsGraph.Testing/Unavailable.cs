namespace HumanRightsGraph.Testing;

/// <summary>What a test does when something it needs is not here.</summary>
public static class Unavailable
{
    /// <summary>Whether nothing may be skipped.</summary>
    public static bool InCI => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the test with the reason and what would make it run; with CI=true it fails instead.</summary>
    public static void SkipOrFail(string reason)
    {
        if (InCI) Assert.Fail("In CI nothing may be skipped. " + reason);
        Assert.Skip(reason);
    }
}
