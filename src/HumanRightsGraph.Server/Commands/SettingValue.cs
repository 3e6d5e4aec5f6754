using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Commands;

/// <summary>Values of settings, each kind read in one way; an empty one counts as not given.</summary>
internal static class SettingValue
{
    private const double LeastSeconds = 0.001, MostSeconds = 86_400;

    public static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } value ? value : null;

    /// <exception cref="UsageException">It is neither true nor false.</exception>
    public static bool Boolean(IConfiguration configuration, string key, bool otherwise = false) => Text(configuration, key) is not { } value ? otherwise
        : bool.TryParse(value, out var given) ? given
        : throw new UsageException($"{key} takes true or false, and not '{value}'.");

    /// <exception cref="UsageException">It is no such number.</exception>
    public static int? Number(IConfiguration configuration, string key, int least, int most) => Text(configuration, key) is not { } value ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UsageException($"{key} takes a number from {least} to {most}, and not '{value}'.");

    /// <exception cref="UsageException">It is no such number.</exception>
    public static TimeSpan? Seconds(IConfiguration configuration, string key) => Text(configuration, key) is not { } value ? null
        : double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= LeastSeconds and <= MostSeconds ? TimeSpan.FromSeconds(seconds)
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{key} takes a number of seconds from {LeastSeconds} to {MostSeconds}, such as 10 or 2.5, and not '{value}'."));
}
