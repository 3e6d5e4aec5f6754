namespace HumanRightsGraph.Evaluation;

internal enum Verdict
{
    Right,
    /// <summary>Printed with another value: it costs both precision and recall.</summary>
    Wrong,
    Missed,
    Extra,
    /// <summary>Rightly not printed: it counts among the fields that are right, not for precision or recall.</summary>
    Absent,
}

/// <summary>One fact of one document, compared.</summary>
/// <param name="Fact">Such as <c>title</c>, <c>cites</c>, <c>deliverables.dueSession</c>.</param>
internal sealed record Judgement(string Fact, Verdict Verdict, string Place, string? Expected = null, string? Printed = null)
{
    /// <summary>A value and a value: absent where neither is there.</summary>
    public static Judgement Of(string fact, string place, string? expected, string? printed, bool equal) => new(
        fact,
        expected is null && printed is null ? Verdict.Absent : equal ? Verdict.Right : expected is null ? Verdict.Extra : printed is null ? Verdict.Missed : Verdict.Wrong,
        place, expected, printed);

    /// <summary>The fact is this one or belongs to this group.</summary>
    public bool Is(string fact) => Fact == fact || fact == FrontMatterComparison.Group && Fact.StartsWith(fact + ".", StringComparison.Ordinal);
}

/// <summary>How often a fact was right.</summary>
internal readonly record struct Score(int Right, int Wrong, int Missed, int Extra, int Absent)
{
    public int Expected => Right + Wrong + Missed;
    public int Printed => Right + Wrong + Extra;
    public double? Precision => Printed == 0 ? null : (double)Right / Printed;
    public double? Recall => Expected == 0 ? null : (double)Right / Expected;
    public double? F1 => Expected + Printed == 0 ? null : 2.0 * Right / (Expected + Printed);
    /// <summary>Of all that was judged, also where nothing was to be printed.</summary>
    public double? Share => Right + Wrong + Missed + Extra + Absent is 0 ? null : (double)(Right + Absent) / (Right + Wrong + Missed + Extra + Absent);

    /// <param name="fact">A fact, or a group of them: <c>front</c> is all fields of the front matter.</param>
    public static Score Of(IEnumerable<Judgement> judgements, string fact)
    {
        var counts = new int[5];
        foreach (var judgement in judgements)
            if (judgement.Is(fact)) counts[(int)judgement.Verdict]++;
        return new(counts[(int)Verdict.Right], counts[(int)Verdict.Wrong], counts[(int)Verdict.Missed], counts[(int)Verdict.Extra], counts[(int)Verdict.Absent]);
    }
}
