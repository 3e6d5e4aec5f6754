namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Names of the schema as Cypher writes them: in backticks, a backtick doubled (Cypher Manual, "Naming rules").</summary>
internal static class CypherName
{
    public static string Quoted(string name) => $"`{name.Replace("`", "``")}`";

    public static string Labels(IEnumerable<string> labels) => string.Concat(labels.Select(l => ":" + Quoted(l)));
}
