using System.CommandLine;
using System.Diagnostics;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Http;
using Microsoft.Extensions.Hosting;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph serve</c>: GraphQL at /graphql, pages at /, health at /health. On an empty embedded store the seed is loaded first.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serve GraphQL at /graphql, with GraphiQL for a browser")
        {
            Settings.UrlsOption, Settings.RedisOption, Settings.WritesOption, Settings.ExplainOption, Settings.CorsOption, Settings.DocumentsOption, Settings.TrustedDocumentsOption,
        };
        Settings.AddStoreTo(command);
        command.SetAction((parsed, cancellation) => Outcomes.Guard(() => RunAsync(Settings.From(parsed), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var seed = Seed.Load();
        if (seed.Error is { } bad) return Outcomes.Fail("SEED_INVALID", bad.ToString());
        await using var opened = await OpenStore.ToServeAsync(settings, cancellation);
        using var importer = new Importer(opened.Store, seed.Value!.Reference);
        // A shared store is filled by whoever writes first; its reference data go in then.
        var changes = settings.Neo4j is null ? await FillAsync(importer, seed.Value, cancellation) : default;
        if (changes.NodesCreated > 0) Console.Error.WriteLine($"The seed was loaded: {changes.NodesCreated:N0} nodes, {changes.RelationshipsCreated:N0} relationships.");

        await using var app = Create(settings, opened, importer);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (ServedAddresses.Failure(settings.Urls, e) is var (code, message))
        {
            return Outcomes.Fail(code, message);
        }
        catch (Exception e) when (IsOfHost(e, settings))
        {
            throw HostSettings();
        }
        var address = app.Urls.First();
        if (settings.Neo4j is not null && await opened.Store.IsEmptyAsync(cancellation)) Console.Error.WriteLine("The database is empty: `hrgraph import` fills it.");
        Console.Error.WriteLine($"HumanRightsGraph answers at {address}/graphql after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"
            + $" (store {settings.Neo4j?.ToString() ?? Path.GetFullPath(settings.Store)}{(settings.Writes ? ", mutations allowed from this machine" : "")}). Ctrl-C stops it.");
        if (!WebFiles.HasGraphiQL) Console.Error.WriteLine("GraphiQL is not bundled; /graphql shows a plain form. Build with Node 20 or later to have it.");
        var warming = settings.Neo4j is null ? Task.Run(() => WarmUp.RunAsync(opened, app.Lifetime.ApplicationStopping), CancellationToken.None) : Task.CompletedTask;
        await app.WaitForShutdownAsync(cancellation);
        await warming;
        return HrgraphCommand.Done;
    }

    /// <exception cref="UsageException">The web host can't take what its settings say.</exception>
    private static WebApplication Create(Settings settings, OpenedStore opened, Importer importer)
    {
        try
        {
            return GraphServer.Create(settings, opened, importer);
        }
        catch (Exception e) when (IsOfHost(e, settings))
        {
            throw HostSettings();
        }
    }

    /// <summary>A value that ASP.NET Core refuses, or a file of its own that is no JSON.</summary>
    private static bool IsOfHost(Exception e, Settings settings) => e is InvalidDataException or InvalidOperationException or FormatException or ArgumentException
        && (settings.Configuration.GetSection("Kestrel").Exists() || ReadersOfSettings.Any(name => e.Source?.StartsWith(name, StringComparison.Ordinal) == true));

    private static readonly string[] ReadersOfSettings = ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.Logging"];

    private static UsageException HostSettings() => new(
        $"the web host can't take its settings: look at Logging and Kestrel in {AppSettingsFile.Name}, at further files appsettings.*.json beside the program, and at ASPNETCORE_… and DOTNET_… in the environment.");

    /// <summary>Reference data goes into every new store; the seed's documents only into a store without documents.</summary>
    private static async Task<ChangeSummary> FillAsync(Importer importer, Seed seed, CancellationToken cancellation)
    {
        var changes = await importer.ApplyReferenceAsync(cancellation);
        return changes + await importer.ImportFirstAsync(seed.Texts, cancellation);
    }
}
