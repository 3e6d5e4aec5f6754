using System.Collections.Immutable;
using System.Globalization;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// The part of the graph that one document's texts say: a pure function of their facts, of the reference data and of
/// the ids its deliverables already have. What needs another document's facts as well (who answers its requests) is
/// <see cref="Answers"/>.
/// </summary>
internal sealed class DocumentGraph
{
    private readonly MergedDocument _document;
    private readonly ReferenceData _reference;
    private readonly NodeKey _key;
    private readonly List<Doubt> _doubts;
    private readonly HashSet<NodeKey> _unknown = [];

    private DocumentGraph(MergedDocument document, ReferenceData reference)
    {
        _document = document;
        _reference = reference;
        _key = Labels.DocumentKey(document.Symbol);
        _doubts = [.. document.Doubts];
        Titles = TitlesOf(document, reference);
    }

    public MergedDocument Merged => _document;
    public GraphPart Part { get; } = new();
    public ImmutableArray<DerivedDeliverable> Deliverables { get; private set; } = [];
    /// <summary>The names that texts give to mechanisms and instruments which the reference data doesn't have.</summary>
    public Proposals Proposals { get; } = new();
    public IReadOnlyList<Doubt> Doubts => _doubts;
    /// <summary>By language; the seed's where no text gives one.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; }

    public static IReadOnlyDictionary<string, string> TitlesOf(MergedDocument document, ReferenceData reference)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in Languages.InOrder)
            if ((document.Titles.GetValueOrDefault(language) ?? reference.Titles.OfDocument(document.Symbol, language)) is { } title)
                titles.Add(language, title);
        return titles;
    }

    /// <param name="texts">At least one; one a language.</param>
    /// <param name="given">The deliverables of this document that the graph already has.</param>
    /// <param name="adoptedAs">Of a draft, the text it became: then its deliverables don't count.</param>
    public static DocumentGraph Of(
        IReadOnlyCollection<TextVersion> texts, ReferenceData reference,
        IEnumerable<GivenDeliverable>? given = null, string? adoptedAs = null)
    {
        var graph = new DocumentGraph(new MergedDocument(texts.Select(t => t.Facts)), reference);
        graph.AddDocument();
        graph.AddTexts(texts);
        graph.AddOccasion();
        graph.AddProvisions();
        graph.AddMentions();
        graph.AddStates();
        graph.AddSeries(adoptedAs);
        if (adoptedAs is null) graph.AddDeliverables(given ?? []);
        graph.AddFindings();
        return graph;
    }

    private void AddDocument()
    {
        var d = _document;
        var titles = Titles;
        Part.Own(_key, SymbolForm.NodeType(d.Kind, d.Symbol),
        [
            new("symbol", PropertyValue.Of(d.Symbol)),
            new("number", PropertyValue.Of(SymbolForm.Number(d.Symbol))),
            new("title", Localization.First(language => PropertyValue.Of(titles.GetValueOrDefault(language)))),
            .. Languages.InOrder.Select(language => new Property($"title_{language}", PropertyValue.Of(titles.GetValueOrDefault(language)))),
            new("publishedOn", PropertyValue.Of(d.DistributedOn)),
            new("jobNumbers", d.JobNumbers.IsEmpty ? PropertyValue.Null : PropertyValue.Of(d.JobNumbers)),
            new("adoptedOn", PropertyValue.Of(d.AdoptedOn)),
            new("meeting", Int(d.Meeting)),
            new("vote", PropertyValue.Of(d.Vote?.ToString())),
            new("inFavour", Int(d.InFavour)),
            new("against", Int(d.Against)),
            new("abstaining", Int(d.Abstaining)),
        ]);
    }

    private void AddTexts(IEnumerable<TextVersion> texts)
    {
        foreach (var text in texts)
        {
            var key = new NodeKey(Labels.Text, text.Id);
            Part.Own(key, Labels.Text,
                new("language", PropertyValue.Of(text.Language)), new("format", PropertyValue.Of(text.Format)),
                new("sha256", PropertyValue.Of(text.Sha256)), new("extractor", PropertyValue.Of(text.Extractor)),
                new("facts", PropertyValue.Of(FactsJson.Write(text.Facts))));
            Part.Relate(Relations.TextOf, key, _key);
        }
    }

    private void AddOccasion()
    {
        if (_document.Session is { } session)
            Part.Relate(_document.IsAdopted ? Relations.AdoptedAt : Relations.SubmittedTo, _key, Session(session));
        if (HasStandingAgenda(_document.Session))
            foreach (var item in _document.AgendaItems)
            {
                var key = new NodeKey(Labels.AgendaItem, string.Create(CultureInfo.InvariantCulture, $"HRC/item/{item}"));
                Part.Share(key, Labels.AgendaItem, new Property("number", Int(item)));
                Part.Relate(Relations.UnderItem, _key, key);
            }
        foreach (var followUp in _document.FollowUp)
            if (followUp.ConsiderAt is { } at)
                Part.Relate(Relations.ConsidersAt, _key, Session(at), Paragraph(followUp.Paragraph));
        foreach (var report in _document.ReportsConsidered)
            if (report.SubmittedTo is { } at)
                Part.Relate(Relations.ConsidersAt, _key, Session(at), Paragraph(report.Paragraph));
    }

    // The Council's ten items stand since resolution 5/1 (June 2007): its first five sessions, and special ones, had others.
    private static bool HasStandingAgenda(string? session) =>
        session is not null && SessionId.Parse(session) is { Body: "HRC", IsRegular: true, Number: >= 6 };

    private void AddProvisions()
    {
        foreach (var (provision, language) in _document.Provisions)
        {
            var (kind, stem) = provision.Paragraph switch
            {
                ['P', 'P', .. var rest] => ("PREAMBULAR", rest),
                ['O', 'P', .. var rest] => ("OPERATIVE", rest),
                ['¶', .. var rest] => ("NUMBERED", rest),
                _ => ("", ""),
            };
            if (kind.Length == 0) continue;
            var key = new NodeKey(Labels.Provision, $"{_document.Symbol}#{(kind == "NUMBERED" ? stem : provision.Paragraph)}");
            Part.Own(key, Labels.Provision,
                new("number", LeadingNumber(stem)), new("kind", PropertyValue.Of(kind)), new("verb", PropertyValue.Of(provision.Verb)),
                new("text", PropertyValue.Of(provision.Text)), new("language", PropertyValue.Of(language)));
            Part.Relate(Relations.HasProvision, _key, key);
        }
    }

    /// <summary>The UN's own texts date resolutions wrongly at times: the number is right, and the day lies outside the session it belongs to.</summary>
    private bool IsOutsideItsSession(Citation cite) =>
        cite.CitedDate is { } day && SymbolForm.Number(cite.Symbol) is not null
        && DocumentSymbol.TryParse(cite.Symbol, out var symbol) && symbol.Session is { } session && _reference.Calendar.Excludes(session, day);

    private void AddMentions()
    {
        foreach (var (cite, language) in _document.Cites)
        {
            if (cite.Symbol == _document.Symbol) continue; // a header or a title, not a citation
            var mismatch = cite.DateMismatch || IsOutsideItsSession(cite);
            Part.Relate(Relations.Cites, _key, Document(cite.Symbol), Paragraph(cite.Paragraph),
                new("form", PropertyValue.Of(cite.Form)), new("citedDate", PropertyValue.Of(cite.CitedDate)),
                new("dateMismatch", mismatch ? PropertyValue.Of(true) : PropertyValue.Null));
            if (mismatch)
                _doubts.Add(new Doubt(DoubtKind.CitedDateMismatch, $"{cite.Paragraph} {cite.Symbol}",
                    $"{cite.Symbol} is cited with {(cite.CitedDate is { } day ? $"the date {day:yyyy-MM-dd}" : "a date")} that isn't its own.",
                    [$"{_document.Symbol}@{language} {cite.Paragraph}: {cite.Form}"]));
        }
        foreach (var (instrument, language) in _document.Instruments)
            Part.Relate(Relations.Invokes, _key, Instrument(instrument, language), Paragraph(instrument.Paragraph));
        foreach (var (mention, language) in _document.Mechanisms)
        {
            var key = Mechanism(mention.Id, mention.Name, mention.Kind, language, mention.Paragraphs.FirstOrDefault());
            foreach (var paragraph in mention.Paragraphs)
                Part.Relate(Relations.Mentions, _key, key, Paragraph(paragraph));
        }
        if (_document.PreparedBy is { } author)
            Part.Relate(Relations.PreparedBy, _key, Mechanism(author));
        foreach (var change in _document.MandateChanges)
            Part.Relate(change.Change switch
            {
                MandateChangeKind.CREATE => Relations.Creates,
                MandateChangeKind.EXTEND => Relations.Extends,
                MandateChangeKind.END => Relations.Ends,
                MandateChangeKind.RENAME => Relations.Renames,
                _ => Relations.Merges,
            }, _key, Mechanism(change.Mechanism), Paragraph(change.Paragraph), new Property("years", PropertyValue.Of(change.Years)));
    }

    private void AddStates()
    {
        foreach (var (state, position) in _document.Votes)
            Part.Relate(Relations.Voted, State(state), _key, new Property("position", PropertyValue.Of(position)));
        foreach (var sponsor in _document.Sponsors)
            Part.Relate(Relations.Sponsored, State(sponsor.State), _key, new Property("member", PropertyValue.Of(!sponsor.NonMember)));
    }

    private void AddSeries(string? adoptedAs)
    {
        if (SymbolForm.Revised(_document.Symbol) is { } revised) Part.Relate(Relations.Revises, _key, Document(revised));
        if (SymbolForm.AddedTo(_document.Symbol) is { } main) Part.Relate(Relations.AddsTo, _key, Document(main));
        if (adoptedAs is not null) Part.Relate(Relations.AdoptedAs, _key, Document(adoptedAs));
    }

    private void AddDeliverables(IEnumerable<GivenDeliverable> given)
    {
        var terms = _document.MandateChanges.Where(c => c is { Years: > 0, Change: MandateChangeKind.CREATE or MandateChangeKind.EXTEND })
            .GroupBy(c => c.Mechanism, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(c => c.Years!.Value), StringComparer.Ordinal);
        Deliverables = DeliverableIds.Assign(_document.Symbol, _document.Mandates, _reference.Calendar, given, terms);
        foreach (var deliverable in Deliverables)
        {
            var facts = deliverable.Facts;
            var key = new NodeKey(Labels.Deliverable, deliverable.Id);
            Part.Own(key, Labels.Deliverable,
                new("paragraph", PropertyValue.Of(facts.Paragraph)), new("sub", PropertyValue.Of(facts.Sub)),
                new("kind", PropertyValue.Of(facts.Kind.ToString())), new("title", PropertyValue.Of(DeliverableTitle.Of(deliverable.Mandate, _document.Symbol, Titles, _reference.Titles))),
                new("count", Int(facts.Count)), new("recipient", PropertyValue.Of(facts.Recipient)),
                new("recurrence", PropertyValue.Of(facts.Recurrence?.ToString())), new("firstDue", PropertyValue.Of(facts.FirstDue)),
                new("dueRule", PropertyValue.Of(facts.DueRule?.ToString())), new("dueDate", PropertyValue.Of(facts.DueDate)),
                new("quote", PropertyValue.Of(facts.Quote)), new("language", PropertyValue.Of(deliverable.Mandate.Language)),
                new("rule", PropertyValue.Of(facts.Rule)), new("confidence", PropertyValue.Of(facts.Confidence)),
                new("review", PropertyValue.Of("PROPOSED")));
            Part.Relate(Relations.Mandates, _key, key);
            if (deliverable.Session is { } session) Part.Relate(Relations.DueAt, key, Session(session));
            if (facts.Assignee is { } assignee) Part.Relate(Relations.AssignedTo, key, Mechanism(assignee));
        }
    }

    private void AddFindings()
    {
        foreach (var doubt in _doubts)
        {
            var key = new NodeKey(Labels.Finding, doubt.Id(_document.Symbol));
            Part.Own(key, Labels.Finding,
                new("kind", PropertyValue.Of(doubt.Kind)), new("message", PropertyValue.Of(doubt.Message)), new("places", PropertyValue.Of(doubt.Places)));
            Part.Relate(Relations.FoundIn, key, _key);
        }
    }

    private NodeKey Document(string symbol)
    {
        var key = Labels.DocumentKey(symbol);
        if (symbol != _document.Symbol) Stubs.Document(Part, symbol);
        return key;
    }

    private NodeKey Session(string id)
    {
        var key = Labels.SessionKey(id);
        if (_reference.Contains(key)) return key;
        Stubs.Session(Part, id);
        if (_unknown.Add(key))
            _doubts.Add(new Doubt(DoubtKind.SessionUnknown, id, $"The calendar has no session {id}.", [_document.Symbol]));
        return key;
    }

    private NodeKey Mechanism(string id, string? name = null, string? kind = null, string? language = null, string? paragraph = null)
    {
        if (id.Length == 0) id = $"{language}:{name}";
        var key = Labels.MechanismKey(id);
        if (_reference.Contains(key)) return key;
        Part.Share(key, Labels.Mechanism);
        if (Proposals.Add(key, name, kind, language))
            _doubts.Add(new Doubt(DoubtKind.MechanismUnknown, id, $"The mechanism \"{name ?? id}\" is not known; it is proposed for review.",
                [paragraph is null ? _document.Symbol : $"{_document.Symbol} {paragraph}"]));
        return key;
    }

    private NodeKey Instrument(InstrumentMention mention, string language)
    {
        var key = new NodeKey(Labels.Instrument, mention.Id ?? $"{language}:{mention.Name}");
        if (_reference.Contains(key)) return key;
        Part.Share(key, Labels.Instrument);
        Proposals.Add(key, mention.Name, null, language);
        return key;
    }

    private NodeKey State(string code)
    {
        var key = new NodeKey(Labels.State, code);
        if (_reference.Contains(key)) return key;
        Part.Share(key, Labels.State);
        if (_unknown.Add(key))
            _doubts.Add(new Doubt(DoubtKind.StateUnknown, code, $"The code {code} is no State's in the reference data.", [_document.Symbol]));
        return key;
    }

    private static Property Paragraph(string paragraph) => new("paragraph", PropertyValue.Of(paragraph));

    private static PropertyValue Int(int? value) => PropertyValue.Of((long?)value);

    private static PropertyValue LeadingNumber(string text)
    {
        var digits = 0;
        while (digits < text.Length && digits < 9 && char.IsAsciiDigit(text[digits])) digits++;
        return digits == 0 ? PropertyValue.Null : PropertyValue.Of(long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture));
    }
}
