using System.CommandLine;
using System.CommandLine.Parsing;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// What the options say. Each option is also a configuration key: the command line wins over environment variables
/// (<c>HRGRAPH_STORE</c>), these over <c>appsettings.json</c> in the working folder, that over the one beside the executable.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    public static readonly Option<string> StoreOption = new("--store")
    {
        Description = "The embedded store's folder (data); a missing or empty one is an empty store",
        HelpName = "DIR",
    };
    public static readonly Option<string> UrlsOption = new("--urls")
    {
        Description = "The addresses to serve at (http://127.0.0.1:5080), separated by ;",
        HelpName = "URL",
    };
    public static readonly Option<bool> WritesOption = new("--writes")
    {
        Description = "Allow mutations, for callers on this machine",
    };

    public IConfiguration Configuration { get; } = configuration;
    public string Store { get; } = configuration["store"] is { Length: > 0 } store ? store : "data";
    public string Urls { get; } = configuration["urls"] is { Length: > 0 } urls ? urls : "http://127.0.0.1:5080";
    public bool Writes { get; } = bool.TryParse(configuration["writes"], out var writes) && writes;

    public static Settings From(ParseResult parsed)
    {
        var given = new Dictionary<string, string?>();
        foreach (var option in new Option[] { StoreOption, UrlsOption, WritesOption })
        {
            if (parsed.GetResult(option) is not { Implicit: false } result) continue;
            given[option.Name.TrimStart('-')] = option is Option<bool> flag ? parsed.GetValue(flag).ToString() : result.GetValueOrDefault<string>();
        }
        return new Settings(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
            .AddEnvironmentVariables("HRGRAPH_")
            .AddInMemoryCollection(given)
            .Build());
    }
}
