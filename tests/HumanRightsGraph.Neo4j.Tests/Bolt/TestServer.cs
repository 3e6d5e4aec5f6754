namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>The Neo4j that HRGRAPH_TEST_NEO4J names; a test that needs it is skipped without.</summary>
internal static class TestServer
{
    public static string Uri
    {
        get
        {
            var uri = Environment.GetEnvironmentVariable("HRGRAPH_TEST_NEO4J");
            Assert.SkipWhen(uri is null, "No Neo4j: set HRGRAPH_TEST_NEO4J to the Bolt URI of a server without authentication.");
            return uri!;
        }
    }
}
