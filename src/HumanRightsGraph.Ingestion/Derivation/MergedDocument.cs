using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A fact and the language of the text that says it in these words.</summary>
internal readonly record struct InLanguage<T>(T Value, string Language);

/// <summary>
/// The texts of one document as one: the union of what they say, in the words of the first language in the order
/// en fr es ru zh ar that has them. Where two texts contradict each other the first one counts and a doubt says so.
/// </summary>
internal sealed class MergedDocument
{
    private readonly ImmutableArray<DocumentFacts> _texts;
    private readonly List<Doubt> _doubts = [];

    /// <param name="texts">At least one; of one symbol, one a language, in any order.</param>
    public MergedDocument(IEnumerable<DocumentFacts> texts)
    {
        _texts = [.. texts.OrderBy(t => Languages.IndexOf(t.Language)).ThenBy(t => t.Language, StringComparer.Ordinal)];
        Symbol = _texts[0].Symbol;
        Kind = Agreed<DocumentKind>("kind", t => t.Kind == DocumentKind.OTHER ? null : t.Kind) ?? DocumentKind.OTHER;
        Session = AgreedText("session", t => t.Session);
        Body = AgreedText("body", t => t.Body);
        DistributedOn = First(t => t.DistributedOn);
        AdoptedOn = Agreed("adopted.date", t => t.Adopted?.Date);
        Meeting = Agreed("adopted.meeting", t => t.Adopted?.Meeting);
        Vote = Agreed("adopted.vote", t => t.Adopted?.Vote);
        InFavour = Agreed("adopted.inFavour", t => t.Adopted?.InFavour);
        Against = Agreed("adopted.against", t => t.Adopted?.Against);
        Abstaining = Agreed("adopted.abstaining", t => t.Adopted?.Abstaining);
        Agreed("paragraphCount.preambular", t => t.ParagraphCount.Preambular);
        Agreed("paragraphCount.operative", t => t.ParagraphCount.Operative);
        Agreed("paragraphCount.numbered", t => t.ParagraphCount.Numbered);
        AgreedText("agendaItems", t => t.AgendaItems.IsEmpty ? null : string.Join(", ", t.AgendaItems.Order()));
        AgendaItems = [.. _texts.SelectMany(t => t.AgendaItems).Distinct().Order()];
        JobNumbers = [.. _texts.SelectMany(t => t.JobNumbers).Distinct(StringComparer.Ordinal)];
        PreparedBy = AgreedText("preparedBy", t => t.PreparedBy);
        Provisions = Union(t => t.Provisions, p => p.Paragraph);
        Cites = Union(t => t.Cites, c => (c.Symbol, c.Paragraph));
        CompareCitations();
        Instruments = Union(t => t.Instruments, i => (i.Id ?? i.Name, i.Paragraph));
        Mechanisms = [.. _texts.SelectMany(t => t.Mechanisms.Select(m => new InLanguage<MechanismMention>(m, t.Language)))];
        Mandates = MergedMandates.Merge(_texts, _doubts);
        MandateChanges = [.. Union(t => t.MandateChanges, c => (c.Paragraph, c.Mechanism, c.Change)).Select(c => c.Value)];
        FollowUp = [.. Union(t => t.FollowUp, f => (f.Paragraph, f.ConsiderAt)).Select(f => f.Value)];
        ReportsConsidered = [.. Union(t => t.ReportsConsidered, r => (r.Symbol, r.Paragraph)).Select(r => r.Value)];
        Fulfils = [.. Union(t => t.Fulfils, f => f).Select(f => f.Value)];
        Announces = [.. Union(t => t.Announces ?? [], a => (a.Symbol, a.RequestedBy, a.Paragraph)).Select(a => a.Value)];
        Sponsors = [.. Union(t => t.Sponsors ?? [], s => s.State).Select(s => s.Value)];
        CompareDecisions();
        Votes = MergeVotes();
        Titles = MergeTitles();
        AddReadingFindings();
    }

    public string Symbol { get; }
    public DocumentKind Kind { get; }
    public string? Session { get; }
    public string? Body { get; }
    public DateOnly? DistributedOn { get; }
    public DateOnly? AdoptedOn { get; }
    public int? Meeting { get; }
    public VoteKind? Vote { get; }
    public int? InFavour { get; }
    public int? Against { get; }
    public int? Abstaining { get; }
    public ImmutableArray<int> AgendaItems { get; }
    public ImmutableArray<string> JobNumbers { get; }
    public string? PreparedBy { get; }
    public ImmutableArray<InLanguage<Provision>> Provisions { get; }
    public ImmutableArray<InLanguage<Citation>> Cites { get; }
    public ImmutableArray<InLanguage<InstrumentMention>> Instruments { get; }
    /// <summary>All mentions of all texts: the names of a mechanism differ by language.</summary>
    public ImmutableArray<InLanguage<MechanismMention>> Mechanisms { get; }
    public ImmutableArray<MergedMandate> Mandates { get; }
    public ImmutableArray<MandateChange> MandateChanges { get; }
    public ImmutableArray<FollowUp> FollowUp { get; }
    public ImmutableArray<ReportConsidered> ReportsConsidered { get; }
    public ImmutableArray<Fulfilment> Fulfils { get; }
    /// <summary>Of an agenda: the documents it announces, and whose requests they answer.</summary>
    public ImmutableArray<Announcement> Announces { get; }
    public ImmutableArray<Sponsor> Sponsors { get; }
    /// <summary>States and positions, in the order of the lists.</summary>
    public ImmutableArray<(string State, string Position)> Votes { get; }
    public ImmutableSortedDictionary<string, string> Titles { get; }
    public IReadOnlyList<Doubt> Doubts => _doubts;
    public ImmutableArray<DocumentFacts> Texts => _texts;

    public bool IsDraft => Kind is DocumentKind.DRAFT_RESOLUTION or DocumentKind.DRAFT_DECISION;
    public bool IsAdopted => Kind is DocumentKind.RESOLUTION or DocumentKind.DECISION or DocumentKind.PRESIDENTIAL_STATEMENT;

    private T? First<T>(Func<DocumentFacts, T?> field) where T : struct
    {
        foreach (var text in _texts)
            if (field(text) is { } value) return value;
        return null;
    }

    private T? Agreed<T>(string name, Func<DocumentFacts, T?> field) where T : struct
    {
        AgreedText(name, t => field(t) is { } value ? value is DateOnly day ? $"{day:yyyy-MM-dd}" : value.ToString() : null);
        return First(field);
    }

    private string? AgreedText(string name, Func<DocumentFacts, string?> field)
    {
        string? first = null;
        List<string>? places = null;
        foreach (var text in _texts)
        {
            if (field(text) is not { } value) continue;
            if (first is null) (first, places) = (value, [Place(text, value)]);
            else if (value != first) places!.Add(Place(text, value));
        }
        if (places is { Count: > 1 })
            _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, name, $"The language versions disagree on {name}; the first one counts.", [.. places]));
        return first;
    }

    private ImmutableArray<InLanguage<T>> Union<T, TKey>(Func<DocumentFacts, ImmutableArray<T>> list, Func<T, TKey> key)
    {
        var seen = new HashSet<TKey>();
        var all = ImmutableArray.CreateBuilder<InLanguage<T>>();
        foreach (var text in _texts)
            foreach (var item in list(text))
                if (seen.Add(key(item))) all.Add(new InLanguage<T>(item, text.Language));
        return all.DrainToImmutable();
    }

    // A text whose footnotes were lost on the way can't contradict one that has them.
    private void CompareCitations()
    {
        if (_texts.Length < 2) return;
        var places = new SortedDictionary<string, List<(DocumentFacts Text, Citation Cite)>>(StringComparer.Ordinal);
        foreach (var text in _texts)
            foreach (var cite in text.Cites)
                (places.TryGetValue(cite.Symbol, out var list) ? list : places[cite.Symbol] = []).Add((text, cite));
        var texts = _texts.Select(t => (Text: t, Cited: t.Cites.Select(c => c.Symbol).ToHashSet(StringComparer.Ordinal), HasFootnotes: t.Cites.Any(IsFootnote))).ToList();
        foreach (var (symbol, at) in places)
        {
            var onlyFootnotes = at.All(p => IsFootnote(p.Cite));
            var silent = texts.Where(t => !t.Cited.Contains(symbol) && (t.HasFootnotes || !onlyFootnotes)).ToList();
            if (silent.Count > 0)
                _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"cites {symbol}", $"Not every language version cites {symbol}.",
                    [.. at.Select(p => Cited(p.Text, p.Cite)), .. silent.Select(t => Place(t.Text, "not cited"))]));
            var dated = at.Where(p => p.Cite.CitedDate is not null).ToList();
            if (dated.GroupBy(p => p.Text.Language).Select(g => string.Join(' ', g.Select(p => p.Cite.CitedDate).Distinct().Order())).Distinct(StringComparer.Ordinal).Count() > 1)
                _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"date of {symbol}", $"The language versions date {symbol} differently.", [.. dated.Select(p => Cited(p.Text, p.Cite))]));
        }

        static bool IsFootnote(Citation c) => c.Paragraph.StartsWith("fn", StringComparison.Ordinal);
        static string Cited(DocumentFacts text, Citation c) => Place(text, $"{c.Paragraph} {c.CitedDate:yyyy-MM-dd}".TrimEnd() + (c.Form.Length > 0 ? $" “{c.Form}”" : ""));
    }

    /// <summary>What two texts decide on one mandate, or on when they go on, differently; and what only one decides.</summary>
    private void CompareDecisions()
    {
        if (_texts.Length < 2) return;
        foreach (var change in _texts.SelectMany(t => t.MandateChanges.Select(c => (Text: t, Change: c))).GroupBy(c => (c.Change.Paragraph, c.Change.Mechanism, c.Change.Change)))
        {
            var silent = _texts.Where(t => change.All(c => c.Text != t)).ToList();
            if (silent.Count == 0 && change.Select(c => c.Change.Years).OfType<double>().Distinct().Count() < 2) continue;
            _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"{change.Key.Paragraph} {change.Key.Change} {change.Key.Mechanism}", $"The language versions disagree on what paragraph {change.Key.Paragraph} decides on a mandate; the first one counts.",
                [.. change.Select(c => Place(c.Text, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Change.Paragraph} {c.Change.Change} {c.Change.Mechanism} {c.Change.Years}").TrimEnd())), .. silent.Select(t => Place(t, $"{change.Key.Paragraph} none"))]));
        }
        foreach (var followUp in _texts.SelectMany(t => t.FollowUp.Select(f => (Text: t, FollowUp: f))).GroupBy(f => f.FollowUp.Paragraph))
            if (followUp.Select(f => f.FollowUp.ConsiderAt).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1)
                _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"{followUp.Key} considerAt", $"The language versions disagree on the session that paragraph {followUp.Key} names; the first one counts.",
                    [.. followUp.Select(f => Place(f.Text, $"{f.FollowUp.Paragraph} {f.FollowUp.ConsiderAt}"))]));
    }

    private ImmutableArray<(string, string)> MergeVotes()
    {
        var positions = new Dictionary<string, (string Position, DocumentFacts Text)>(StringComparer.Ordinal);
        var order = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var text in _texts)
        {
            if (text.Adopted is not { } adopted) continue;
            Count(text, "inFavour", adopted.InFavour, adopted.InFavourStates);
            Count(text, "against", adopted.Against, adopted.AgainstStates);
            Count(text, "abstaining", adopted.Abstaining, adopted.AbstainingStates);
            foreach (var (states, position) in (ReadOnlySpan<(ImmutableArray<string>, string)>)
                [(adopted.InFavourStates, "IN_FAVOUR"), (adopted.AgainstStates, "AGAINST"), (adopted.AbstainingStates, "ABSTAINING")])
                foreach (var state in states)
                {
                    if (positions.TryAdd(state, (position, text))) order.Add((state, position));
                    else if (positions[state] is var (first, by) && first != position)
                        _doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"vote {state}", $"{state} stands under two positions; the first one counts.",
                            [Place(by, first), Place(text, position)]));
                }
        }
        return order.DrainToImmutable();

        void Count(DocumentFacts text, string list, int? said, ImmutableArray<string> states)
        {
            if (said is { } number && !states.IsEmpty && number != states.Length)
                _doubts.Add(new Doubt(DoubtKind.VotesMiscounted, $"{text.Language} {list}", $"The text counts {number} votes ({list}) and lists {states.Length} States.", [Place(text, list)]));
        }
    }

    // What the extraction itself was not sure of.
    private void AddReadingFindings()
    {
        foreach (var text in _texts)
            foreach (var (finding, number) in text.Findings.Select((f, i) => (f, i + 1)))
                _doubts.Add(new Doubt(finding.Kind == "UNKNOWN_STATE" ? DoubtKind.StateUnknown : finding.Kind,
                    $"{text.Language} {number}", finding.Message, [Place(text, finding.Paragraph ?? "")]));
    }

    // A text knows its own language's title better than another that translates it.
    private ImmutableSortedDictionary<string, string> MergeTitles()
    {
        var titles = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in _texts)
            if (text.Title.TryGetValue(text.Language, out var own) && Languages.Contains(text.Language)) titles[text.Language] = own;
        foreach (var text in _texts)
            foreach (var (language, title) in text.Title)
                if (Languages.Contains(language)) titles.TryAdd(language, title);
        return titles.ToImmutable();
    }

    internal static string Place(DocumentFacts text, string what) => $"{text.Symbol}@{text.Language} {what}".TrimEnd();
}
