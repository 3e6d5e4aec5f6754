using System.Globalization;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// The sessions at which a recurring request falls due: from its first one, in its rhythm, to the end of the mandate that the same
/// text gives to whom it asks, else to the body's last session that the calendar has. docs/decisions/030-occasions-of-recurring-requests.md.
/// </summary>
internal static class Occasions
{
    /// <summary>The Council has held three regular sessions a year since 2007.</summary>
    private const int CouncilSessionsAYear = 3;

    /// <param name="years">How long whom it asks has a mandate; null where that isn't said.</param>
    public static IEnumerable<string> Of(string first, Recurrence recurrence, SessionCalendar calendar, double? years = null)
    {
        yield return first;
        if (SessionId.Parse(first) is not { IsRegular: true } session || Step(session.Body, recurrence) is not { } step) yield break;
        var last = calendar.Last(session.Body);
        if (years is { } term) last = (int)Math.Min(last, session.Number + Math.Ceiling(term * SessionsAYear(session.Body)) - 1);
        for (var number = session.Number + step; number <= last; number += step)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{session.Body}/{number}");
            if (calendar.Contains(next)) yield return next;
        }
    }

    private static int SessionsAYear(string body) => body == "HRC" ? CouncilSessionsAYear : 1;

    /// <summary>In sessions; null where the text gives no rhythm.</summary>
    private static int? Step(string body, Recurrence recurrence)
    {
        var sessionsAYear = SessionsAYear(body);
        return recurrence switch
        {
            Recurrence.EVERY_SESSION => 1,
            Recurrence.ANNUAL => sessionsAYear,
            Recurrence.BIENNIAL => 2 * sessionsAYear,
            Recurrence.TRIENNIAL => 3 * sessionsAYear,
            Recurrence.QUINQUENNIAL => 5 * sessionsAYear,
            _ => null,
        };
    }
}
