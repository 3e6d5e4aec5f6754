namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>How often a Neo4j goes and comes back in each of the tests of that, from <c>HRGRAPH_CYCLES</c>; once unless given.</summary>
internal static class Cycles
{
    public static readonly int Value = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_CYCLES"), out var cycles) ? cycles : 1;
}
