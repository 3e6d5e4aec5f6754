using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// A short title: what the deliverable is about where a text or the seed says it, else its kind and the title of what mandates it.
/// In English where the subject is English or unknown. docs/decisions/140-titles-of-deliverables.md.
/// </summary>
internal static class DeliverableTitle
{
    private const int Longest = 200;

    public static string Of(MergedMandate merged, string symbol, IReadOnlyDictionary<string, string> titles, KnownTitles known)
    {
        var mandate = merged.Facts;
        // What a person worded for the seed is a title as it stands; it is English whatever the text's language.
        if (known.OfDeliverable(symbol, mandate) is { } worded) return Shorten(worded);
        var language = merged.SubjectLanguage ?? "en";
        if (mandate.Subject is { } said && SubjectWords.Of(said, language) is { } subject)
            return Shorten(language == "en" ? Titled(mandate, symbol, subject) : subject);
        var about = Languages.InOrder.Select(titles.GetValueOrDefault).FirstOrDefault(t => t is not null);
        return Shorten(about is null ? $"{Name(mandate, symbol)} requested in {symbol}" : $"{Name(mandate, symbol)}: {about}");
    }

    // "Report on the right to development". A subject that is worded as a title stands for itself.
    private static string Titled(Mandate mandate, string symbol, string subject) =>
        char.IsUpper(subject[0]) && !SubjectWords.IsName(subject) ? subject : $"{Name(mandate, symbol)} on {subject}";

    private static string Name(Mandate mandate, string symbol)
    {
        var kind = Kind(mandate.Kind);
        return mandate.Recipient switch
        {
            "GA" when !IsOf("GA", symbol) => $"{kind} to the General Assembly",
            "HRC" when !IsOf("HRC", symbol) => $"{kind} to the Human Rights Council",
            "ECOSOC" when !IsOf("ECOSOC", symbol) => $"{kind} to the Economic and Social Council",
            _ => kind,
        };
    }

    private static bool IsOf(string body, string symbol) => symbol.StartsWith(body switch
    {
        "HRC" => "A/HRC/",
        "ECOSOC" => "E/",
        _ => "A/",
    }, StringComparison.Ordinal) && (body != "GA" || !symbol.StartsWith("A/HRC/", StringComparison.Ordinal));

    private static string Kind(DeliverableKind kind) => kind switch
    {
        DeliverableKind.REPORT => "Report",
        DeliverableKind.ORAL_UPDATE => "Oral update",
        DeliverableKind.PANEL => "Panel discussion",
        DeliverableKind.WORKSHOP => "Workshop",
        DeliverableKind.SEMINAR => "Seminar",
        DeliverableKind.CONSULTATION => "Consultation",
        DeliverableKind.STUDY => "Study",
        DeliverableKind.SUMMARY => "Summary report",
        DeliverableKind.COMPILATION => "Compilation",
        DeliverableKind.INFORMATION => "Information",
        _ => "Deliverable",
    };

    // At a space where there is one; never between the halves of a surrogate pair.
    private static string Shorten(string title)
    {
        if (title.Length <= Longest) return title;
        var space = title.LastIndexOf(' ', Longest - 1);
        var end = space > Longest / 2 ? space : char.IsHighSurrogate(title[Longest - 2]) ? Longest - 2 : Longest - 1;
        return title[..end] + "…";
    }
}
