namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>What no answer may tell: stack frames, names of types, statements, paths, secrets.</summary>
internal static class Leaks
{
    private static readonly string[] Signs = ["   at ", "System.", "Exception", "HumanRightsGraph.", ".cs:line", "MATCH (", "password", AppContext.BaseDirectory, Path.GetTempPath()];

    public static string AssertNone(string text)
    {
        foreach (var sign in Signs) Assert.DoesNotContain(sign, text, StringComparison.Ordinal);
        return text;
    }
}
