namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A date and time without a zone: seconds since 1970-01-01T00:00 on that clock, and nanoseconds of the second (Bolt, structure "LocalDateTime").</summary>
public readonly record struct LocalDateTime(long EpochSeconds, int Nanosecond) : IPackStreamValue
{
    public static LocalDateTime From(DateTime time)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        var seconds = (long)Math.Floor(ticks / (decimal)TimeSpan.TicksPerSecond);
        return new(seconds, (int)(ticks - seconds * TimeSpan.TicksPerSecond) * 100);
    }

    /// <summary>Cut to 100 nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public DateTime ToDateTime() => DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(EpochSeconds).AddTicks(Nanosecond / 100), DateTimeKind.Unspecified);

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(StructureTag.LocalDateTime, 2);
        writer.Write(EpochSeconds);
        writer.Write(Nanosecond);
    }
}
