using System.Collections.Immutable;
using System.Globalization;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A deliverable's id taken apart: <c>SYMBOL#16(a).2@HRC/57</c>.</summary>
/// <param name="Place">Paragraph and letter.</param>
/// <param name="Ordinal">1 where none is written.</param>
/// <param name="Occasion">The session after <c>@</c>.</param>
internal readonly record struct DeliverableId(string Symbol, string Place, int Ordinal, string? Occasion)
{
    public static DeliverableId? Parse(string id)
    {
        var hash = id.IndexOf('#');
        if (hash < 0) return null;
        var rest = id[(hash + 1)..];
        string? occasion = null;
        if (rest.IndexOf('@') is >= 0 and var at) (rest, occasion) = (rest[..at], rest[(at + 1)..]);
        var dot = rest.LastIndexOf('.');
        return dot > 0 && int.TryParse(rest.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) && ordinal > 1
            ? new DeliverableId(id[..hash], rest[..dot], ordinal, occasion)
            : new DeliverableId(id[..hash], rest, 1, occasion);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Symbol}#{Place}{(Ordinal > 1 ? $".{Ordinal}" : "")}{(Occasion is null ? "" : $"@{Occasion}")}");
}

/// <summary>A deliverable that the graph already has: its id is given and doesn't move.</summary>
/// <param name="Decided">A person has decided on it.</param>
internal sealed record GivenDeliverable(DeliverableId Id, string? Kind, string? Assignee, string? Session, bool Decided);

/// <summary>An entry of the graph: what is mandated, on one occasion.</summary>
/// <param name="Session">The session it is due at.</param>
internal sealed record DerivedDeliverable(string Id, MergedMandate Mandate, string? Session)
{
    public Mandate Facts => Mandate.Facts;
}

/// <summary>
/// Gives each deliverable of a document its id. Requests of one place (paragraph and letter) are told apart by an
/// ordinal, occasions of one request by their session. docs/decisions/031-ids-of-deliverables.md.
/// </summary>
internal static class DeliverableIds
{
    private sealed class Request(MergedMandate first)
    {
        public DeliverableKind Kind { get; } = first.Facts.Kind;
        public string? Assignee { get; } = first.Facts.Assignee;
        /// <summary>By session; of a request without a session one entry under the empty text.</summary>
        public Dictionary<string, MergedMandate> Entries { get; } = new(StringComparer.Ordinal);
        public bool Recurs { get; set; }
        public int Ordinal { get; set; }
        public bool HasOccasions => !Entries.ContainsKey("") && (Recurs || Entries.Count > 1);
    }

    /// <param name="terms">The years for which the document gives or extends mandates, by mechanism.</param>
    public static ImmutableArray<DerivedDeliverable> Assign(
        string symbol, IEnumerable<MergedMandate> mandates, SessionCalendar calendar, IEnumerable<GivenDeliverable> given, IReadOnlyDictionary<string, double> terms)
    {
        var all = ImmutableArray.CreateBuilder<DerivedDeliverable>();
        var givenByPlace = given.ToLookup(g => g.Id.Place, StringComparer.Ordinal);
        foreach (var place in mandates.GroupBy(m => m.Place, StringComparer.Ordinal))
        {
            var requests = Requests(place, calendar, terms);
            Number(requests, givenByPlace[place.Key]);
            foreach (var request in requests.OrderBy(r => r.Ordinal))
                foreach (var (session, mandate) in request.Entries)
                    all.Add(new DerivedDeliverable(
                        new DeliverableId(symbol, place.Key, request.Ordinal, request.HasOccasions ? session : null).ToString(),
                        mandate, session.Length == 0 ? null : session));
        }
        return all.DrainToImmutable();
    }

    // What one office delivers in one form is one request, however many sessions it names.
    private static List<Request> Requests(IEnumerable<MergedMandate> place, SessionCalendar calendar, IReadOnlyDictionary<string, double> terms)
    {
        var requests = new List<Request>();
        var last = new Dictionary<(DeliverableKind, string?), Request>();
        foreach (var mandate in place)
        {
            var facts = mandate.Facts;
            var first = facts.Recurrence is null ? facts.DueSession : facts.FirstDue ?? facts.DueSession;
            double? years = facts.Assignee is { } assignee && terms.TryGetValue(assignee, out var term) ? term : null;
            var sessions = first is null ? [""] : facts.Recurrence is { } recurrence ? Occasions.Of(first, recurrence, calendar, years).ToList() : [first];
            if (first is null || !last.TryGetValue((facts.Kind, facts.Assignee), out var request) || sessions.Any(request.Entries.ContainsKey))
            {
                request = new Request(mandate);
                requests.Add(request);
                if (first is not null) last[(facts.Kind, facts.Assignee)] = request;
            }
            request.Recurs |= facts.Recurrence is not null && first is not null;
            foreach (var session in sessions) request.Entries.TryAdd(session, mandate);
        }
        return requests;
    }

    /// <summary>A request keeps the ordinal under which the graph has it; a new one takes the first that is free.</summary>
    private static void Number(List<Request> requests, IEnumerable<GivenDeliverable> given)
    {
        var entries = given.ToList();
        var free = new SortedDictionary<int, List<GivenDeliverable>>(entries.GroupBy(g => g.Id.Ordinal).ToDictionary(g => g.Key, g => g.ToList()));
        var taken = entries.Where(g => g.Decided).Select(g => g.Id.Ordinal).ToHashSet();
        var open = new List<Request>(requests);

        Match((r, g) => SameKind(r, g) && SameAssignee(r, g) && SameSession(r, g));
        Match((r, g) => SameKind(r, g) && SameAssignee(r, g));
        Match((r, g) => SameKind(r, g) && SameSession(r, g));
        Match(SameKind);
        if (open.Count == 1 && free.Count == 1) Match((_, _) => true);

        var next = 1;
        foreach (var request in open)
        {
            while (!taken.Add(next)) next++;
            request.Ordinal = next;
        }

        void Match(Func<Request, GivenDeliverable, bool> same)
        {
            if (free.Count == 0 || open.Count == 0) return;
            foreach (var request in open)
                foreach (var (ordinal, known) in free)
                {
                    if (!known.Any(g => same(request, g))) continue;
                    request.Ordinal = ordinal;
                    taken.Add(ordinal);
                    free.Remove(ordinal);
                    break;
                }
            open.RemoveAll(r => r.Ordinal > 0);
        }

        static bool SameKind(Request r, GivenDeliverable g) => g.Kind == r.Kind.ToString();
        static bool SameAssignee(Request r, GivenDeliverable g) => g.Assignee == r.Assignee;
        static bool SameSession(Request r, GivenDeliverable g) => r.Entries.ContainsKey(g.Session ?? "");
    }
}
