using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Evaluation;

/// <summary>The figures as Markdown tables: by fact, then F1 by language and by kind; and the differences, a line each.</summary>
internal static class EvaluationReport
{
    /// <summary>The facts of the goals come first; the rest follows by name.</summary>
    private static readonly string[] First =
        [FrontMatterComparison.Group, "cites", "deliverables", "deliverables.dueSession", "deliverables.exact", "mandateChanges", "followUp", "reportsConsidered", "fulfils", "mechanisms", "instruments"];

    public static string Tables(IReadOnlyList<JudgedDocument> documents)
    {
        var text = new StringBuilder();
        var all = documents.SelectMany(d => d.Judgements).ToList();
        var facts = Facts(all);
        text.AppendLine(CultureInfo.InvariantCulture, $"{documents.Count} documents, {documents.Count(d => d.Refused is not null)} of them not read");
        text.AppendLine().AppendLine("| fact | expected | printed | right | precision | recall | F1 | right of all |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var fact in facts)
        {
            var s = Score.Of(all, fact);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {fact} | {s.Expected} | {s.Printed} | {s.Right} | {Figure(s.Precision)} | {Figure(s.Recall)} | {Figure(s.F1)} | {Figure(s.Share)} |");
        }
        Across(text, "language", documents, d => d.Answer.Language, facts);
        Across(text, "kind", documents, d => d.Answer.Kind, facts);
        return text.ToString();
    }

    /// <summary>What differs, and why a document was not read.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<JudgedDocument> documents, IReadOnlyCollection<string> facts)
    {
        foreach (var document in documents)
        {
            var name = $"{document.Answer.Symbol}@{document.Answer.Language}";
            if (document.Refused is { } why) yield return $"{name}  not read: {why}";
            foreach (var j in document.Judgements)
                if (j.Verdict is Verdict.Wrong or Verdict.Missed or Verdict.Extra && j.Fact != "deliverables.exact" && (facts.Count == 0 || facts.Any(j.Is)))
                    yield return j.Verdict switch
                    {
                        Verdict.Wrong => $"{name}  {j.Fact}  wrong  {(j.Place.Length > 0 && j.Fact.Contains('.') ? j.Place + ": " : "")}{j.Printed}  instead of  {j.Expected}",
                        Verdict.Missed => $"{name}  {j.Fact}  missed  {Placed(j)}{j.Expected}",
                        _ => $"{name}  {j.Fact}  extra  {Placed(j)}{j.Printed}",
                    };
        }

        static string Placed(Judgement j) => j.Fact.Contains('.') && j.Place.Length > 0 ? j.Place + ": " : "";
    }

    private static void Across(StringBuilder text, string what, IReadOnlyList<JudgedDocument> documents, Func<JudgedDocument, string> by, IReadOnlyList<string> facts)
    {
        var groups = documents.GroupBy(by).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (groups.Count < 2) return;
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| F1 by {what} | {string.Join(" | ", groups.Select(g => $"{g.Key} ({g.Count()})"))} |")
            .AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(groups.Select(_ => " ---: |"))}");
        foreach (var fact in facts.Where(f => First.Contains(f)))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {fact} | {string.Join(" | ", groups.Select(g => Figure(Score.Of(g.SelectMany(d => d.Judgements), fact).F1)))} |");
    }

    private static List<string> Facts(List<Judgement> judgements)
    {
        var present = judgements.Select(j => j.Fact).ToHashSet(StringComparer.Ordinal);
        return [.. First.Where(f => present.Any(p => p == f || f == FrontMatterComparison.Group && p.StartsWith("front.", StringComparison.Ordinal))), .. present.Except(First).Order(StringComparer.Ordinal)];
    }

    private static string Figure(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
