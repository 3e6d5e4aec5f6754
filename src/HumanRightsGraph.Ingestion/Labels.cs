using HumanRightsGraph.Graph.Changes;

namespace HumanRightsGraph.Ingestion;

/// <summary>The key labels of <c>schema.graphql</c> that ingestion writes.</summary>
internal static class Labels
{
    public const string AgendaItem = "AgendaItem";
    public const string Body = "Body";
    public const string Deliverable = "Deliverable";
    public const string Document = "Document";
    public const string Finding = "Finding";
    public const string Instrument = "Instrument";
    public const string Mechanism = "Mechanism";
    public const string Provision = "Provision";
    public const string Session = "Session";
    public const string State = "State";
    public const string Text = "Text";

    public static NodeKey DocumentKey(string symbol) => new(Document, symbol);
    public static NodeKey SessionKey(string id) => new(Session, id);
    public static NodeKey MechanismKey(string id) => new(Mechanism, id);
}

/// <summary>The relationship types of <c>schema.graphql</c> that ingestion writes.</summary>
internal static class Relations
{
    public const string AddsTo = "ADDS_TO";
    public const string AdoptedAs = "ADOPTED_AS";
    public const string AdoptedAt = "ADOPTED_AT";
    public const string Answers = "ANSWERS";
    public const string AssignedTo = "ASSIGNED_TO";
    public const string Cites = "CITES";
    public const string ConsidersAt = "CONSIDERS_AT";
    public const string Creates = "CREATES";
    public const string DueAt = "DUE_AT";
    public const string Ends = "ENDS";
    public const string Extends = "EXTENDS";
    public const string Follows = "FOLLOWS";
    public const string FoundIn = "FOUND_IN";
    public const string Fulfils = "FULFILS";
    public const string HasProvision = "HAS_PROVISION";
    public const string Invokes = "INVOKES";
    public const string Mandates = "MANDATES";
    public const string Mentions = "MENTIONS";
    public const string Merges = "MERGES";
    public const string PreparedBy = "PREPARED_BY";
    public const string Renames = "RENAMES";
    public const string Revises = "REVISES";
    public const string SessionOf = "SESSION_OF";
    public const string Sponsored = "SPONSORED";
    public const string SubmittedTo = "SUBMITTED_TO";
    public const string TextOf = "TEXT_OF";
    public const string UnderItem = "UNDER_ITEM";
    public const string Voted = "VOTED";

    /// <summary>Outgoing from a document and derived from its own texts alone (FULFILS, ANSWERS and FOLLOWS need both documents).</summary>
    public static readonly IReadOnlySet<string> OfOwnTexts = new HashSet<string>(StringComparer.Ordinal)
    {
        AddsTo, AdoptedAs, AdoptedAt, Cites, ConsidersAt, Creates, Ends, Extends, HasProvision, Invokes, Mandates,
        Mentions, Merges, PreparedBy, Renames, Revises, SubmittedTo, UnderItem,
    };
}
