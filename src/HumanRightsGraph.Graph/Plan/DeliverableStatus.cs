using System.Globalization;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// The rule of <c>Deliverable.status</c> (docs/semantics.md, "Status of a deliverable"): which relationships and
/// properties it reads, and what follows from them. The one computed field.
/// </summary>
public sealed class DeliverableStatus
{
    public enum Value { Fulfilled, Overdue, Unknown, Due, Upcoming, Unscheduled }

    internal const string Needs = "a Deliverable needs dueDate, dueRule and the relationships FULFILS, DUE_AT and SUBMITTED_TO";

    /// <summary>The names as the schema declares them, by <see cref="Value"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["FULFILLED", "OVERDUE", "UNKNOWN", "DUE", "UPCOMING", "UNSCHEDULED"];

    public required ComputedField Field { get; init; }
    public required RelationshipType Fulfils { get; init; }
    public required RelationshipType DueAt { get; init; }
    public required RelationshipType SubmittedTo { get; init; }
    public required int DueDate { get; init; }
    public required int DueRule { get; init; }
    public required int PublishedOn { get; init; }
    public required int OpensOn { get; init; }
    public required int PlannedOpensOn { get; init; }
    public required int ClosesOn { get; init; }
    public required int PlannedClosesOn { get; init; }
    public required int DocumentsKnown { get; init; }

    /// <summary>The rule over this schema; null where the schema lacks something it reads.</summary>
    internal static DeliverableStatus? TryBind(GraphModel model)
    {
        if (model.Type("Deliverable") is not { KeyLabel: { } deliverable } type || type.Field("status") is not ComputedField field) return null;
        if (!field.Enum.Values.Select(v => v.Name).SequenceEqual(Names)) return null;
        var graph = model.Graph;
        if (graph.RelationshipType("FULFILS") is not { } fulfils || graph.RelationshipType("DUE_AT") is not { } dueAt
            || graph.RelationshipType("SUBMITTED_TO") is not { } submittedTo || fulfils.To != deliverable || dueAt.From != deliverable
            || submittedTo.From != fulfils.From || submittedTo.To != dueAt.To) return null;
        var (document, session) = (fulfils.From, dueAt.To);
        return new()
        {
            Field = field,
            Fulfils = fulfils,
            DueAt = dueAt,
            SubmittedTo = submittedTo,
            DueDate = deliverable.IndexOf("dueDate"),
            DueRule = deliverable.IndexOf("dueRule"),
            PublishedOn = document.IndexOf("publishedOn"),
            OpensOn = session.IndexOf("opensOn"),
            PlannedOpensOn = session.IndexOf("plannedOpensOn"),
            ClosesOn = session.IndexOf("closesOn"),
            PlannedClosesOn = session.IndexOf("plannedClosesOn"),
            DocumentsKnown = session.IndexOf("documentsKnown"),
        };
    }

    /// <summary>What follows when no document fulfils it and a session is named. A day that is not known has not come.</summary>
    public static Value OfSession(DateOnly? opens, DateOnly? closes, bool documentsKnown, bool before, DateOnly asOf)
    {
        var opened = HasCome(opens, asOf);
        var late = before ? opened : closes is { } last && last < asOf;
        if (late) return documentsKnown ? Value.Overdue : Value.Unknown;
        return opened ? Value.Due : Value.Upcoming;
    }

    /// <summary>What follows when no document fulfils it and no session is named. A date of no known form is none.</summary>
    public static Value OfDate(string? dueDate, DateOnly asOf) =>
        dueDate is null || LastDay(dueDate) is not { } last ? Value.Unscheduled : last < asOf ? Value.Unknown : Value.Upcoming;

    public static bool HasCome(DateOnly? day, DateOnly asOf) => day is { } known && known <= asOf;

    /// <summary>The last day of a year, month or day: <c>2025</c>, <c>2025-12</c>, <c>2025-12-31</c>.</summary>
    private static DateOnly? LastDay(string period)
    {
        var form = period.Length switch { 4 => "yyyy", 7 => "yyyy-MM", 10 => "yyyy-MM-dd", _ => null };
        if (form is null || !DateOnly.TryParseExact(period, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return null;
        return form.Length switch
        {
            4 => new(first.Year, 12, 31),
            7 => new(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)),
            _ => first,
        };
    }
}
