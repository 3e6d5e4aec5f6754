namespace HumanRightsGraph.Testing;

/// <summary>The checkout the tests run from, and the real documents and servers beside it.</summary>
public static class Repository
{
    public static string Root { get; } = Up("HumanRightsGraph.sln")
        ?? throw new InvalidOperationException("The tests run from a checkout: no HumanRightsGraph.sln was found above " + AppContext.BaseDirectory);

    /// <summary>The folder with real documents: HRGRAPH_SHARED, or `shared` beside the checkout. Skips where there is none, except in CI.</summary>
    public static string Shared
    {
        get
        {
            if (SharedOrNull is { } folder) return folder;
            Unavailable.SkipOrFail("No real UN documents here: put them into a folder `shared` beside the checkout or name it in HRGRAPH_SHARED.");
            return "";
        }
    }

    /// <summary>The same, null where there is none.</summary>
    public static string? SharedOrNull
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("HRGRAPH_SHARED") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string? Up(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, file))) return folder.FullName;
        return null;
    }
}
