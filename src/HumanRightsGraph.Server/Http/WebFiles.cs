using HumanRightsGraph.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace HumanRightsGraph.Server.Http;

/// <summary>The pages and GraphiQL, served from beside the executable; nothing on them asks an address outside.</summary>
internal static class WebFiles
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; " +
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "web");
    private static readonly string GraphiQL = Path.Combine(Folder, "graphiql", "index.html");

    /// <summary>True where the build bundled GraphiQL.</summary>
    public static bool HasGraphiQL => File.Exists(GraphiQL);

    /// <summary>What every answer says to a browser.</summary>
    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });

    /// <summary>Serves <c>/</c>, <c>/web/…</c> and <c>/graphiql/…</c>.</summary>
    public static void UseWebFiles(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".ttf"] = "font/ttf";
        foreach (var (path, folder) in new[] { ("/web", Folder), ("/graphiql", Path.Combine(Folder, "graphiql")) })
        {
            if (!Directory.Exists(folder)) continue;
            app.UseStaticFiles(new StaticFileOptions
            {
                RequestPath = path,
                FileProvider = new PhysicalFileProvider(folder),
                ContentTypeProvider = types,
                OnPrepareResponse = file => file.Context.Response.Headers.ContentSecurityPolicy = Policy,
            });
        }
    }

    public static Task SendStartPage(HttpContext context) => SendPage(context, Path.Combine(Folder, "index.html"));

    public static Task SendGraphiQL(HttpContext context) => SendPage(context, HasGraphiQL ? GraphiQL : Path.Combine(Folder, "graphql.html"));

    /// <summary>True for a browser that opens the address, rather than a client that asks for an answer.</summary>
    public static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.RouteValues.ContainsKey(GraphServer.DocumentRoute) && !request.Query.Keys.Any(RequestReader.NamesDocument)
        && new RequestHeaders(request.Headers).Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task SendPage(HttpContext context, string file)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(file, context.RequestAborted);
    }
}
