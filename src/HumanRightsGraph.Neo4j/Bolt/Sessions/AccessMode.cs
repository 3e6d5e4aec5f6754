namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What a transaction may do; a router sends readers elsewhere than writers, and the server refuses to write in a read.</summary>
public enum AccessMode
{
    Read,
    Write,
}
