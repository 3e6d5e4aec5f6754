using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Facts.Mandates;
using HumanRightsGraph.Documents.Forms;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents;

/// <summary>
/// Turns a UN document into facts: bytes, text, structure, then one small reader a fact. What the document doesn't say stays null.
/// Bad input is an error in the result, never an exception. Time is linear in the text: some 30 ms of one core for a report of 50 KB.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest text read, in bytes or characters: a hundred times the longest report.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The error of a document of this many bytes.</summary>
    public static DocumentError TooLarge(long bytes) =>
        new("DOC_TOO_LARGE", $"The document has {bytes:N0} bytes; the limit is {MaxBytes:N0} (16 MiB of text).");

    /// <summary>Reads a document in any of its forms: plain text, Word, PDF, a web page.</summary>
    public static ExtractionResult Read(ReadOnlyMemory<byte> bytes, DocumentHints hints)
    {
        var (text, error) = TextOf(bytes, hints);
        return text is null ? Failed(error!) : Read(text, hints);
    }

    /// <summary>Reads plain text.</summary>
    public static ExtractionResult Read(string text, DocumentHints hints) => Read(new DocumentText(text, FileForm.Plain), hints);

    /// <summary>Reads the text of a document in any of its forms.</summary>
    public static ExtractionResult Read(DocumentText text, DocumentHints hints)
    {
        if (text.Text.Length > MaxBytes) return Failed(TooLarge(text.Text.Length));
        var (source, error) = DocumentForm.Lines(text);
        return source is null ? Failed(error!) : Read(source, hints);
    }

    /// <summary>The text of a document's file, which is all that reading it needs beside the hints.</summary>
    public static (DocumentText? Text, DocumentError? Error) TextOf(ReadOnlyMemory<byte> bytes, DocumentHints hints) =>
        bytes.Length == 0 ? (null, DocumentForm.Empty) : DocumentForm.Read(bytes, hints.FileName, hints.Limits);

    private static ExtractionResult Read(SourceText source, DocumentHints hints)
    {
        source = source with { Lines = [.. source.Lines.Select(l => l with { Content = RightToLeft.Logical(LetterForms.Plain(l.Content)) })] };
        var text = source.ToString();
        var code = hints.Language ?? LanguageGuess.Of(text);
        if (code is null) return Failed(NotRecognised("it is in none of the six official languages"));
        if (Language.Find(code) is not { } language)
            return Failed(!LanguageGuess.NamesTheUnitedNations(text)
                ? NotRecognised("it names neither the United Nations nor one of its bodies")
                : new("DOC_LANGUAGE_UNSUPPORTED", $"The document's language is '{code}', which is not read yet; {string.Join(", ", Language.Known)} are."));

        var furniture = PageFurniture.Remove(source);
        var named = OwnSymbol.FromFileName(hints.FileName);
        var (parts, complex) = StructureReader.Read(language, furniture.Text, DocumentSymbol.TryParse(hints.Symbol, out var given) ? given : named);
        if (parts is null) return Failed(DocumentForm.TooComplex(complex!));
        var front = parts.Front;
        if (!front.IsRecognised && named is null && furniture.Symbols.Count == 0 && furniture.JobNumbers.Count == 0)
            return Failed(NotRecognised("no UN body, session, document number or symbol stands at its beginning"));
        if (OwnSymbol.Find(hints, front, furniture.Symbols, front.Kind) is not { } symbol)
            return Failed(hints.Symbol is { Length: > 0 } wrong
                ? new("DOC_UNIDENTIFIED", $"The given symbol '{wrong}' is not a UN document symbol such as A/HRC/RES/53/13.")
                : new("DOC_UNIDENTIFIED", "The document's symbol is neither in its text (a header, or the number beside the title) nor in the file's name. Say it: for a file in a manifest (--manifest), as in {\"report.txt\": {\"symbol\": \"A/HRC/RES/53/13\"}}, for a text beside it."));
        return new Extraction(language, furniture, parts, symbol).Read();
    }

    private static DocumentError NotRecognised(string why) =>
        new("DOC_NOT_RECOGNISED", $"This is no UN document that can be read: {why}. Looked for the name of a body, its session, a number beside a title, a symbol such as A/HRC/53/1.");

    private static ExtractionResult Failed(DocumentError error) => new(null, error, []);
}

/// <summary>All facts of one document.</summary>
internal sealed class Extraction(Language language, PageFurniture furniture, DocumentParts parts, DocumentSymbol symbol)
{
    /// <summary>Ten times what any text here has asked for; each is kept with its words.</summary>
    private const int MostDeliverables = 2_000;

    private readonly List<Explanation> _explanations = [];

    public ExtractionResult Read()
    {
        var front = parts.Front;
        var kind = Kind(front);
        var body = symbol.Body ?? front.Body ?? "";
        var session = front.Session is { } s && body is "HRC" or "GA" or "CHR" ? $"{body}/{s}" : symbol.Session;
        var context = new DocumentContext(language, symbol.Value, kind, body, session, _explanations) { Date = front.AdoptedOn ?? front.SessionDates?.To };

        var cites = new Dictionary<string, IReadOnlyList<CitationReader.Found>>();
        var mechanismsAt = new Dictionary<string, IReadOnlyDictionary<int, string>>();
        var instruments = new List<InstrumentMention>();
        var (citations, mechanisms, names) = (new CitationReader(context), new MechanismReader(context, [.. Named(front.Title), .. Named(front.Author)], front.Title, parts.Paragraphs.SelectMany(p => p.Tokens).Where(t => t.Kind == TokenKind.Mechanism).Select(t => t.Value).ToHashSet()), new InstrumentReader(context));
        foreach (var place in InOrder())
        {
            cites[place.Label] = citations.Read(place);
            mechanismsAt[place.Label] = mechanisms.Read(place);
            instruments.AddRange(names.Read(place));
        }
        var allCites = InOrder().SelectMany(p => cites[p.Label]).Select(f => f.Citation).DistinctBy(c => (c.Symbol, c.Paragraph)).ToImmutableArray();
        var citesByPlace = allCites.ToLookup(c => c.Paragraph);
        var adoption = new AdoptionReader(language, name => context.Findings.Add(new("UNKNOWN_STATE", name, null)));
        var mandates = new MandateReader(context);
        var followUps = new FollowUpReader(context);
        var reports = new ReportsConsideredReader(context);
        var changed = new MandateChangeReader(context);
        // Before what is asked: "the mechanism" may be one that the text creates.
        ImmutableArray<MandateChange> changes = context.IsReport ? [] : [.. parts.Paragraphs.SelectMany(p => changed.Read(p, mechanismsAt[p.Label]))];
        context.Established = [.. changes.Where(c => c.Change == MandateChangeKind.CREATE).Select(c => c.Mechanism)];

        var facts = new DocumentFacts
        {
            Symbol = symbol.Value,
            Kind = kind,
            Language = language.Code,
            Title = front.Title is { } title ? ImmutableSortedDictionary<string, string>.Empty.Add(language.Code, title) : ImmutableSortedDictionary<string, string>.Empty,
            Body = body is "HRC" or "GA" or "ECOSOC" or "SC" or "CHR" ? body : null,
            Session = session,
            SessionDates = front.SessionDates,
            AgendaItems = [.. front.AgendaItems],
            DistributedOn = front.DistributedOn,
            OriginalLanguage = front.OriginalLanguage,
            JobNumbers = [.. furniture.JobNumbers],
            Adopted = context.IsReport || kind is DocumentKind.DRAFT_RESOLUTION or DocumentKind.DRAFT_DECISION ? null : adoption.Read(parts.Adoption, front.AdoptedOn, front.Meeting),
            Sponsors = front.Sponsors is { } sponsors ? adoption.Sponsors(sponsors) : null,
            ParagraphCount = Count(context),
            Provisions = [.. parts.Paragraphs.Where(p => p.Kind is not (ParagraphKind.Summary or ParagraphKind.Annex)).Select(Provision)],
            Cites = allCites,
            Instruments = [.. instruments],
            Mechanisms = mechanisms.Mentions,
            Deliverables = context.IsReport ? [] : [.. mandates.Read(parts.Paragraphs, mechanismsAt).Take(MostDeliverables + 1)],
            MandateChanges = changes,
            FollowUp = context.IsReport ? [] : [.. parts.Paragraphs.SelectMany(followUps.Read)],
            ReportsConsidered = context.IsReport ? [] : [.. parts.Paragraphs.SelectMany(p => reports.Read(p, citesByPlace))],
            Fulfils = context.IsReport && kind != DocumentKind.AGENDA ? [.. new FulfilmentReader(context).Read(parts.Paragraphs, cites)] : [],
            Announces = kind == DocumentKind.AGENDA ? [.. new AnnouncementReader(context).Read(parts.Paragraphs, cites, mechanismsAt)] : null,
            PreparedBy = Named(front.Author).FirstOrDefault(),
        };
        if (facts.Deliverables.Length > MostDeliverables) return new(null, DocumentForm.TooComplex($"it asks for more than {MostDeliverables:N0} deliverables, the limit"), []);
        return new(facts with { Findings = [.. context.Findings] }, null, _explanations);
    }

    /// <summary>A footnote is read after the paragraph that carries its mark, so that what was named before is known in it.</summary>
    private IEnumerable<Paragraph> InOrder()
    {
        var byAnchor = parts.Footnotes.Where(f => f.Anchor is not null).ToLookup(f => f.Anchor!);
        foreach (var paragraph in parts.Paragraphs)
        {
            yield return paragraph;
            foreach (var note in byAnchor[paragraph.Label]) yield return note;
        }
        foreach (var note in parts.Footnotes)
            if (note.Anchor is null) yield return note;
    }

    /// <summary>What the heading says goes before the symbol's form; a text without either is a report where it has an author or numbered paragraphs.</summary>
    private DocumentKind Kind(FrontMatter front)
    {
        if (symbol.Kind == DocumentKind.DRAFT_RESOLUTION) return front.Kind is DocumentKind.DRAFT_DECISION ? DocumentKind.DRAFT_DECISION : DocumentKind.DRAFT_RESOLUTION;
        if (symbol.Kind != DocumentKind.OTHER || symbol.IsCorrigendum) return symbol.Kind;
        if (front.Kind is null && front.Number is not null && parts.Paragraphs.Any(p => p.Kind == ParagraphKind.Operative)) return DocumentKind.RESOLUTION;
        return front.Kind ?? (parts.Paragraphs.Any(p => p.Kind is ParagraphKind.Numbered or ParagraphKind.Summary) ? DocumentKind.REPORT : DocumentKind.OTHER);
    }

    private ParagraphCount Count(DocumentContext context) => context.Kind == DocumentKind.OTHER || context is { Kind: DocumentKind.PRESIDENTIAL_STATEMENT, Body: "SC" } && !parts.HasNumbers ? new(null, null, null) : context.IsReport
        ? new(null, null, parts.Paragraphs.Count(p => p.Kind == ParagraphKind.Numbered))
        : new(parts.Paragraphs.Count(p => p.Kind == ParagraphKind.Preambular), parts.Paragraphs.Count(p => p.Kind == ParagraphKind.Operative));

    private Provision Provision(Paragraph paragraph) =>
        new(paragraph.Label, paragraph.Kind == ParagraphKind.Numbered ? null : Verb(paragraph), paragraph.Text.Printed);

    private string? Verb(Paragraph paragraph) => ParagraphVerb.Read(language, paragraph.Match).Verb;

    /// <summary>Mechanisms that a title or an author's line names.</summary>
    private List<string> Named(string? words) => words is null ? [] :
        [.. Tokenizer.Read(language, RunningText.Of(words, [])).Where(t => t.Kind == TokenKind.Mechanism && language.Mechanisms.ContainsKey(t.Value)).Select(t => t.Value)];
}
