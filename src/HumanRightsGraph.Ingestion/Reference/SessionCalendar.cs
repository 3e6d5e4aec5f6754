using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>A session and its first and last actual day, null where they are not known.</summary>
public readonly record struct SessionDays(string Id, DateOnly? OpensOn, DateOnly? ClosesOn);

/// <summary>The sessions that are known, their days, and how far they reach.</summary>
public sealed class SessionCalendar
{
    private readonly Dictionary<string, SessionDays> _sessions;
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    public SessionCalendar(IEnumerable<SessionDays> sessions)
    {
        _sessions = sessions.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var id in _sessions.Keys)
            if (SessionId.Parse(id) is { IsRegular: true } session)
                _last[session.Body] = Math.Max(session.Number, _last.GetValueOrDefault(session.Body));
    }

    public bool Contains(string session) => _sessions.ContainsKey(session);

    /// <summary>True where the day is known to lie outside the session, so that nothing can have been adopted at it on that day.</summary>
    public bool Excludes(string session, DateOnly day) =>
        _sessions.TryGetValue(session, out var known) && (day < known.OpensOn || day > known.ClosesOn);

    /// <summary>The number of a body's last regular session; 0 where none is known.</summary>
    public int Last(string body) => _last.GetValueOrDefault(body);
}
