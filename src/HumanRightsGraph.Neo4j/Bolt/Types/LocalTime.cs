namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A time of day to the nanosecond without a zone (Bolt, structure "LocalTime").</summary>
public readonly record struct LocalTime(long NanosecondOfDay) : IPackStreamValue
{
    internal const long NanosecondsPerDay = 86_400_000_000_000;

    public int Hour => (int)(NanosecondOfDay / 3_600_000_000_000);

    public int Minute => (int)(NanosecondOfDay / 60_000_000_000 % 60);

    public int Second => (int)(NanosecondOfDay / 1_000_000_000 % 60);

    public int Nanosecond => (int)(NanosecondOfDay % 1_000_000_000);

    /// <summary>Cut to 100 nanoseconds.</summary>
    public TimeOnly ToTimeOnly() => new(NanosecondOfDay / 100);

    public override string ToString() => $"{Hour:D2}:{Minute:D2}:{Second:D2}.{Nanosecond:D9}";

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(StructureTag.LocalTime, 1);
        writer.Write(NanosecondOfDay);
    }
}

/// <summary>A time of day with an offset from UTC in seconds (Bolt, structure "Time").</summary>
public readonly record struct OffsetTime(LocalTime Time, int OffsetSeconds) : IPackStreamValue
{
    public override string ToString() => $"{Time}{ZonedDateTime.OffsetText(OffsetSeconds)}";

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(StructureTag.Time, 2);
        writer.Write(Time.NanosecondOfDay);
        writer.Write(OffsetSeconds);
    }
}
