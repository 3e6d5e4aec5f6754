using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

internal enum ParagraphKind { Preambular, Operative, Numbered, Summary, Footnote, Annex }

/// <summary>A sub-item of a paragraph: its letter and the places of itself and of the words behind the letter in the paragraph's <see cref="RunningText.Match"/>.</summary>
internal readonly record struct SubItem(string Letter, int Start, int TextStart, int End);

/// <summary>A paragraph or a footnote, read as tokens.</summary>
/// <param name="Label"><c>PP4</c>, <c>OP9</c>, <c>¶12</c>, <c>summary</c>, <c>fn1</c>.</param>
/// <param name="Number">As printed; of preambular and unnumbered ones the ordinal.</param>
/// <param name="Anchor">Of a footnote: the paragraph that carries its mark.</param>
internal sealed record Paragraph(ParagraphKind Kind, string Label, int Number, RunningText Text, IReadOnlyList<Token> Tokens, IReadOnlyList<SubItem> SubItems, string? Anchor = null)
{
    public string Match => Text.Match;

    /// <summary>The index of the first token that starts at a place or behind it; the tokens of a stretch cost no more than they are.</summary>
    public int FirstToken(int start)
    {
        int low = 0, high = Tokens.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Start < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The tokens that lie in a stretch.</summary>
    public IEnumerable<Token> TokensIn(int start, int end)
    {
        for (var i = FirstToken(start); i < Tokens.Count && Tokens[i].Start < end; i++)
            if (Tokens[i].End <= end) yield return Tokens[i];
    }
}

/// <summary>What stands before the first paragraph.</summary>
internal sealed record FrontMatter
{
    public string? Body { get; init; }
    /// <summary>Such as <c>53</c>, <c>S-30</c>, <c>OS/13</c>.</summary>
    public string? Session { get; init; }
    public DateRange? SessionDates { get; init; }
    public IReadOnlyList<int> AgendaItems { get; init; } = [];
    public string? Title { get; init; }
    /// <summary>The number beside the title, such as <c>53/13</c>.</summary>
    public string? Number { get; init; }
    public DocumentKind? Kind { get; init; }
    public DateOnly? AdoptedOn { get; init; }
    public int? Meeting { get; init; }
    public DateOnly? DistributedOn { get; init; }
    public string? OriginalLanguage { get; init; }
    /// <summary>The words of the sponsors' block, of a draft.</summary>
    public string? Sponsors { get; init; }
    /// <summary>The words that name a report's author.</summary>
    public string? Author { get; init; }
    /// <summary>Signs that this is a UN document.</summary>
    public bool IsRecognised => Body is not null || Number is not null || Sponsors is not null;
}

/// <summary>A document taken apart.</summary>
/// <param name="Adoption">The joined words after the last paragraph of an adopted text.</param>
internal sealed record DocumentParts(FrontMatter Front, IReadOnlyList<Paragraph> Paragraphs, IReadOnlyList<Paragraph> Footnotes, string? Adoption, bool HasNumbers)
{
    /// <summary>Every place that can cite or name something, in reading order: paragraphs, each followed by nothing, then footnotes.</summary>
    public IEnumerable<Paragraph> Places => Paragraphs.Concat(Footnotes);
}
