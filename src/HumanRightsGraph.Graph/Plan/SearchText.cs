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
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark) continue;
            // Simple lower case never takes more units than its character: both are of one plane.
            var lower = Rune.ToLowerInvariant(rune);
            length += lower.EncodeToUtf16(folded[length..]);
        }
        return length;
    }

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF;
}
