using System.Collections.Immutable;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A doubt or a contradiction that a document's facts hold; it becomes a <c>Finding</c>.</summary>
/// <param name="Kind">One of <see cref="DoubtKind"/>.</param>
/// <param name="Subject">What it is about (a field, a symbol, an id); with the document and the kind it makes the finding's id.</param>
/// <param name="Places">Text, paragraph and words, such as <c>A/HRC/RES/53/13@zh PP4: 2021-07-26</c>.</param>
public sealed record Doubt(string Kind, string Subject, string Message, ImmutableArray<string> Places)
{
    public string Id(string symbol) => $"{symbol}#{Kind}:{Subject}";
}

public static class DoubtKind
{
    /// <summary>Two language versions say different things.</summary>
    public const string LanguagesDisagree = "LANGUAGES_DISAGREE";
    /// <summary>A session that the calendar doesn't have.</summary>
    public const string SessionUnknown = "SESSION_UNKNOWN";
    /// <summary>A mechanism that the reference data doesn't have; it is a proposal until a person decides.</summary>
    public const string MechanismUnknown = "MECHANISM_UNKNOWN";
    /// <summary>A State's code that the reference data doesn't have.</summary>
    public const string StateUnknown = "STATE_UNKNOWN";
    /// <summary>The right number with a date that isn't the cited document's.</summary>
    public const string CitedDateMismatch = "CITED_DATE_MISMATCH";
    /// <summary>The number of votes isn't the number of States listed.</summary>
    public const string VotesMiscounted = "VOTES_MISCOUNTED";
    /// <summary>A report answers a request and two deliverables, or two reports, would fit.</summary>
    public const string FulfilmentAmbiguous = "FULFILMENT_AMBIGUOUS";
    /// <summary>A report names a paragraph of a request that mandates nothing there.</summary>
    public const string RequestNotFound = "REQUEST_NOT_FOUND";
    /// <summary>A person has decided on a deliverable that no text says any more.</summary>
    public const string DecisionWithoutText = "DECISION_WITHOUT_TEXT";
}
