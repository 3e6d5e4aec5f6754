namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A point of two or three coordinates in a reference system (Bolt, structures "Point2D" and "Point3D").</summary>
/// <param name="SrId">The reference system, e.g. 4326 for WGS 84 (X is the longitude), 7203 for Cartesian.</param>
/// <param name="Z">Null for two dimensions.</param>
public readonly record struct Point(int SrId, double X, double Y, double? Z = null) : IPackStreamValue
{
    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(Z is null ? StructureTag.Point2D : StructureTag.Point3D, Z is null ? 3 : 4);
        writer.Write(SrId);
        writer.Write(X);
        writer.Write(Y);
        if (Z is { } z)
            writer.Write(z);
    }
}
