using System.Globalization;

namespace HumanRightsGraph.Graph.Tests.Reference;

internal enum ReferenceStatus { FULFILLED, OVERDUE, UNKNOWN, DUE, UPCOMING, UNSCHEDULED }

/// <summary>What is read of a graph on a day: neighbours, and "Status of a deliverable" of docs/semantics.md.</summary>
internal sealed class ReferenceReader(ReferenceSchema schema, ReferenceGraph graph, DateOnly today)
{
    public ReferenceSchema Schema { get; } = schema;
    public ReferenceGraph Graph { get; } = graph;

    /// <summary>The relationships a field follows, with the node at the other end; in no order.</summary>
    public IEnumerable<(ReferenceRelationship Relationship, ReferenceNode Node)> Follow(ReferenceNode node, ReferenceField field) =>
        from r in Graph.Relationships
        where r.Type == field.Relationship && (field.Outwards ? r.From : r.To) == node
        let other = field.Outwards ? r.To : r.From
        where Schema.IsA(other.Type, field.TypeName)
        select (r, other);

    /// <summary>The node of a field to one: of several, the first by id.</summary>
    public ReferenceNode? One(ReferenceNode node, ReferenceField field) =>
        Follow(node, field).Select(r => r.Node).OrderBy(n => n.Id, Comparer<string>.Create(ReferenceValues.Compare)).FirstOrDefault();

    /// <summary>The nodes that so many steps along a field lead to, whatever the types between; of a series, either way and itself among them.</summary>
    public IEnumerable<ReferenceNode> Reach(ReferenceNode start, ReferenceField field, long steps)
    {
        var reached = new HashSet<ReferenceNode> { start };
        var along = Graph.Relationships.Where(r => r.Type == field.Relationship).ToList();
        var forth = along.Select(r => (r.From, r.To)).Where(_ => field.IsSeries || field.Outwards);
        var back = along.Select(r => (From: r.To, To: r.From)).Where(_ => field.IsSeries || !field.Outwards);
        for (; steps > 0; steps--) reached.UnionWith(forth.Concat(back).Where(s => reached.Contains(s.From)).Select(s => s.To).ToList());
        if (!field.IsSeries) reached.Remove(start);
        return reached.Where(n => Schema.IsA(n.Type, field.TypeName));
    }

    /// <summary>Of the shortest paths of so many steps at most, the first by ids and then by what tells its relationships apart; null where there is none.</summary>
    public List<(ReferenceRelationship Relationship, ReferenceNode Node)>? Path(ReferenceNode start, ReferenceNode end, ReferenceField field, long steps)
    {
        var seen = new HashSet<ReferenceNode> { start };
        var paths = new List<List<(ReferenceRelationship Relationship, ReferenceNode Node)>> { new() };
        for (; ; steps--)
        {
            var arrived = paths.Where(p => (p.Count == 0 ? start : p[^1].Node) == end).ToList();
            if (arrived.Count > 0)
                return arrived.MinBy(p => (IReadOnlyList<object?>)[.. p.Select(s => s.Node.Id), .. ReferenceGraph.Identity(Schema, field.Relationship!).SelectMany(name => p.Select(s => s.Relationship.Properties.GetValueOrDefault(name)))],
                    Comparer<IReadOnlyList<object?>>.Create((a, b) => ReferencePage.Compare(a, b, [])));
            if (steps == 0 || paths.Count == 0) return null;
            paths = [.. from p in paths
                        from r in Graph.Relationships
                        where r.Type == field.Relationship && (field.Outwards ? r.From : r.To) == (p.Count == 0 ? start : p[^1].Node)
                        let next = field.Outwards ? r.To : r.From
                        where !seen.Contains(next)
                        select (List<(ReferenceRelationship, ReferenceNode)>)[.. p, (r, next)]];
            seen.UnionWith(paths.Select(p => p[^1].Node));
        }
    }

    public ReferenceStatus Status(ReferenceNode deliverable, object? asOfArgument)
    {
        var asOf = (DateOnly?)ReferenceValues.As("Date", asOfArgument) ?? today;
        if (Follow(deliverable, Schema.Type("Deliverable").Field("fulfilledBy")).Any(f => Fulfils(f.Node, asOf))) return ReferenceStatus.FULFILLED;
        if (One(deliverable, Schema.Type("Deliverable").Field("dueAt")) is { } session)
        {
            var opened = HasOpened(session, asOf);
            var closed = (session["closesOn"] ?? session["plannedClosesOn"]) is DateOnly last && last < asOf;
            if (deliverable["dueRule"] is "BEFORE" ? opened : closed) return session["documentsKnown"] is true ? ReferenceStatus.OVERDUE : ReferenceStatus.UNKNOWN;
            return opened ? ReferenceStatus.DUE : ReferenceStatus.UPCOMING;
        }
        if (EndOf(deliverable["dueDate"]) is { } end) return end < asOf ? ReferenceStatus.UNKNOWN : ReferenceStatus.UPCOMING;
        return ReferenceStatus.UNSCHEDULED;
    }

    private bool Fulfils(ReferenceNode document, DateOnly asOf) =>
        document["publishedOn"] is not DateOnly published || published <= asOf
        || Follow(document, Schema.Type("Document").Field("submittedTo")).Any(s => HasOpened(s.Node, asOf));

    private static bool HasOpened(ReferenceNode session, DateOnly asOf) => (session["opensOn"] ?? session["plannedOpensOn"]) is DateOnly first && first <= asOf;

    /// <summary>The last day of a year, a month or a day; null for anything else.</summary>
    private static DateOnly? EndOf(object? period) =>
        Is(period, "yyyy", out var year) ? year.AddYears(1).AddDays(-1)
        : Is(period, "yyyy-MM", out var month) ? month.AddMonths(1).AddDays(-1)
        : Is(period, "yyyy-MM-dd", out var day) ? day
        : null;

    private static bool Is(object? text, string form, out DateOnly day)
    {
        day = default;
        return text is string period && DateOnly.TryParseExact(period, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
