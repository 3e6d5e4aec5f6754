using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Values from small pools, so that ties are common: equal strings, folding, code points beyond 16 bits, the ends of ranges.</summary>
internal static class RandomValues
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly IReadOnlyList<string> Ids =
        ["a", "b", "B", "aa", "A/1", "A/10", "A/2", "é", "Z", "ｚ", "😀", "𐐀", "x#1", "x@zh", "\"", "\\", "ß", "0", "10", "9", "水", "~", "a b", "İ"];

    private static readonly string _long = string.Concat(Enumerable.Repeat("清 of😀 ", 20)) + "a\u0301b, clean WATER " + string.Concat(Enumerable.Repeat("<ab> 洁饮水", 30));
    private static readonly IReadOnlyList<string> _strings =
        ["", "a", "A", "ab", "aB", "Ab", "b", "ß", "SS", "Straße", "STRASSE", "İ", "i", "ı", "Σας", "ΣΑΣ", "é", "E\u0301", "É", "ｚ", "Ｚ", "😀", "𐐀", "𐐨", "水", "\"q\"", "\\", "line\nfeed", "\u0001", "\u007f\u2028", "</a>", "Clean water", "WATER 53/13", "wa\u0301ter, clean; ab", "清洁饮水", "饮水ab水", "<b>clean</b> & 'WATER'", _long, new string('x', 59) + " clean water", new string('x', 60) + " clean water", "x " + new string('x', 59) + " WATER 53"];
    private static readonly IReadOnlyList<string> _searches = ["water", "Clean", "WATER clean", "ab", "a", "53", "13/53 water", "水", "饮水", "水饮", "清洁 water", "ß", "straße", "é", "!", "", "😀", "i"];
    private static readonly IReadOnlyList<long> _ints = [0, 1, 1, 2, 2, 3, 10, -1, int.MaxValue, int.MinValue];
    private static readonly IReadOnlyList<double> _floats = [0, 0.5, 0.5, 1, 1, -2.25, 0.1, 100, 12345.678];
    private static readonly IReadOnlyList<DateOnly> _dates =
        [Today, Today, Today.AddDays(-1), Today.AddDays(1), Today.AddMonths(-1), Today.AddYears(1), new(2026, 11, 1), new(2024, 2, 29), DateOnly.MinValue, DateOnly.MaxValue];
    private static readonly IReadOnlyList<string> _periods = ["2025", "2026", "2027", "2026-10", "2026-11", "2026-12", "2026-11-20", "2026-11-21", "2026-11-22", "2026-13", "2025-02-29", "0000", "25", "soon", ""];

    public static string Search(Dice dice) => dice.Of(_searches);

    /// <summary>A value of a property, as the reference's graph has it.</summary>
    public static object Of(Dice dice, ReferenceSchema schema, ReferenceField field)
    {
        if (field.IsList) return field.TypeName == "Date" ? List(() => dice.Of(_dates)) : List(() => (string)Single(dice, schema, field.TypeName));
        return field.Name == "dueDate" ? dice.Of(_periods) : Single(dice, schema, field.TypeName);

        T[] List<T>(Func<T> item) => [.. Enumerable.Range(0, dice.Below(4)).Select(_ => item())];
    }

    public static object Single(Dice dice, ReferenceSchema schema, string typeName) => typeName switch
    {
        "String" => dice.Of(_strings),
        "ID" => dice.Of(Ids),
        "Int" => dice.Of(_ints),
        "Float" => dice.Of(_floats),
        "Boolean" => dice.Chance(50),
        "Date" => dice.Of(_dates),
        _ => dice.Of(schema.Enums[typeName]),
    };
}
