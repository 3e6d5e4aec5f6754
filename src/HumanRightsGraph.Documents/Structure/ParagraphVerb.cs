using HumanRightsGraph.Documents.Languages;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>The words a paragraph opens with: adverbs and the verb ("又回顾", "Also requests").</summary>
internal static class ParagraphVerb
{
    /// <returns>The words, or null where the paragraph opens with no known verb; and what a verb of request is worth (<c>REQUEST</c>, <c>DECIDE</c> …).</returns>
    public static (string? Verb, string? Request) Read(Language language, string text)
    {
        var opening = language.Pattern("bodyOpens").Match(text);
        var at = opening.Success ? opening.Length : 0;
        for (var guard = 0; guard < 5; guard++)
        {
            if (language.SpacedWords && at < text.Length && text[at] == ' ') at++;
            var length = language.Lexicon.Longest(text, at, out var word);
            if (length == 0) return (null, null);
            at += length;
            switch (word.Class)
            {
                case WordClass.Request: return (text[..at], word.Value);
                case WordClass.Lead: return (text[..at], null);
                case WordClass.Adverb or WordClass.Continue: continue;
                default: return (null, null);
            }
        }
        return (null, null);
    }
}
