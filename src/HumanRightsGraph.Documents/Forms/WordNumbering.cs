using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>Automatic numbers of paragraphs as they are printed: "1.", "(a)", "第一章". ECMA-376 part 1, §17.9.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;

    private sealed record Level(int Start, string Format, string Text);

    private sealed class List
    {
        public Level?[] Levels { get; } = new Level?[WordNumbering.Levels];
        public string? LinkedStyle { get; set; }
    }

    private sealed record Instance(int List, Dictionary<int, int> Starts, Dictionary<int, Level> Levels);

    private sealed record Style(string? BasedOn, int? Number, int? Level);

    private readonly Dictionary<int, List> _lists = [];
    private readonly Dictionary<int, Instance> _instances = [];
    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int?[]> _counters = [];
    private readonly HashSet<(int, int)> _started = [];

    public void ReadStyles(WordXml xml)
    {
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Name != "style" || xml.Attribute("styleId") is not { } id) continue;
            string? basedOn = null;
            int? number = null, level = null;
            foreach (var part in xml.Children())
                if (part == "basedOn") basedOn = xml.Attribute("val");
                else if (part == "pPr")
                    foreach (var property in xml.Children())
                        if (property == "numPr") (number, level) = ReadNumber(xml);
            _styles.TryAdd(id, new(basedOn, number, level));
        }
    }

    public void ReadNumbering(WordXml xml)
    {
        while (xml.Read())
        {
            if (!xml.IsStart) continue;
            if (xml.Name == "abstractNum" && xml.Number("abstractNumId") is { } listId)
            {
                var list = new List();
                foreach (var part in xml.Children())
                    if (part == "lvl" && xml.Number("ilvl") is >= 0 and < Levels and var at) list.Levels[at] = ReadLevel(xml);
                    else if (part == "numStyleLink") list.LinkedStyle = xml.Attribute("val");
                _lists.TryAdd(listId, list);
            }
            else if (xml.Name == "num" && xml.Number("numId") is { } id)
            {
                int? of = null;
                var (starts, levels) = (new Dictionary<int, int>(), new Dictionary<int, Level>());
                foreach (var part in xml.Children())
                    if (part == "abstractNumId") of = xml.Number("val");
                    else if (part == "lvlOverride" && xml.Number("ilvl") is >= 0 and < Levels and var at)
                        foreach (var inner in xml.Children())
                            if (inner == "startOverride" && xml.Number("val") is { } start) starts[at] = start;
                            else if (inner == "lvl") levels[at] = ReadLevel(xml);
                if (of is { } list) _instances.TryAdd(id, new(list, starts, levels));
            }
        }
    }

    /// <summary>What <c>w:numPr</c> says, the reader standing on it.</summary>
    public static (int? Number, int? Level) ReadNumber(WordXml xml)
    {
        int? number = null, level = null;
        foreach (var part in xml.Children())
            if (part == "numId") number = xml.Number("val");
            else if (part == "ilvl") level = xml.Number("val");
        return (number, level);
    }

    /// <summary>The next number of a paragraph, with a tab behind it; empty where it has none.</summary>
    public string Next(string? style, int? number, int? level)
    {
        var (styled, styledLevel) = OfStyle(style);
        number ??= styled;
        level ??= styledLevel ?? 0;
        if (number is not > 0 || level is < 0 or >= Levels || !_instances.TryGetValue(number.Value, out var instance)) return "";
        var listId = Linked(instance.List);
        if (!_lists.TryGetValue(listId, out var list)) return "";
        var at = level.Value;
        if (!_counters.TryGetValue(listId, out var counters)) _counters[listId] = counters = new int?[Levels];
        if (instance.Starts.TryGetValue(at, out var restart) && _started.Add((number.Value, at))) counters[at] = restart;
        else counters[at] = counters[at] + 1 ?? Of(at)?.Start ?? 1;
        for (var deeper = at + 1; deeper < Levels; deeper++) counters[deeper] = null;
        if (Of(at) is not { } printed || printed.Format is "none" or "bullet") return "";
        var text = new StringBuilder();
        for (var i = 0; i < printed.Text.Length && text.Length < 100; i++)
            if (printed.Text[i] == '%' && i + 1 < printed.Text.Length && printed.Text[i + 1] is >= '1' and <= '9')
            {
                var of = printed.Text[++i] - '1';
                text.Append(Format(counters[of] ?? Of(of)?.Start ?? 1, Of(of)?.Format));
            }
            else text.Append(printed.Text[i]);
        return text.Length == 0 ? "" : text.Append('\t').ToString();

        Level? Of(int l) => instance.Levels.TryGetValue(l, out var own) ? own : list.Levels[l];
    }

    private static Level ReadLevel(WordXml xml)
    {
        var (start, format, text) = (1, "decimal", "");
        foreach (var part in xml.Children())
            if (part == "start") start = xml.Number("val") ?? 1;
            else if (part == "numFmt") format = xml.Attribute("val") ?? "decimal";
            else if (part == "lvlText") text = xml.Attribute("val") ?? "";
        return new(start, format, text);
    }

    private (int? Number, int? Level) OfStyle(string? style)
    {
        int? level = null;
        for (var depth = 0; depth < 20 && style is not null && _styles.TryGetValue(style, out var found); depth++, style = found.BasedOn)
        {
            level ??= found.Level;
            if (found.Number is { } number) return (number, level);
        }
        return (null, level);
    }

    // A list may be a style's, which has it from another one.
    private int Linked(int list) =>
        _lists.TryGetValue(list, out var found) && found.LinkedStyle is { } style && OfStyle(style).Number is { } number && _instances.TryGetValue(number, out var instance) ? instance.List : list;

    private static string Format(int number, string? format) => format switch
    {
        "lowerLetter" => Letters(number, 'a', 26),
        "upperLetter" => Letters(number, 'A', 26),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperRoman" => Roman(number),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "chineseCounting" or "chineseCountingThousand" or "ideographDigital" or "japaneseCounting" or "taiwaneseCounting" or "taiwaneseCountingThousand" => Chinese(number),
        "russianLower" => Cyrillic(number),
        "arabicAlpha" or "arabicAbjad" => number is > 0 and <= 28 ? "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"[number - 1].ToString() : number.ToString(CultureInfo.InvariantCulture),
        "decimalEnclosedCircle" when number is > 0 and <= 20 => ((char)('①' + number - 1)).ToString(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // aa follows z, bb follows aa: Word repeats the letter.
    private static string Letters(int number, char first, int count) =>
        number is > 0 and <= 780 ? new string((char)(first + (number - 1) % count), (number - 1) / count + 1) : number.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int number)
    {
        if (number is <= 0 or > 3999) return number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (value, letters) in (ReadOnlySpan<(int, string)>)[(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")])
            for (; number >= value; number -= value) text.Append(letters);
        return text.ToString();
    }

    private static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        if (number is <= 0 or > 99) return number.ToString(CultureInfo.InvariantCulture);
        var (tens, ones) = (number / 10, number % 10);
        return (tens > 1 ? Digits[tens].ToString() : "") + (tens > 0 ? "十" : "") + (ones > 0 ? Digits[ones].ToString() : "");
    }

    // The letters that Russian lists use.
    private static string Cyrillic(int number)
    {
        const string Letters = "абвгдежзиклмнопрстуфхцчшщэюя";
        return number is > 0 and <= 28 ? Letters[number - 1].ToString() : number.ToString(CultureInfo.InvariantCulture);
    }
}
