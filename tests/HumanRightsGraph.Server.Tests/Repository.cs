namespace HumanRightsGraph.Server.Tests;

/// <summary>The checkout the tests run from, and the real documents beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Up("HumanRightsGraph.sln")
        ?? throw new InvalidOperationException("The tests run from a checkout: no HumanRightsGraph.sln was found above " + AppContext.BaseDirectory);

    /// <summary>The folder with real documents: HRGRAPH_SHARED, or `shared` beside the checkout. Skips where there is none, except in CI.</summary>
    public static string Shared
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("HRGRAPH_SHARED") ?? Path.Combine(Root, "..", "shared");
            if (!Directory.Exists(folder) && Environment.GetEnvironmentVariable("CI") != "true")
                Assert.Skip("No real UN documents here: put them into a folder `shared` beside the checkout or name it in HRGRAPH_SHARED.");
            Assert.True(Directory.Exists(folder), $"In CI the real documents must be there: {folder}");
            return Path.GetFullPath(folder);
        }
    }

    private static string? Up(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, file))) return folder.FullName;
        return null;
    }
}
