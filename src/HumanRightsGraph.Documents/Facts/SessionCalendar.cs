namespace HumanRightsGraph.Documents.Facts;

/// <summary>Which body a bare "n/m" of a date can be of. Sessions of the Council: n mod 3 gives the season from the seventh on; the General Assembly opens in September of 1945 plus n.</summary>
internal static class SessionCalendar
{
    /// <summary>The year of a Council session, by arithmetic.</summary>
    public static int CouncilYear(int session) => session switch
    {
        <= 3 => 2006,
        <= 6 => 2007,
        _ => 2008 + (session - 7) / 3,
    };

    public static bool CouncilCould(int session, int? year) => session > 0 && (year is null || Math.Abs(CouncilYear(session) - year.Value) <= 1);

    public static bool AssemblyCould(int session, int? year) => session > 0 && (year is null || year.Value - 1945 - session is 0 or 1);
}
