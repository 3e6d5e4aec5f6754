namespace HumanRightsGraph.Documents.Tests;

/// <summary>The real documents and the answers made by reading them, which stand beside the repository and are no part of it.</summary>
internal static class SharedFiles
{
    private const string Variable = "HRGRAPH_SHARED";

    /// <summary>A file's path; the test is skipped where the folder isn't there, and fails instead where nothing may be skipped.</summary>
    public static string Path(string relative)
    {
        if (Root() is { } root) return System.IO.Path.Combine(root, relative);
        var why = $"needs the shared documents: a folder 'shared' beside the repository, or {Variable} naming it";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(why);
        Assert.Skip(why);
        return "";
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given && Directory.Exists(given)) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "shared", "documents"))) return System.IO.Path.Combine(folder.FullName, "shared");
        return null;
    }
}
