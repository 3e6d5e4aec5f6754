using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>The sessions that are known, and how far they reach.</summary>
public sealed class SessionCalendar
{
    private readonly HashSet<string> _sessions;
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <param name="sessions">Ids of sessions, with or without known days.</param>
    public SessionCalendar(IEnumerable<string> sessions)
    {
        _sessions = sessions.ToHashSet(StringComparer.Ordinal);
        foreach (var id in _sessions)
            if (SessionId.Parse(id) is { IsRegular: true } session)
                _last[session.Body] = Math.Max(session.Number, _last.GetValueOrDefault(session.Body));
    }

    public bool Contains(string session) => _sessions.Contains(session);

    /// <summary>The number of a body's last regular session; 0 where none is known.</summary>
    public int Last(string body) => _last.GetValueOrDefault(body);
}
