using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Server.Caching;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Mutations;
using HumanRightsGraph.Server.Persisted;
using HumanRightsGraph.Server.Subscriptions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HumanRightsGraph.Server.Http;

/// <summary>The web host: GraphQL, pages, health.</summary>
public static class GraphServer
{
    private const string GraphQLPath = "/graphql";
    /// <summary>The part of an address that names a document.</summary>
    internal const string DocumentRoute = "id";

    public static WebApplication Create(Settings settings, EmbeddedStore store, Importer importer, TimeProvider? time = null) =>
        Create(settings, OpenedStore.Of(store), importer, time);

    /// <param name="importer">Of the same store.</param>
    public static WebApplication Create(Settings settings, OpenedStore opened, Importer importer, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Limits.Transport.Body(settings.Writes);
        });
        builder.Services.AddRequestDecompression();
        // What the command says of a failed start is enough.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        if (settings.Cors.Count > 0) builder.Services.AddCors();
        if (settings.Redis is { } redis) builder.Services.AddAnswerCache(settings, redis, opened, time);

        var app = builder.Build();
        var cache = app.Services.GetService<AnswerCache>();
        var readers = Pipeline(writes: false, RootFieldHandlers.None);
        var writers = settings.Writes ? Pipeline(writes: true, new MutationHandlers(importer).Handlers) : null;
        var hub = new SubscriptionHub(opened.Store, app.Logger);
        var stopping = app.Lifetime.ApplicationStopping;
        var folder = settings.Documents is { } path ? new DocumentFolder(path, app.Logger, time) : null;
        if (folder is not null && settings.Neo4j is not null) app.Lifetime.ApplicationStarted.Register(() => _ = StatementWarmUp.RunAsync(readers, folder.All, stopping));
        var documents = new PersistedDocuments(
            folder, new RegisteredDocuments(app.Services.GetService<AdvisoryCache>()), settings.TrustedDocuments);
        var limits = settings.Limits.Transport;
        var origins = new Origins(settings.Cors);
        var operations = new ServedOperations(readers, writers, origins, settings.Explain, cache, documents, hub, limits, app.Logger);
        var connections = new OpenConnections(time, limits);
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            connections.Dispose();
            _ = hub.DisposeAsync();
        });
        var streams = new EventStreamEndpoint(operations, new StreamReservations(operations, time), connections, time, stopping);
        var graphQL = new GraphQLEndpoint(operations, streams, settings.HttpStatus, settings.BatchLimit, app.Logger, stopping);
        app.UseSafeHeaders();
        // Others ask for other upgrades with every request, and are answered without.
        app.UseWhen(context => context.Request.Headers.Upgrade is [{ } upgrade] && upgrade.Equals("websocket", StringComparison.OrdinalIgnoreCase) && context.Request.Path == GraphQLPath, sockets =>
        {
            sockets.UseWebSockets();
            sockets.Run(new WebSocketEndpoint(operations, connections, origins, time, stopping).HandleAsync);
        });
        if (origins.Allowed.Count > 0)
        {
            app.UseWhen(context => context.Request.Path.StartsWithSegments(GraphQLPath), pages => pages.UseCors(policy => (origins.AllowAll ? policy.AllowAnyOrigin() : policy.WithOrigins([.. origins.Allowed]))
                .AllowAnyHeader().WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete).SetPreflightMaxAge(TimeSpan.FromHours(1))));
        }
        // What has been answered before needs nothing of what follows.
        app.Use((context, next) => context.Request.Path.Value == GraphQLPath ? graphQL.AnswerRepeatedAsync(context, next) : next(context));
        app.UseOneLength();
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseRequestDecompression();
        app.UseWebFiles();
        app.MapHealth(new Readiness(opened.Store, cache, time, stopping));
        app.MapGet("/", WebFiles.SendStartPage);
        app.MapAnalystFiles();
        foreach (var sdl in new[] { "/graphql/schema", "/graphql/schema.graphql" }) app.MapGet(sdl, (HttpContext context) => GraphQLEndpoint.SendSchema(context, operations.PipelineOf(context).Api));
        app.Map(GraphQLPath, graphQL.HandleAsync);
        app.Map($"/graphql/persisted/{{{DocumentRoute}}}/{{operationName?}}", (HttpContext context, string id, string? operationName) => graphQL.HandleAsync(context, id, operationName));
        return app;

        OperationPipeline Pipeline(bool writes, RootFieldHandlers handlers)
        {
            var options = new PipelineOptions { Time = time, Handlers = handlers, Language = settings.Limits.Language, Plan = settings.Limits.Plan with { Deadline = settings.OperationLimit ?? settings.Limits.Plan.Deadline } };
            return new(Api.Create(writes), opened.Executor(options), options);
        }
    }
}
