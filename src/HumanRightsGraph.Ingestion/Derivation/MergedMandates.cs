using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>One mandated deliverable as the texts together say it.</summary>
/// <param name="Language">Of the quote.</param>
/// <param name="SubjectLanguage">Of the text that gives the subject; null where none does.</param>
internal sealed record MergedMandate(Mandate Facts, string Language, string? SubjectLanguage)
{
    public static MergedMandate Of(Mandate facts, string language) => new(facts, language, facts.Subject is null ? null : language);

    /// <summary>Where it stands: <c>16</c>, <c>16(a)</c>.</summary>
    public string Place => Facts.Sub is null ? Facts.Paragraph : $"{Facts.Paragraph}({Facts.Sub})";
}

/// <summary>Pairs the deliverables of language versions, place by place, and says where they differ.</summary>
internal static class MergedMandates
{
    /// <summary>A place is found by its first words.</summary>
    private const int MaxQuote = 240;

    public static ImmutableArray<MergedMandate> Merge(ImmutableArray<DocumentFacts> texts, List<Doubt> doubts)
    {
        var merged = texts[0].Deliverables.Select(m => MergedMandate.Of(m, texts[0].Language)).ToList();
        foreach (var text in texts.Skip(1))
        {
            var others = text.Deliverables.Select(m => MergedMandate.Of(m, text.Language)).ToList();
            var pairs = Pair(merged, others);
            var paired = pairs.Values.ToHashSet();
            for (var i = 0; i < merged.Count; i++)
            {
                if (pairs.TryGetValue(i, out var other)) merged[i] = Join(merged[i], others[other], texts[0].Symbol, doubts);
                else doubts.Add(Alone(texts[0].Symbol, merged[i], text.Language));
            }
            for (var i = 0; i < others.Count; i++)
            {
                if (paired.Contains(i)) continue;
                merged.Add(others[i]);
                doubts.Add(Alone(texts[0].Symbol, others[i], texts[0].Language));
            }
        }
        // Paragraph by paragraph, so that one that only a later language has stands in its place.
        return [.. merged.Select((m, i) => (m, i)).OrderBy(m => ParagraphNumber(m.m.Facts.Paragraph)).ThenBy(m => m.m.Place, StringComparer.Ordinal).ThenBy(m => m.i).Select(m => m.m)];
    }

    /// <summary>The closest of each place first; the last round pairs what is the only one left on both sides.</summary>
    private static Dictionary<int, int> Pair(List<MergedMandate> ours, List<MergedMandate> theirs)
    {
        var pairs = new Dictionary<int, int>();
        var free = Enumerable.Range(0, ours.Count).ToList();
        var open = Enumerable.Range(0, theirs.Count).ToList();
        foreach (var key in (ReadOnlySpan<Func<MergedMandate, object>>)
        [
            m => (m.Place, m.Facts.Kind, m.Facts.Assignee, m.Facts.Recipient, m.Facts.DueSession, m.Facts.FirstDue, m.Facts.DueDate, m.Facts.Recurrence),
            m => (m.Place, m.Facts.Kind, m.Facts.Assignee, m.Facts.DueSession),
            m => (m.Place, m.Facts.Kind, m.Facts.Assignee),
            m => (m.Place, m.Facts.Kind, m.Facts.DueSession),
            m => (m.Place, m.Facts.Kind),
        ])
            Round(key, all: true);
        Round(m => m.Place, all: false);
        return pairs;

        void Round(Func<MergedMandate, object> key, bool all)
        {
            var waiting = free.GroupBy(i => key(ours[i])).ToDictionary(g => g.Key, g => new Queue<int>(g));
            foreach (var (place, candidates) in open.GroupBy(i => key(theirs[i])).ToDictionary(g => g.Key, g => g.ToList()))
            {
                if (!waiting.TryGetValue(place, out var queue) || !all && (queue.Count != 1 || candidates.Count != 1)) continue;
                foreach (var candidate in candidates)
                    if (queue.TryDequeue(out var our)) pairs.Add(our, candidate);
            }
            free.RemoveAll(pairs.ContainsKey);
            var taken = pairs.Values.ToHashSet();
            open.RemoveAll(taken.Contains);
        }
    }

    private static MergedMandate Join(MergedMandate first, MergedMandate second, string symbol, List<Doubt> doubts)
    {
        var (a, b) = (first.Facts, second.Facts);
        Differ("kind", a.Kind.ToString(), b.Kind.ToString());
        Differ("assignee", a.Assignee, b.Assignee);
        Differ("count", a.Count?.ToString(), b.Count?.ToString());
        Differ("recipient", a.Recipient, b.Recipient);
        Differ("dueSession", a.DueSession, b.DueSession);
        Differ("dueDate", a.DueDate, b.DueDate);
        Differ("firstDue", a.FirstDue, b.FirstDue);
        Differ("recurrence", a.Recurrence?.ToString(), b.Recurrence?.ToString());
        var joined = a with
        {
            Assignee = a.Assignee ?? b.Assignee,
            Count = a.Count ?? b.Count,
            Recipient = a.Recipient ?? b.Recipient,
            DueSession = a.DueSession ?? b.DueSession,
            DueRule = a.DueRule ?? b.DueRule,
            DueDate = a.DueDate ?? b.DueDate,
            FirstDue = a.FirstDue ?? b.FirstDue,
            Recurrence = a.Recurrence ?? b.Recurrence,
            Subject = a.Subject ?? b.Subject,
            Quote = a.Quote ?? b.Quote,
            Rule = a.Quote is null && b.Quote is not null ? b.Rule : a.Rule ?? b.Rule,
            Confidence = a.Quote is null && b.Quote is not null ? b.Confidence : a.Confidence ?? b.Confidence,
        };
        return new MergedMandate(joined, a.Quote is null && b.Quote is not null ? second.Language : first.Language, first.SubjectLanguage ?? second.SubjectLanguage);

        void Differ(string field, string? ours, string? theirs)
        {
            if (ours is null || theirs is null || ours == theirs) return;
            doubts.Add(new Doubt(DoubtKind.LanguagesDisagree, $"{first.Place} {field} {a.Kind} {ours} {second.Language} {theirs}",
                $"The language versions disagree on {field} of what paragraph {first.Place} mandates; the first one counts.",
                [Place(symbol, first, ours), Place(symbol, second, theirs)]));
        }
    }

    private static Doubt Alone(string symbol, MergedMandate mandate, string silent) =>
        new(DoubtKind.LanguagesDisagree, $"{mandate.Place} {mandate.Facts.Kind} {mandate.Facts.DueSession} {mandate.Language} {silent}",
            $"Only one of two language versions has a deliverable ({mandate.Facts.Kind}) in paragraph {mandate.Place}.",
            [Place(symbol, mandate, $"{mandate.Facts.Kind} {mandate.Facts.DueSession}".TrimEnd()), $"{symbol}@{silent} OP{mandate.Place}: none"]);

    /// <summary>The text, the paragraph, what it says, and its words.</summary>
    private static string Place(string symbol, MergedMandate mandate, string says) =>
        $"{symbol}@{mandate.Language} OP{mandate.Place}: {says}" + (mandate.Facts.Quote is { Length: > 0 } quote ? $" “{Shortened(quote)}”" : "");

    private static string Shortened(string quote) => quote.Length <= MaxQuote ? quote : quote[..MaxQuote].TrimEnd() + "…";

    private static int ParagraphNumber(string paragraph)
    {
        var digits = 0;
        while (digits < paragraph.Length && digits < 9 && char.IsAsciiDigit(paragraph[digits])) digits++;
        return digits == 0 ? int.MaxValue : int.Parse(paragraph.AsSpan(0, digits));
    }
}
