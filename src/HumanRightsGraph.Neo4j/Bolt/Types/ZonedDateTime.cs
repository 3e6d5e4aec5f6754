namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// An instant with the zone it was written in: seconds since 1970-01-01T00:00Z, nanoseconds of the second, and an offset from UTC in seconds or a zone's name
/// (Bolt 5, structures "DateTime" and "DateTimeZoneId", which count in UTC). Equality includes the zone.
/// </summary>
public readonly record struct ZonedDateTime : IPackStreamValue
{
    public ZonedDateTime(long utcSeconds, int nanosecond, int offsetSeconds) => (UtcSeconds, Nanosecond, OffsetSeconds) = (utcSeconds, nanosecond, offsetSeconds);

    public ZonedDateTime(long utcSeconds, int nanosecond, string zoneId) => (UtcSeconds, Nanosecond, ZoneId) = (utcSeconds, nanosecond, zoneId);

    public long UtcSeconds { get; }

    public int Nanosecond { get; }

    /// <summary>Null where the zone has a name.</summary>
    public int? OffsetSeconds { get; }

    /// <summary>The zone's IANA name, or null where there is an offset.</summary>
    public string? ZoneId { get; }

    public static ZonedDateTime From(DateTimeOffset time)
    {
        var utc = LocalDateTime.From(time.UtcDateTime);
        return new(utc.EpochSeconds, utc.Nanosecond, (int)time.Offset.TotalSeconds);
    }

    /// <summary>The instant in UTC, cut to 100 nanoseconds; the zone is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public DateTimeOffset ToUtc() => new(DateTime.UnixEpoch.AddSeconds(UtcSeconds).AddTicks(Nanosecond / 100), TimeSpan.Zero);

    internal static string OffsetText(int seconds)
    {
        var size = TimeSpan.FromSeconds(Math.Abs(seconds));
        return seconds == 0 ? "Z" : $"{(seconds < 0 ? '-' : '+')}{size:hh\\:mm\\:ss}";
    }

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(ZoneId is null ? StructureTag.DateTime : StructureTag.DateTimeZoneId, 3);
        writer.Write(UtcSeconds);
        writer.Write(Nanosecond);
        if (ZoneId is null)
            writer.Write(OffsetSeconds ?? 0);
        else
            writer.Write(ZoneId);
    }
}
