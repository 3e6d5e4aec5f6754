namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A structure whose tag, or number of fields, is none of Bolt 5's: kept as it came.</summary>
public sealed record Structure(byte Tag, IReadOnlyList<object?> Fields) : IPackStreamValue
{
    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(Tag, Fields.Count);
        foreach (var field in Fields)
            writer.WriteValue(field);
    }
}
