using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;

namespace HumanRightsGraph.Documents.Tests;

/// <summary>No pattern can back-track without bound on a text that others wrote.</summary>
public sealed class PatternTests
{
    private static readonly string[] Assemblies = ["HumanRightsGraph.Documents"];

    /// <summary>Every pattern of the assembly: what its methods, properties and fields give, and those of the languages' data.</summary>
    private static IEnumerable<(string Name, Regex Pattern)> All()
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in Assemblies.SelectMany(a => Assembly.Load(a).GetTypes()).Where(t => !t.ContainsGenericParameters && !t.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            foreach (var method in type.GetMethods(Any).Where(m => m.ReturnType == typeof(Regex) && m.GetParameters().Length == 0 && !m.ContainsGenericParameters))
                yield return ($"{type.Name}.{method.Name}", (Regex)method.Invoke(null, null)!);
            foreach (var field in type.GetFields(Any).Where(f => f.FieldType == typeof(Regex)))
                if (field.GetValue(null) is Regex pattern) yield return ($"{type.Name}.{field.Name}", pattern);
        }
        foreach (var code in (string[])["ar", "en", "es", "fr", "ru", "zh"])
            if (Language.Find(code) is { } language)
                foreach (var field in typeof(Language).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
                    if (field.GetValue(language) is IReadOnlyDictionary<string, Regex> patterns)
                        foreach (var (name, pattern) in patterns) yield return ($"{code}.{name}", pattern);
    }

    [Fact]
    public void Each_pattern_is_without_backtracking_or_has_a_time_out()
    {
        var all = All().ToList();
        Assert.True(all.Count > 40, $"Only {all.Count} patterns were found.");
        Assert.Empty(all.Where(p => (p.Pattern.Options & RegexOptions.NonBacktracking) == 0 && p.Pattern.MatchTimeout > TimeSpan.FromMilliseconds(100)).Select(p => p.Name));
    }

    private static readonly string[] Seeds =
        ["a", " ", "1", "1/", "A/", "(", "A/HRC/", "第五十", "、", "第 5/1 号、", "2020年", "of ", "its resolutions 24/21, ", "\t \t", "GE.", "《", "“", "fifty-", "and ", "0123456789", "(a) ", "...", "- ", "人权理事会", "请", "S/RES/1325 (", "éé", "А/Н", "\u0301", "届会议"];

    [Fact]
    public void A_text_that_is_twice_as_long_takes_no_more_than_a_few_times_as_long()
    {
        var slow = new List<string>();
        foreach (var (name, pattern) in All())
            foreach (var seed in Seeds)
            {
                // Each time anew: whatever else the machine does makes one measurement slow, and not five in a row.
                for (var n = 1; Slowness(pattern, seed) is { } times; n++)
                {
                    if (n < 5) continue;
                    slow.Add($"{name} on '{seed}': {times}");
                    break;
                }
            }
        Assert.True(slow.Count == 0, string.Join("\n", slow));
    }

    /// <summary>How long half of the text and all of it took, where that is too long.</summary>
    private static string? Slowness(Regex pattern, string seed)
    {
        var (half, whole) = (Time(pattern, Repeat(seed, 20_000)), Time(pattern, Repeat(seed, 40_000)));
        // Quadratic is 4; short times are the clock's noise.
        return whole > TimeSpan.FromMilliseconds(400) && whole > half * 3.2 ? $"{half.TotalMilliseconds:0} ms, {whole.TotalMilliseconds:0} ms" : null;
    }

    private static string Repeat(string seed, int length) => string.Concat(Enumerable.Repeat(seed, length / seed.Length));

    private static TimeSpan Time(Regex pattern, string text)
    {
        var watch = Stopwatch.StartNew();
        var matches = 0;
        foreach (var match in pattern.EnumerateMatches(text)) matches += match.Length >= 0 ? 1 : 0;
        return matches >= 0 ? watch.Elapsed : default;
    }
}
