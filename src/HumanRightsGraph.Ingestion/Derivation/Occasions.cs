using System.Globalization;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// The sessions at which a recurring request falls due: from its first one, in its rhythm, to the body's last session
/// that the calendar has. docs/decisions/030-occasions-of-recurring-requests.md.
/// </summary>
internal static class Occasions
{
    /// <summary>The Council has held three regular sessions a year since 2007.</summary>
    private const int CouncilSessionsAYear = 3;

    public static IEnumerable<string> Of(string first, Recurrence recurrence, SessionCalendar calendar)
    {
        yield return first;
        if (SessionId.Parse(first) is not { IsRegular: true } session || Step(session.Body, recurrence) is not { } step) yield break;
        for (var number = session.Number + step; number <= calendar.Last(session.Body); number += step)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{session.Body}/{number}");
            if (calendar.Contains(next)) yield return next;
        }
    }

    /// <summary>In sessions; null where the text gives no rhythm.</summary>
    private static int? Step(string body, Recurrence recurrence)
    {
        var sessionsAYear = body == "HRC" ? CouncilSessionsAYear : 1;
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
