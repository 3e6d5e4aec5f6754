using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A document that says it answers a request of another: what of its facts decides which deliverable it fulfils.</summary>
/// <param name="Paragraphs">The paragraphs it names (<c>OP3</c>), null among them where it names none.</param>
internal sealed record Answer(string Symbol, ImmutableArray<string?> Paragraphs, string? Session, string? PreparedBy)
{
    /// <summary>The answer that a document gives to one request, or null where it gives none.</summary>
    public static Answer? To(string request, MergedDocument document)
    {
        var paragraphs = document.Fulfils.Where(f => f.RequestedBy == request).Select(f => f.Paragraph).ToImmutableArray();
        return paragraphs.IsEmpty || document.Symbol == request ? null
            : new Answer(document.Symbol, paragraphs, document.Session, document.PreparedBy);
    }

    /// <summary>The answer that a session's agenda announces: together with what the document itself says, where it has a text.</summary>
    public static Answer Announced(string symbol, Answer? own, MergedDocument? document, string? session, IReadOnlyCollection<Announcement> announcements) =>
        new(symbol, [.. (own?.Paragraphs ?? []).Concat(announcements.Select(a => a.Paragraph)).Distinct()],
            document?.Session ?? session, document?.PreparedBy ?? announcements.Select(a => a.PreparedBy).FirstOrDefault(p => p is not null));
}

/// <summary>A deliverable as far as it decides which document fulfils it.</summary>
/// <param name="Kind">A name of <see cref="DeliverableKind"/>.</param>
internal sealed record Requested(string Id, string Place, string? Kind, string? Assignee, string? Session)
{
    public string Paragraph => Place.IndexOf('(') is > 0 and var letter ? Place[..letter] : Place;

    public static Requested Of(DerivedDeliverable deliverable) =>
        new(deliverable.Id, deliverable.Mandate.Place, deliverable.Facts.Kind.ToString(), deliverable.Facts.Assignee, deliverable.Session);

    public static Requested Of(GivenDeliverable deliverable) =>
        new(deliverable.Id.ToString(), deliverable.Id.Place, deliverable.Kind, deliverable.Assignee, deliverable.Session);
}

/// <summary>
/// Which documents answer a request, and which of its deliverables they fulfil: a pure function of the requesting
/// document's deliverables and of all the answers, so that it doesn't matter which document came last.
/// </summary>
internal static class Answers
{
    /// <param name="imported">Whether the requesting document has a text: without one nobody knows what it asks for.</param>
    public static GraphPart To(string request, bool imported, IReadOnlyList<Requested> deliverables, IEnumerable<Answer> answers)
    {
        var part = new GraphPart();
        var key = Labels.DocumentKey(request);
        var matching = new List<Answer>();
        var stated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in answers.OrderBy(a => a.Symbol, StringComparer.Ordinal))
        {
            var from = Labels.DocumentKey(answer.Symbol);
            var found = false;
            foreach (var paragraph in answer.Paragraphs.OfType<string>().Distinct())
            {
                var there = deliverables.Where(d => IsIn(d, paragraph)).ToList();
                var fits = there.Count > 1 ? Narrow(there, answer) : there;
                if (fits is [var one])
                {
                    found = true;
                    stated.Add(one.Id);
                    Fulfil(part, from, one, "STATED");
                }
                else if (imported)
                    Find(part, request, answer.Symbol, there.Count == 0 ? DoubtKind.RequestNotFound : DoubtKind.FulfilmentAmbiguous, paragraph,
                        there.Count == 0 ? $"{answer.Symbol} answers {paragraph} of {request}, which mandates no deliverable there."
                        : $"{answer.Symbol} answers {paragraph} of {request}, which mandates several deliverables there.", there.Select(d => d.Id));
            }
            if (found) continue;
            part.Relate(Relations.Answers, from, key);
            if (answer.Paragraphs.Contains(null) && !SymbolForm.IsSupplement(answer.Symbol)) matching.Add(answer);
        }
        Match(part, request, deliverables.Where(d => !stated.Contains(d.Id)).ToList(), matching);
        return part;
    }

    // Precision first: one report and one deliverable that fit each other and nothing else.
    private static void Match(GraphPart part, string request, List<Requested> open, List<Answer> answers)
    {
        var fits = answers.Select(a => (Answer: a, Deliverables: open.Where(d => Fits(d, a)).ToList())).Where(f => f.Deliverables.Count > 0).ToList();
        var wanted = fits.SelectMany(f => f.Deliverables).GroupBy(d => d.Id).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (answer, candidates) in fits)
        {
            if (candidates is [var one] && wanted[one.Id] == 1) Fulfil(part, Labels.DocumentKey(answer.Symbol), one, "MATCHED");
            else
                Find(part, request, answer.Symbol, DoubtKind.FulfilmentAmbiguous, "", candidates.Count > 1
                    ? $"{answer.Symbol} answers {request}, and several of its deliverables fit."
                    : $"{answer.Symbol} answers {request}, and another document fits the same deliverable.", candidates.Select(d => d.Id));
        }
    }

    private static bool Fits(Requested deliverable, Answer answer) =>
        deliverable.Session is not null && deliverable.Session == answer.Session
        && IsWritten(deliverable.Kind) && SameOffice(deliverable.Assignee, answer.PreparedBy);

    // What a report can be; a panel or an oral update leaves no document of its own.
    private static bool IsWritten(string? kind) =>
        kind is nameof(DeliverableKind.REPORT) or nameof(DeliverableKind.SUMMARY) or nameof(DeliverableKind.STUDY) or nameof(DeliverableKind.COMPILATION);

    // The High Commissioner's reports are written by the Office, and either is asked for what the other submits.
    private static bool SameOffice(string? asked, string? wrote) =>
        asked is not null && wrote is not null && (asked == wrote || IsHighCommissioner(asked) && IsHighCommissioner(wrote));

    private static bool IsHighCommissioner(string mechanism) => mechanism is "HIGH_COMMISSIONER" or "OHCHR";

    private static List<Requested> Narrow(List<Requested> candidates, Answer answer)
    {
        var ofSession = candidates.Where(d => d.Session is not null && d.Session == answer.Session).ToList();
        return ofSession.Count > 1 ? ofSession.Where(d => Fits(d, answer)).ToList() : ofSession;
    }

    /// <summary><c>OP16</c> and <c>16</c> are the paragraph with all its letters, <c>OP16(a)</c> the letter alone.</summary>
    private static bool IsIn(Requested deliverable, string paragraph)
    {
        var place = paragraph.StartsWith("OP", StringComparison.Ordinal) ? paragraph[2..] : paragraph;
        return deliverable.Place == place || deliverable.Paragraph == place;
    }

    private static void Fulfil(GraphPart part, NodeKey from, Requested deliverable, string source) =>
        part.Relate(Relations.Fulfils, from, new NodeKey(Labels.Deliverable, deliverable.Id), new Property("source", PropertyValue.Of(source)));

    private static void Find(GraphPart part, string request, string answer, string kind, string paragraph, string message, IEnumerable<string> deliverables)
    {
        var doubt = new Doubt(kind, paragraph.Length == 0 ? answer : $"{paragraph} {answer}", message, [answer, .. deliverables]);
        var key = new NodeKey(Labels.Finding, doubt.Id(request));
        part.Own(key, Labels.Finding,
            new("kind", PropertyValue.Of(doubt.Kind)), new("message", PropertyValue.Of(doubt.Message)), new("places", PropertyValue.Of(doubt.Places)));
        part.Relate(Relations.FoundIn, key, Labels.DocumentKey(request));
        part.Relate(Relations.FoundIn, key, Labels.DocumentKey(answer));
    }
}
