using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Mutations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HumanRightsGraph.Server.Http;

/// <summary>The web host: GraphQL, pages, health.</summary>
public static class GraphServer
{
    /// <summary>The largest body: a document of 16 MiB by <c>importDocument</c>, escaped as JSON.</summary>
    private const long MaxBodyBytesWithWrites = 40 << 20;
    /// <summary>A document of 64 KiB with variables of 1 MiB, both escaped.</summary>
    private const long MaxBodyBytes = 2 << 20;

    internal static long BodyLimit(bool writes) => writes ? MaxBodyBytesWithWrites : MaxBodyBytes;

    public static WebApplication Create(Settings settings, EmbeddedStore store, Importer importer, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit(settings.Writes);
        });
        builder.Services.AddRequestDecompression();
        // What the command says of a failed start is enough.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var app = builder.Build();
        var readers = Pipeline(writes: false, RootFieldHandlers.None);
        var writers = settings.Writes ? Pipeline(writes: true, new MutationHandlers(importer).Handlers) : null;
        app.UseRequestDecompression();
        app.UseWebFiles();
        app.MapHealth(store);
        app.MapGet("/", WebFiles.SendStartPage);
        app.MapGet("/graphql/schema.graphql", (HttpContext context) => GraphQLEndpoint.SendSchema(context, readers.Api));
        app.Map("/graphql", new GraphQLEndpoint(readers, writers, app.Logger).HandleAsync);
        return app;

        OperationPipeline Pipeline(bool writes, RootFieldHandlers handlers) =>
            new(Api.Create(writes), store, new PipelineOptions { Time = time ?? TimeProvider.System, Handlers = handlers });
    }
}
