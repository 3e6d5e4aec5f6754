using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>The sessions that are known, and how far they reach.</summary>
public sealed class SessionCalendar
{
    private readonly HashSet<string> _known;
    private readonly Dictionary<string, int> _lastDated = new(StringComparer.Ordinal);

    /// <param name="sessions">Each session's id, and whether its first day (actual or planned) is known.</param>
    public SessionCalendar(IEnumerable<(string Id, bool Dated)> sessions)
    {
        _known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, dated) in sessions)
        {
            _known.Add(id);
            if (dated && SessionId.Parse(id) is { IsRegular: true } session)
                _lastDated[session.Body] = Math.Max(session.Number, _lastDated.GetValueOrDefault(session.Body));
        }
    }

    public bool Contains(string session) => _known.Contains(session);

    /// <summary>The number of the last regular session of a body whose first day is known; 0 where none is.</summary>
    public int LastDated(string body) => _lastDated.GetValueOrDefault(body);
}
