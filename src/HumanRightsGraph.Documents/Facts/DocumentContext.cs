using HumanRightsGraph.Documents.Languages;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>What every reader of facts knows of the document.</summary>
/// <param name="Body">The body whose document it is; "the Council" alone is this one.</param>
/// <param name="Session">Its session, such as <c>HRC/53</c>.</param>
internal sealed record DocumentContext(Language Language, string Symbol, DocumentKind Kind, string Body, string? Session, List<Explanation> Explanations)
{
    /// <summary>The session's number, of a regular session.</summary>
    public int? SessionNumber => Session is { } s && int.TryParse(s.AsSpan(s.IndexOf('/') + 1), out var n) ? n : null;

    public bool IsReport => Kind is DocumentKind.REPORT or DocumentKind.NOTE or DocumentKind.AGENDA or DocumentKind.OTHER;

    /// <summary>A body's code; <c>OWN</c> is the body whose document this is.</summary>
    public string BodyOf(string value) => value == "OWN" ? Body is "HRC" or "ECOSOC" or "SC" ? Body : LastCouncil ?? "HRC" : value;

    /// <summary>The day it is of: what lies before it is told, not asked.</summary>
    public DateOnly? Date { get; init; }

    public int? Year => Date?.Year ?? (Body == "HRC" && SessionNumber is { } n ? SessionCalendar.CouncilYear(n) : null);

    /// <summary>The session of the General Assembly that is open on that day.</summary>
    public int? AssemblySession => Date is { } day ? day.Year - (day.Month >= 9 ? 1945 : 1946) : null;

    /// <summary>Of a text of another body, the council that it named last: "the Council" is that one.</summary>
    public string? LastCouncil { get; set; }

    /// <summary>The fact-finding mission that the text names: "the mission" is that one.</summary>
    public string? Mission { get; set; }

    /// <summary>Mandates that the text itself creates, in their order.</summary>
    public IReadOnlyList<string> Established { get; set; } = [];

    /// <summary>"the Bureau" in a text of the Assembly is the Assembly's, "the President of the Council" in one of the Economic and Social Council its own.</summary>
    public bool IsOfAnotherBody(MechanismName known, string words) =>
        Body is not ("HRC" or "CHR") && (Language.IsOne("sharedNames", words) || known.Kind == "COUNCIL_OFFICER" && Body is ("ECOSOC" or "SC") && !words.Equals(known.Name, StringComparison.OrdinalIgnoreCase));

    public List<ReadingFinding> Findings { get; } = [];

    /// <summary>Mandates that no table has, by their ids (the language and the name, as a graph proposes them), which the text itself establishes or extends.</summary>
    public Dictionary<string, MechanismName> Proposed { get; } = [];

    public MechanismName? Mechanism(string id) => Language.Mechanisms.GetValueOrDefault(id) ?? Proposed.GetValueOrDefault(id);

    public void Explain(string fact, string paragraph, string rule, string words) => Explanations.Add(new(fact, paragraph, rule, words));
}
