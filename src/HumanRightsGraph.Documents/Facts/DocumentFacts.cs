using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>
/// What one language version of a UN document says. It is what <c>hrgraph extract</c> prints, what a <c>Text</c> node
/// keeps in <c>facts</c>, and the form of the seed's documents; the graph is derived from it alone.
/// A value that is not in the text is null (or an empty list): nothing is guessed.
/// </summary>
public sealed record DocumentFacts
{
    /// <summary>The canonical symbol, such as <c>A/HRC/RES/53/13</c> or <c>A/HRC/58/53/Add.1</c>.</summary>
    public required string Symbol { get; init; }
    public required DocumentKind Kind { get; init; }
    /// <summary>One of <c>ar en es fr ru zh</c>.</summary>
    public required string Language { get; init; }
    /// <summary>The title by language code.</summary>
    public ImmutableSortedDictionary<string, string> Title { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    /// <summary>The body whose document it is: <c>HRC</c>, <c>GA</c>, <c>ECOSOC</c>, <c>SC</c>, <c>CHR</c>.</summary>
    public string? Body { get; init; }
    /// <summary>The session it was adopted at or submitted to, such as <c>HRC/53</c>, <c>HRC/S-30</c>, <c>GA/79</c>.</summary>
    public string? Session { get; init; }
    public DateRange? SessionDates { get; init; }
    public ImmutableArray<int> AgendaItems { get; init; } = [];
    public DateOnly? DistributedOn { get; init; }
    public string? OriginalLanguage { get; init; }
    /// <summary>Such as <c>GE.23-19841</c>.</summary>
    public ImmutableArray<string> JobNumbers { get; init; } = [];
    public Adoption? Adopted { get; init; }
    public ImmutableArray<Sponsor>? Sponsors { get; init; }
    public ParagraphCount ParagraphCount { get; init; } = new(null, null);
    public ImmutableArray<Provision> Provisions { get; init; } = [];
    public ImmutableArray<Citation> Cites { get; init; } = [];
    public ImmutableArray<InstrumentMention> Instruments { get; init; } = [];
    public ImmutableArray<MechanismMention> Mechanisms { get; init; } = [];
    public ImmutableArray<Mandate> Deliverables { get; init; } = [];
    public ImmutableArray<MandateChange> MandateChanges { get; init; } = [];
    public ImmutableArray<FollowUp> FollowUp { get; init; } = [];
    public ImmutableArray<ReportConsidered> ReportsConsidered { get; init; } = [];
    public ImmutableArray<Fulfilment> Fulfils { get; init; } = [];
    /// <summary>Of an annotated agenda: the documents that the body will have before it; null for every other kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Announcement>? Announces { get; init; }
    /// <summary>Who wrote it (a report), an id of <c>mechanisms.csv</c>.</summary>
    public string? PreparedBy { get; init; }
    /// <summary>Doubts that reading met; facts written without the field have none.</summary>
    public ImmutableArray<ReadingFinding> Findings { get => field.IsDefault ? [] : field; init; } = [];
}

public enum DocumentKind { RESOLUTION, DECISION, PRESIDENTIAL_STATEMENT, DRAFT_RESOLUTION, DRAFT_DECISION, REPORT, NOTE, AGENDA, OTHER }

public sealed record DateRange(DateOnly From, DateOnly To);

public enum VoteKind { WITHOUT_VOTE, RECORDED }

/// <summary>How and when a text was adopted; States as ISO 3166 alpha-3 codes, in the text's order.</summary>
public sealed record Adoption(DateOnly? Date, int? Meeting, VoteKind? Vote, int? InFavour, int? Against, int? Abstaining)
{
    public ImmutableArray<string> InFavourStates { get; init; } = [];
    public ImmutableArray<string> AgainstStates { get; init; } = [];
    public ImmutableArray<string> AbstainingStates { get; init; } = [];
}

/// <summary>A sponsor of a draft; <paramref name="NonMember"/> where the list marks it as no member of the body.</summary>
public sealed record Sponsor(string State, bool NonMember);

/// <summary>Both null for a text without such paragraphs (a report); <paramref name="Numbered"/> counts a report's.</summary>
public sealed record ParagraphCount(int? Preambular, int? Operative, int? Numbered = null);

/// <summary>One paragraph, without its sub-items' own entries: <c>PP4</c>, <c>OP9</c> (with its sub-items' text), a report's <c>¶12</c>.</summary>
/// <param name="Verb">The words it opens with ("回顾", "Requests"), for a preambular or operative paragraph.</param>
/// <param name="Text">The running text with line breaks of the layout removed; null where only the number is known.</param>
public sealed record Provision(string Paragraph, string? Verb, string? Text);

/// <summary>A document named at one place; <paramref name="Form"/> the words that name it.</summary>
/// <param name="Paragraph"><c>PP4</c>, <c>OP9</c>, <c>fn1</c>, <c>¶12</c> or <c>summary</c>.</param>
/// <param name="Anchor">For a footnote, the paragraph that carries its mark.</param>
public sealed record Citation(string Symbol, string Paragraph, string? Anchor, string Form, DateOnly? CitedDate = null, bool DateMismatch = false);

/// <summary>A treaty, declaration or agenda, by its name in the document's language, and its id where it is a known one.</summary>
public sealed record InstrumentMention(string Name, string Paragraph, string? Id = null);

public sealed record MechanismMention(string Id, string Name, string Kind, ImmutableArray<string> Paragraphs);

public enum DeliverableKind { REPORT, ORAL_UPDATE, PANEL, WORKSHOP, SEMINAR, CONSULTATION, STUDY, SUMMARY, COMPILATION, INFORMATION, OTHER }

public enum DueRule { BEFORE }

public enum Recurrence { ANNUAL, BIENNIAL, TRIENNIAL, QUINQUENNIAL, EVERY_SESSION, REGULAR }

/// <summary>One mandated deliverable: a product, a recipient, a named occasion.</summary>
/// <param name="Paragraph">The operative number as printed, without letter: <c>16</c>.</param>
/// <param name="Sub">The letter of the sub-item: <c>a</c>.</param>
/// <param name="Assignee">An id of <c>mechanisms.csv</c>.</param>
/// <param name="Recipient"><c>HRC</c>, <c>GA</c>, <c>ECOSOC</c> or null.</param>
/// <param name="DueSession">Such as <c>HRC/56</c>.</param>
/// <param name="DueDate">A year, a month or a day: <c>2025</c>, <c>2025-12</c>, <c>2025-12-31</c>.</param>
/// <param name="FirstDue">Of a recurring one, the session it starts at.</param>
/// <param name="Quote">The words that mandate it; null in facts that are not a text's own.</param>
/// <param name="Rule">The rule that found it.</param>
public sealed record Mandate(
    string Paragraph, string? Sub, string? Assignee, DeliverableKind Kind, int? Count, string? Recipient,
    string? DueSession, DueRule? DueRule, string? DueDate, string? FirstDue, Recurrence? Recurrence,
    string? Subject, string? Quote, double? Confidence, string? Rule = null);

public enum MandateChangeKind { CREATE, EXTEND, END, RENAME, MERGE }

public sealed record MandateChange(string Paragraph, string Mechanism, MandateChangeKind Change, double? Years);

public enum FollowUpKind { CONTINUE_CONSIDERATION, REMAIN_SEIZED }

public sealed record FollowUp(string Paragraph, string? ConsiderAt, FollowUpKind Kind);

/// <summary>A report that a paragraph takes note of; <paramref name="SubmittedTo"/> a session where said.</summary>
public sealed record ReportConsidered(string Symbol, string Paragraph, string? SubmittedTo);

/// <summary>The request this document answers; <paramref name="Paragraph"/> where the text names it (<c>OP3</c>).</summary>
public sealed record Fulfilment(string RequestedBy, string? Paragraph);

/// <summary>A document that an agenda announces; <paramref name="RequestedBy"/> and <paramref name="Paragraph"/> (<c>OP3</c>) where the agenda says who asked for it.</summary>
/// <param name="PreparedBy">Who wrote it, an id of <c>mechanisms.csv</c>.</param>
public sealed record Announcement(string Symbol, string? RequestedBy, string? Paragraph, string? PreparedBy);

/// <summary>A doubt: <c>LOOKALIKE</c> (a symbol spelled with other scripts' letters, normalised), <c>UNKNOWN_STATE</c> (a name in a list of States that is none known).</summary>
public sealed record ReadingFinding(string Kind, string Message, string? Paragraph);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, NewLine = "\n")]
[JsonSerializable(typeof(DocumentFacts))]
[JsonSerializable(typeof(IReadOnlyList<DocumentFacts>))]
internal sealed partial class FactsContext : JsonSerializerContext;

/// <summary>Facts as JSON, the same bytes for the same facts.</summary>
public static class FactsJson
{
    private static readonly FactsContext Compact = new(Options(indented: false));
    private static readonly FactsContext Indented = new(Options(indented: true));

    public static string Write(DocumentFacts facts) => JsonSerializer.Serialize(facts, Compact.DocumentFacts);
    public static string WriteIndented(IReadOnlyList<DocumentFacts> facts) => JsonSerializer.Serialize(facts, Indented.IReadOnlyListDocumentFacts);

    /// <exception cref="JsonException">The text is not facts; the message says where.</exception>
    public static DocumentFacts Read(string json) =>
        JsonSerializer.Deserialize(json, Compact.DocumentFacts) ?? throw new JsonException("The facts are null; expected an object.");

    private static JsonSerializerOptions Options(bool indented) => new(FactsContext.Default.Options)
    {
        WriteIndented = indented,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
