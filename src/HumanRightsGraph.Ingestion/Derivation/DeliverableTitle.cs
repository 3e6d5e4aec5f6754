using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// A short title: what the deliverable is about, in English where a text or the seed says it, else in the text's words;
/// else its kind and the title of what mandates it.
/// </summary>
internal static class DeliverableTitle
{
    private const int Longest = 200;

    public static string Of(MergedMandate merged, string symbol, IReadOnlyDictionary<string, string> titles, KnownTitles known)
    {
        var mandate = merged.Facts;
        var subject = merged.SubjectLanguage == "en" ? mandate.Subject : known.OfDeliverable(symbol, mandate) ?? mandate.Subject;
        if (!string.IsNullOrWhiteSpace(subject)) return Shorten(subject.Trim());
        var about = Languages.InOrder.Select(titles.GetValueOrDefault).FirstOrDefault(t => t is not null);
        return Shorten(about is null ? $"{Kind(mandate.Kind)} requested in {symbol}" : $"{Kind(mandate.Kind)}: {about}");
    }

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
