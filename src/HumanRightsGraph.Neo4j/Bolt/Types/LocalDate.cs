namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A date of the ISO calendar without a zone, from year -999,999,999 to 999,999,999 (Bolt, structure "Date"). Equal by value.</summary>
public readonly record struct LocalDate : IPackStreamValue, IComparable<LocalDate>
{
    private const long MaxEpochDays = 365_241_780_471;
    private const long MinEpochDays = -365_243_219_162;
    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    private LocalDate(long epochDays)
    {
        DaysSinceEpoch = epochDays;
        // Days from 0000-03-01 in eras of 400 years (146,097 days), so that a leap day ends its year.
        var z = epochDays + 719_468;
        var era = Math.DivRem(z, 146_097, out var dayOfEra);
        if (dayOfEra < 0)
            (era, dayOfEra) = (era - 1, dayOfEra + 146_097);
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        Day = (int)(dayOfYear - (153 * month + 2) / 5 + 1);
        Month = (int)(month < 10 ? month + 3 : month - 9);
        Year = (int)(yearOfEra + era * 400 + (Month <= 2 ? 1 : 0));
    }

    public LocalDate(DateOnly date) : this(EpochDays(date))
    {
    }

    public LocalDate(int year, int month, int day) : this(new DateOnly(year, month, day))
    {
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Days since 1970-01-01.</summary>
    public long DaysSinceEpoch { get; }

    public static LocalDate FromEpochDays(long days) => days is >= MinEpochDays and <= MaxEpochDays
        ? new(days)
        : throw new ProtocolException($"{days} days since 1970-01-01 are no date that Neo4j can hold.");

    internal static long EpochDays(DateOnly date) => date.DayNumber - UnixEpoch;

    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public DateOnly ToDateOnly() => DateOnly.FromDayNumber(checked((int)Math.Clamp(DaysSinceEpoch + UnixEpoch, int.MinValue, int.MaxValue)));

    public int CompareTo(LocalDate other) => DaysSinceEpoch.CompareTo(other.DaysSinceEpoch);

    public override string ToString() => $"{(Year < 0 ? "-" : "")}{Math.Abs((long)Year):D4}-{Month:D2}-{Day:D2}";

    void IPackStreamValue.Write(PackStreamWriter writer)
    {
        writer.WriteStructureHeader(StructureTag.Date, 1);
        writer.Write(DaysSinceEpoch);
    }
}
