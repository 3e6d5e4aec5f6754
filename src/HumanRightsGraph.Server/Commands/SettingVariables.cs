using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Server.Commands;

/// <summary>The settings among the environment's variables. One that is none is warned of and no error: others may use the prefix too.</summary>
internal static class SettingVariables
{
    public const string Prefix = "HRGRAPH_";

    /// <summary>Not settings of the server: where documents are read (<c>PDFTOTEXT</c>), and in this project's tests, benchmarks and tools.</summary>
    private static readonly string[] Others =
    [
        "PDFTOTEXT",
        "BENCHMARK_STORE", "CASES", "CHROMIUM", "CYCLES", "EDITION", "PICTURES", "ROWS", "SAFETY", "SCHEMAS", "SECONDS", "SEED", "SHARED", "SHRINK_SECONDS", "SLOW", "SUBSCRIBERS", "TIMES",
    ];
    private const string OfTests = "TEST_";

    /// <summary>A line for each variable that looks like a setting and is none.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<string> variables)
    {
        var settings = SettingKeys.All.Where(k => k != SettingKeys.Limits).Concat(LimitSettings.Default.ByName.Select(l => $"{SettingKeys.Limits}__{l.Key}")).Select(k => k.ToUpperInvariant()).ToArray();
        foreach (var variable in variables.Where(v => v.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var name = variable[Prefix.Length..];
            if (SettingKeys.IsKnown(name.Replace("__", ":", StringComparison.Ordinal)) || Others.Contains(name) || name.StartsWith(OfTests, StringComparison.Ordinal)) continue;
            yield return $"SETTING_UNKNOWN: the environment's {variable} is no setting and is ignored.{(NearestName.Of(name, settings) is { } near ? $" Did you mean {Prefix}{near}?" : "")}";
        }
    }
}
