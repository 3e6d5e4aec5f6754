namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>An amount of months, days, seconds and nanoseconds, none of which converts into another (Bolt, structure "Duration").</summary>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
public readonly record struct Duration(long Months, long Days, long Seconds, int Nanoseconds) : IPackStreamValue
{
    public static Duration From(TimeSpan span)
    {
        var seconds = (long)Math.Floor(span.Ticks / (decimal)TimeSpan.TicksPerSecond);
        return new(0, 0, seconds, (int)(span.Ticks - seconds * TimeSpan.TicksPerSecond) * 100);
    }

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(StructureTag.Duration, 4);
        writer.Write(Months);
        writer.Write(Days);
        writer.Write(Seconds);
        writer.Write(Nanoseconds);
    }
}
