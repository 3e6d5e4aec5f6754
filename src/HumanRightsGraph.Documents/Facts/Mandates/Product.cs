namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>A session or a body that a product goes to.</summary>
/// <param name="Session">Such as <c>HRC/56</c>; null where only the body, or every session of it, is named.</param>
internal readonly record struct Occasion(string? Recipient, string? Session, bool Before, bool Starts, bool Every, int Position);

/// <summary>A product or an event that is asked for, while its paragraph is read: later clauses give it sessions.</summary>
internal sealed class Product
{
    /// <summary>A sentence that is longer is told by the words around the product: many products of one sentence would each have all of it.</summary>
    private const int LongestQuote = 16_000;
    private const int QuotedBefore = 200;
    private const int QuotedBehind = 400;

    public required string Paragraph { get; init; }
    public required string? Sub { get; init; }
    public required DeliverableKind Kind { get; set; }
    public required Request Request { get; set; }
    public required string Rule { get; set; }
    public int? Count { get; set; }
    public Recurrence? Recurrence { get; set; }
    /// <summary>The rhythm is an adjective of an event, or of a report that comes anyway: "the annual panel discussion, at its fifty-seventh session" is one occasion of it.</summary>
    public bool IsOccasion { get; init; }
    /// <summary>Bodies named before this place hear of it without that rhythm.</summary>
    public int RhythmFrom { get; init; }
    public string? DueDate { get; set; }
    /// <summary>Further years or days: one entry each.</summary>
    public IReadOnlyList<string> FurtherDates { get; init; } = [];
    public string? Subject { get; init; }
    public bool Continues { get; set; }
    /// <summary>It is one named before that nobody asked for here, or information: without a time it is no deliverable.</summary>
    public bool NeedsTime { get; init; }
    public int QuoteStart { get; init; }
    public int QuoteEnd { get; set; }
    public int Position { get; init; }
    public List<Occasion> Occasions { get; } = [];
    public required Structure.Paragraph Source { get; init; }

    /// <summary>It is held, whatever its kind is called.</summary>
    public bool IsHeld { get; init; }
    public bool IsEvent => IsHeld || Kind is DeliverableKind.PANEL or DeliverableKind.WORKSHOP or DeliverableKind.SEMINAR or DeliverableKind.CONSULTATION;
    public bool IsDocument => Kind is DeliverableKind.REPORT or DeliverableKind.SUMMARY or DeliverableKind.STUDY or DeliverableKind.COMPILATION;
    /// <summary>It has a time that no calendar here resolves: another's session, a period behind an event.</summary>
    public bool AtAnothersSession { get; set; }
    public bool HasTime => AtAnothersSession || Recurrence is not null || DueDate is not null || Occasions.Any(o => o.Session is not null || o.Every) || Continues && Occasions.Count > 0;

    /// <summary>One entry an occasion: each session, and each body that no session is named of.</summary>
    public IEnumerable<Mandate> Entries()
    {
        var recurrence = Occasions.Any(o => o.Every) ? Facts.Recurrence.EVERY_SESSION : Recurrence;
        var recipients = Occasions.Where(o => o.Recipient is not null).Select(o => o.Recipient).Distinct().ToList();
        if (recurrence is null && Continues && recipients.Count > 0 && Occasions.All(o => o.Session is null)) recurrence = Facts.Recurrence.REGULAR;
        var sessions = Occasions.Where(o => o.Session is not null).DistinctBy(o => o.Session).ToList();
        // "at each of its sessions, and before the end of 2023 and 2024": the dates are further ones.
        if (recurrence == Facts.Recurrence.EVERY_SESSION && sessions.Count == 0 && DueDate is not null && FurtherDates.Count > 0)
        {
            yield return Entry(recipients.FirstOrDefault(), null, false, recurrence, false) with { DueDate = null };
            foreach (var date in FurtherDates.Prepend(DueDate)) yield return Entry(recipients.FirstOrDefault(), null, false, null, false) with { DueDate = date };
            yield break;
        }
        var once = IsOccasion && !sessions.Any(o => o.Starts);
        foreach (var occasion in sessions)
            yield return Entry(occasion.Recipient, occasion.Session, occasion.Before, once ? null : recurrence, occasion.Starts || sessions.Count(o => o.Recipient == occasion.Recipient) == 1);
        foreach (var recipient in recipients)
            if (sessions.All(o => o.Recipient != recipient)) yield return Entry(recipient, null, false, RhythmFrom > Occasions.Find(o => o.Recipient == recipient).Position ? null : recurrence, false);
        if (sessions.Count == 0 && recipients.Count == 0) yield return Entry(null, null, false, recurrence, false);
        foreach (var date in FurtherDates) yield return Entry(recipients.FirstOrDefault(), null, false, recurrence, false) with { DueDate = date };
    }

    private Mandate Entry(string? recipient, string? session, bool before, Recurrence? recurrence, bool first) =>
        new(Paragraph, Sub, Request.Assignee, Kind, Count, recipient is "HRC" or "GA" or "ECOSOC" ? recipient : null, session, before ? DueRule.BEFORE : null, session is null ? DueDate : null,
            recurrence is not null && first ? session : null, recurrence, Subject, Quote(), Confidence(session, recurrence), Rule);

    private string Quote()
    {
        if (QuoteEnd - QuoteStart <= LongestQuote) return Source.Text.Quote(QuoteStart, QuoteEnd);
        var (text, at) = (Source.Match, Math.Clamp(Position, QuoteStart, QuoteEnd));
        var (start, end) = (Math.Max(QuoteStart, at - QuotedBefore), Math.Min(QuoteEnd, at + QuotedBehind));
        return Source.Text.Quote(char.IsLowSurrogate(text[start]) ? start + 1 : start, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end);
    }

    private double Confidence(string? session, Recurrence? recurrence)
    {
        var confidence = session is not null ? 0.95 : recurrence is not null || DueDate is not null ? 0.85 : 0.65;
        if (Request.Force is "ENCOURAGE" or "CALL") confidence -= 0.15;
        if (Kind is DeliverableKind.INFORMATION or DeliverableKind.OTHER) confidence -= 0.1;
        return Math.Round(confidence, 2);
    }
}
