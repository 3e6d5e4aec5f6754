using System.Text;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Symbols;

/// <summary>
/// The canonical symbol of a UN document, such as <c>A/HRC/RES/53/13</c>, <c>S/RES/1325(2000)</c> or <c>A/HRC/58/53/Add.1</c>.
/// Two symbols are equal when their canonical spellings are; look-alike letters, full-width forms, invisible
/// characters, spaces and a final stop never survive parsing. The default value is no symbol.
/// </summary>
public readonly partial record struct DocumentSymbol
{
    /// <summary>A longer one is no symbol: the longest known are about 60 characters.</summary>
    public const int MaxLength = 120;

    // Series symbols of the United Nations, by first element.
    private static readonly HashSet<string> Organs = new(StringComparer.Ordinal)
    {
        "A", "E", "S", "T", "ST", "SG", "DP", "TD", "ID", "HS", "HSP", "HRI", "CCPR", "CESCR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD",
        "CED", "UNEP", "FFDF", "FCCC", "ECE", "ISBA", "CD", "DC", "PBC", "UNW", "JIU", "ICCD", "CBD", "LOS", "NPT", "BWC", "IDB", "GC", "E1", "SAICM", "ICEF", "ACABQ", "CTOC", "CAC", "MHP",
    };

    private readonly string? _value;

    private DocumentSymbol(string value) => _value = value;

    public string Value => _value ?? "";

    public override string ToString() => Value;

    /// <summary><c>HRC</c>, <c>GA</c>, <c>ECOSOC</c>, <c>SC</c>, <c>CHR</c> (with its Sub-Commission), else null.</summary>
    public string? Body => Value switch
    {
        var v when v.StartsWith("A/HRC/", StringComparison.Ordinal) => "HRC",
        var v when v.StartsWith("A/", StringComparison.Ordinal) => "GA",
        var v when v.StartsWith("E/CN.4/", StringComparison.Ordinal) => "CHR",
        var v when v.StartsWith("E/", StringComparison.Ordinal) => "ECOSOC",
        var v when v.StartsWith("S/", StringComparison.Ordinal) => "SC",
        _ => null,
    };

    /// <summary>The session in the symbol, such as <c>HRC/53</c>, <c>HRC/S-30</c>, <c>GA/79</c> or <c>ECOSOC/2021</c>; null where the symbol has none.</summary>
    public string? Session
    {
        get
        {
            var body = Body;
            var parts = Value.Split('/');
            // E/RES/2021/12: the Economic and Social Council numbers its sessions by years.
            if (body == "ECOSOC" && parts is [_, "RES" or "DEC", { Length: 4 } year, _] && IsNumber(year)) return $"{body}/{year}";
            if (body is not ("HRC" or "GA")) return null;
            var at = body == "HRC" ? 2 : 1;
            if (at < parts.Length && parts[at] is "RES" or "DEC" or "PRST") at++;
            if (at >= parts.Length) return null;
            if (parts[at] is "OS" or "OM" && at + 1 < parts.Length && IsNumber(parts[at + 1])) return $"{body}/{parts[at]}/{parts[at + 1]}";
            var session = parts[at];
            // A/RES/2106(XX): the session is the Roman numeral; A/HRC/WG.6/45/CHN/1 is a working group's.
            if (body == "GA" && session.EndsWith(')') && session.IndexOf('(') is > 0 and var open) return RomanSession(session[(open + 1)..^1]);
            if (IsNumber(session)) return at + 1 < parts.Length ? $"{body}/{session}" : null;
            if (session.StartsWith("S-", StringComparison.Ordinal) && IsNumber(session.AsSpan(2)) || session.StartsWith("ES-", StringComparison.Ordinal) && IsNumber(session.AsSpan(3))) return $"{body}/{session}";
            return null;
        }
    }

    private static string? RomanSession(string numeral)
    {
        var special = numeral.StartsWith("ES-", StringComparison.Ordinal) ? "ES-" : numeral.StartsWith("S-", StringComparison.Ordinal) ? "S-" : "";
        return RomanNumeral(numeral.AsSpan(special.Length)) is { } session ? $"GA/{special}{session}" : null;
    }

    /// <summary>1 to 89; null for anything else.</summary>
    internal static int? RomanNumeral(ReadOnlySpan<char> numeral)
    {
        int sum = 0, last = 0;
        for (var i = numeral.Length - 1; i >= 0; i--)
        {
            var value = numeral[i] switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, _ => 0 };
            if (value == 0) return null;
            sum += value < last ? -value : value;
            last = Math.Max(last, value);
        }
        return sum > 0 ? sum : null;
    }

    /// <summary>The kind that the symbol's form tells; a symbol that tells none is <see cref="DocumentKind.OTHER"/>.</summary>
    public DocumentKind Kind
    {
        get
        {
            if (IsCorrigendum) return DocumentKind.OTHER;
            foreach (var part in Value.Split('/'))
                switch (part)
                {
                    case "RES": return DocumentKind.RESOLUTION;
                    case "DEC": return DocumentKind.DECISION;
                    case "PRST": return DocumentKind.PRESIDENTIAL_STATEMENT;
                    case var p when p.Length > 2 && p.StartsWith("L.", StringComparison.Ordinal) && char.IsAsciiDigit(p[2]): return DocumentKind.DRAFT_RESOLUTION;
                }
            return DocumentKind.OTHER;
        }
    }

    /// <summary>It says what another document should have said, and asks for nothing itself.</summary>
    public bool IsCorrigendum => Value.Contains("/Corr.", StringComparison.Ordinal);

    /// <summary>The last element that is a plain number, before any <c>Add.</c>, <c>Rev.</c>, <c>Corr.</c>.</summary>
    public int? Number => Value.Split('/').Reverse().Select(p => int.TryParse(p, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null);

    /// <summary>Reads a symbol in any spelling; look-alikes and full-width forms are normalised.</summary>
    public static bool TryParse(string? text, out DocumentSymbol symbol)
    {
        symbol = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength) return false;
        var value = Normalise(text);
        if (!Form().IsMatch(value)) return false;
        var slash = value.IndexOf('/');
        if (!Organs.Contains(value[..slash]) || !value.AsSpan(slash).ContainsAnyInRange('0', '9')) return false;
        symbol = new DocumentSymbol(value);
        return true;
    }

    /// <summary>A resolution, decision or statement by body and number: <c>("HRC", RESOLUTION, "53/13")</c>.</summary>
    /// <remarks>The Human Rights Council numbers its decisions from 101, so a number says which it is where the noun doesn't.</remarks>
    public static bool TryCompose(string body, DocumentKind kind, string number, out DocumentSymbol symbol)
    {
        number = number.Replace(" ", "", StringComparison.Ordinal);
        var type = kind switch
        {
            DocumentKind.DECISION => "DEC",
            DocumentKind.PRESIDENTIAL_STATEMENT => "PRST",
            _ => "RES",
        };
        if (number.StartsWith("PRST", StringComparison.Ordinal)) (type, number) = ("PRST", number[4..].TrimStart('/'));
        var text = body switch
        {
            "HRC" => $"A/HRC/{type}/{number}",
            "GA" => $"A/{type}/{number}",
            "ECOSOC" => $"E/{type}/{number}",
            "SC" => $"S/{type}/{number}",
            "CHR" => $"E/CN.4/{type}/{number}",
            "SUB_COMMISSION" => $"E/CN.4/Sub.2/{type}/{number}",
            // Printed as UNEP/EA.5/Res.7.
            "UNEA" when number.Split('/') is [var session, var ordinal] && type == "RES" => $"UNEP/EA.{session}/RES.{ordinal}",
            _ => null,
        };
        return TryParse(text, out symbol);
    }

    private static string Normalise(string text)
    {
        // The catalogue spells some "A/HRC/53/L.9, as orally revised".
        text = AsRevised().Replace(text, "");
        var spelled = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var plain = LookAlikes.Symbol(LookAlikes.Fold(c));
            if (!char.IsWhiteSpace(plain) && !LookAlikes.IsInvisible(plain)) spelled.Append(plain);
        }
        var value = spelled.ToString().Trim('.', ',', ';', ':', '*', '。', '，', '；', '、', '[', ']');
        if (value.EndsWith(')') && !value.Contains('(')) value = value[..^1];
        var parts = value.Split('/');
        for (var i = 0; i < parts.Length; i++) parts[i] = Part(parts[i], i);
        value = string.Join('/', parts);
        // The official catalogue spells some A/HRC/DEC17/119.
        return MissingSlash().Replace(value, "$1/$2");
    }

    private static string Part(string part, int index)
    {
        foreach (var modifier in (ReadOnlySpan<string>)["Add.", "Corr.", "Rev.", "Amend.", "Sub.", "Summary"])
            if (part.StartsWith(modifier, StringComparison.OrdinalIgnoreCase)) return modifier + part[modifier.Length..];
        // A part of letters is spelled in capitals (A, HRC, RES); others keep their own (L.27, WG.6, S-30, 18A).
        return index == 0 || part.All(char.IsAsciiLetterLower) ? part.ToUpperInvariant() : part;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 0 and < 5 && !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(/[A-Za-z0-9][A-Za-z0-9.()\-]*)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex(@",?\s+\(?as (?:further |orally )*(?:revised|amended|corrected)[^/]*$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AsRevised();

    [GeneratedRegex(@"^(A/HRC/(?:RES|DEC|PRST))([0-9]+/)", RegexOptions.NonBacktracking)]
    private static partial Regex MissingSlash();
}
