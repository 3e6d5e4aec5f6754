using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>Which of the old encodings of one byte a character a text is in: the one in which its letters are as frequent as they are in the language. No answer where none is, or two are.</summary>
internal static class SingleByteEncoding
{
    /// <param name="Letters">The letters of its script that are no ASCII.</param>
    /// <param name="Frequent">The commonest of them.</param>
    private sealed record Candidate(string Name, string Script, (char First, char Last) Letters, string Frequent);

    private const string Cyrillic = "оеаинтсрвл";
    private const string Arabic = "اليمنورتبةعدسفهقحك";

    private static readonly Candidate[] Candidates =
    [
        new("windows-1251", "Cyrillic", ('\u0400', '\u04FF'), Cyrillic),
        new("koi8-r", "Cyrillic", ('\u0400', '\u04FF'), Cyrillic),
        new("iso-8859-5", "Cyrillic", ('\u0400', '\u04FF'), Cyrillic),
        new("cp866", "Cyrillic", ('\u0400', '\u04FF'), Cyrillic),
        new("windows-1256", "Arabic", ('\u0600', '\u06FF'), Arabic),
        new("iso-8859-6", "Arabic", ('\u0600', '\u06FF'), Arabic),
    ];

    /// <summary>What English, French and Spanish texts have beside ASCII.</summary>
    private const string Latin = "éèêëàâäçîïôöùûüœæñáíóúÉÈÊËÀÂÇÎÔÙÛŒÑÁÍÓÚÜ¿¡«»ºª§°–—‘’“”…•·€£©®±½×\u00A0\u00AD";

    public const string Names = "Windows-1251, -1252, -1256, ISO 8859 or KOI8-R";

    /// <summary>A name that .NET knows, or null.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 1 << 20)].ToArray();
        int high = sample.Count(b => b >= 0x80), letters = sample.Count(b => char.IsAsciiLetter((char)b));
        if (high > letters / 2) return Scripted(sample, high);
        return IsLatin(sample, high, letters) ? "windows-1252" : Scripted(sample, high);
    }

    private static string? Scripted(byte[] sample, int high)
    {
        if (high < 30) return null;
        var (best, second, name) = (0.0, 0.0, "");
        foreach (var candidate in Candidates)
        {
            var share = Share(candidate, sample, high);
            if (share > best) (best, second, name) = (share, best, candidate.Name);
            else if (share > second) second = share;
        }
        return best >= 0.45 && best - second >= 0.12 ? name : null;
    }

    /// <summary>How much of what is no ASCII are the script's commonest letters; nothing where much of it isn't its letters at all.</summary>
    private static double Share(Candidate candidate, byte[] sample, int high)
    {
        var text = Encoding(candidate.Name).GetString(sample);
        int frequent = 0, letters = 0;
        foreach (var c in text)
        {
            if (c < 0x80) continue;
            if (c >= candidate.Letters.First && c <= candidate.Letters.Last) letters++;
            if (candidate.Frequent.Contains(c, StringComparison.Ordinal)) frequent++;
        }
        return letters * 10 >= high * 8 ? (double)frequent / high : 0;
    }

    private static bool IsLatin(byte[] sample, int high, int letters)
    {
        if (letters < 20 || high == 0) return false;
        var text = Encoding("windows-1252").GetString(sample);
        var known = 0;
        foreach (var c in text)
            if (c >= 0x80 && Latin.Contains(c, StringComparison.Ordinal)) known++;
        return known * 100 >= high * 97;
    }

    private static Encoding Encoding(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name)!;
}
