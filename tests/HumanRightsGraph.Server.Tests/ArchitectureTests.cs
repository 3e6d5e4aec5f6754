using System.Xml.Linq;

namespace HumanRightsGraph.Server.Tests;

/// <summary>Dependencies point one way: docs/architecture.md.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["HumanRightsGraph.Documents"] = [],
        ["HumanRightsGraph.GraphQL"] = [],
        ["HumanRightsGraph.Graph"] = ["HumanRightsGraph.GraphQL"],
        ["HumanRightsGraph.Ingestion"] = ["HumanRightsGraph.Documents", "HumanRightsGraph.Graph"],
        ["HumanRightsGraph.Neo4j"] = ["HumanRightsGraph.Graph"],
        ["HumanRightsGraph.Server"] = ["HumanRightsGraph.Ingestion", "HumanRightsGraph.Neo4j"],
    };

    [Fact]
    public void Projects_refer_to_no_project_but_those_below_them()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(Allowed.Keys.Order(), projects.Select(p => Path.GetFileNameWithoutExtension(p)!).Order());
        foreach (var project in projects)
        {
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).Order();
            Assert.Equal(Allowed[Path.GetFileNameWithoutExtension(project)].Order(), references);
        }
    }

    [Theory]
    [InlineData("HumanRightsGraph.Documents")]
    [InlineData("HumanRightsGraph.GraphQL")]
    [InlineData("HumanRightsGraph.Graph")]
    [InlineData("HumanRightsGraph.Ingestion")]
    [InlineData("HumanRightsGraph.Neo4j")]
    public void No_library_knows_the_web_host(string project)
    {
        var assembly = System.Reflection.Assembly.Load(project);
        Assert.DoesNotContain(assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Today")]
    public void Time_comes_from_a_TimeProvider(string clock)
    {
        var found = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Where(f => File.ReadAllText(f).Contains(clock, StringComparison.Ordinal));
        Assert.Empty(found);
    }
}
