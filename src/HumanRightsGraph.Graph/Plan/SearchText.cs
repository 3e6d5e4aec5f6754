using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// The tokens of a text, for <c>search</c> (docs/semantics.md, "Search"): runs of letters and digits, folded; of a run of
/// Han characters its pairs. Marks are passed over.
/// </summary>
public static class SearchText
{
    /// <summary>The tokens that a text asks for, each once, in their order. A Han character that stands alone is one.</summary>
    public static ImmutableArray<string> Tokens(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<string>();
        var run = new StringBuilder();
        string? han = null;
        var paired = false;
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (IsHan(rune))
            {
                EndRun();
                var character = rune.ToString();
                if (han is not null) Add(han + character);
                paired = han is not null;
                han = character;
                continue;
            }
            EndHan();
            if (Rune.IsLetterOrDigit(rune)) run.Append(rune.ToString());
            else EndRun();
        }
        EndHan();
        EndRun();
        return tokens.ToImmutable();

        void EndRun()
        {
            if (run.Length > 0) Add(run.ToString());
            run.Clear();
        }

        void EndHan()
        {
            if (han is not null && !paired) Add(han);
            (han, paired) = (null, false);
        }

        void Add(string token)
        {
            if (!tokens.Contains(token)) tokens.Add(token);
        }
    }

    /// <summary>Whether the text has every token. Time grows with text × tokens, and nothing is allocated for a short text.</summary>
    public static bool HasAll(string text, ImmutableArray<string> tokens)
    {
        var rented = text.Length > 1024 ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        var folded = rented ?? stackalloc char[1024];
        folded = folded[..Fold(text, folded)];
        var all = true;
        foreach (var token in tokens)
        {
            if (all = Has(folded, token)) continue;
            break;
        }
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return all;
    }

    /// <summary>Where the tokens stand in the text, in UTF-16 units, in order; those that touch or overlap are one. Marks belong to the character before them.</summary>
    public static List<(int Start, int End)> Occurrences(string text, ImmutableArray<string> tokens)
    {
        var found = new List<(int Start, int End)>();
        var run = new List<(string Folded, int Start, int End)>();
        var (isHan, at) = (false, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var end = at + rune.Utf16SequenceLength;
            if (IsMark(rune))
            {
                if (run.Count > 0 && run[^1].End == at) run[^1] = run[^1] with { End = end };
            }
            else
            {
                var isWord = Rune.IsLetterOrDigit(rune);
                if (run.Count > 0 && (!isWord || IsHan(rune) != isHan)) EndRun();
                isHan = IsHan(rune);
                if (isWord) run.Add((Rune.ToLowerInvariant(rune).ToString(), at, end));
            }
            at = end;
        }
        EndRun();
        return found;

        void EndRun()
        {
            if (!isHan && run.Count > 0 && tokens.Contains(string.Concat(run.Select(r => r.Folded)))) Add(run[0].Start, run[^1].End);
            for (var i = 0; isHan && i < run.Count; i++)
            {
                if (tokens.Contains(run[i].Folded)) Add(run[i].Start, run[i].End);
                if (i + 1 < run.Count && tokens.Contains(run[i].Folded + run[i + 1].Folded)) Add(run[i].Start, run[i + 1].End);
            }
            run.Clear();
        }

        void Add(int start, int end)
        {
            if (found.Count > 0 && found[^1].End >= start) found[^1] = (found[^1].Start, Math.Max(found[^1].End, end));
            else found.Add((start, end));
        }
    }

    private static bool Has(ReadOnlySpan<char> folded, string token)
    {
        Rune.DecodeFromUtf16(token, out var first, out _);
        var isHan = IsHan(first);
        for (var from = 0; from < folded.Length;)
        {
            var at = folded[from..].IndexOf(token, StringComparison.Ordinal);
            if (at < 0) return false;
            at += from;
            // Characters and pairs of Han are tokens wherever they stand; a word must end where the token does.
            if (isHan || (!EndsInWord(folded[..at]) && !BeginsInWord(folded[(at + token.Length)..]))) return true;
            from = at + 1;
        }
        return false;
    }

    private static bool EndsInWord(ReadOnlySpan<char> text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool BeginsInWord(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsHan(rune);

    private static string Fold(string text)
    {
        var folded = new char[text.Length];
        return new(folded, 0, Fold(text, folded));
    }

    /// <summary>Folds into a span at least as long; marks are left out. Gives the length.</summary>
    private static int Fold(string text, Span<char> folded)
    {
        if (Ascii.ToLower(text, folded, out var length) == OperationStatus.Done) return length;
        var remaining = text.AsSpan(length);
        while (!remaining.IsEmpty)
        {
            Rune.DecodeFromUtf16(remaining, out var rune, out var consumed);
            remaining = remaining[consumed..];
            if (IsMark(rune)) continue;
            // Simple lower case never takes more units than its character: both are of one plane.
            var lower = Rune.ToLowerInvariant(rune);
            length += lower.EncodeToUtf16(folded[length..]);
        }
        return length;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF;
}
