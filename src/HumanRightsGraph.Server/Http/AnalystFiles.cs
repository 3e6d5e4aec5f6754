using System.IO.Compression;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// What Neo4j's Browser takes from here: the guide (<c>:guide</c> and <c>:play</c> by address), the style (<c>:style</c> by address) and the saved
/// queries as the archive that is dropped into its window. The guide is put together from <c>neo4j/guide.html</c>, the picture and the queries, so
/// that a query stands in one place.
/// </summary>
public static partial class AnalystFiles
{
    /// <summary>The folder of favourites that the Browser makes of the archive.</summary>
    private const string ArchiveFolder = "HumanRightsGraph";
    private const string Parameters = "parameters";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "neo4j");
    /// <summary>Every archive is the same, whatever the day.</summary>
    private static readonly DateTimeOffset ArchiveTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Serves <c>/neo4j/guide.html</c>, <c>/neo4j/style.grass</c>, <c>/neo4j/queries.zip</c> and <c>/neo4j/queries/NAME.cypher</c>.</summary>
    public static void MapAnalystFiles(this WebApplication app)
    {
        app.MapGet("/neo4j/guide.html", (HttpContext context) =>
            Send(context, MediaTypeNames.Text.Html, Encoding.UTF8.GetBytes(Guide($"{context.Request.Scheme}://{context.Request.Host}"))));
        app.MapGet("/neo4j/style.grass", (HttpContext context) => Send(context, MediaTypeNames.Text.Plain, File.ReadAllBytes(Path.Combine(Folder, "style.grass"))));
        app.MapGet("/neo4j/queries.zip", (HttpContext context) => Send(context, MediaTypeNames.Application.Zip, Archive()));
        app.MapGet("/neo4j/queries/{name}.cypher", (HttpContext context, string name) =>
        {
            if (Queries().FirstOrDefault(q => q.Name == name) is { } query) return Send(context, MediaTypeNames.Text.Plain, Encoding.UTF8.GetBytes(query.Text));
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>The saved queries, by name.</summary>
    public static IReadOnlyList<SavedQuery> Queries() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "queries"), "*.cypher").Order(StringComparer.Ordinal)
            .Select(file => SavedQuery.Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];

    /// <summary>The guide, with this server's address where the Browser has to ask for more.</summary>
    public static string Guide(string server)
    {
        var queries = Queries().ToDictionary(q => q.Name);
        var guide = File.ReadAllText(Path.Combine(Folder, "guide.html")).Replace("{server}", Encode(server));
        guide = guide.Replace("<model></model>", File.ReadAllText(Path.Combine(Folder, "model.svg")).Replace("width=\"680\" height=\"445\"", "width=\"100%\""));
        // Of a script of client commands the Browser takes the first without its colon.
        guide = guide.Replace("<parameters></parameters>",
            $"<p><a data-exec=\"{Encode(queries[Parameters].Statements.TrimStart(':'))}\">Parameters</a> : what the queries ask about. Each can be set anew.</p>");
        guide = QueryElement().Replace(guide, match => Button(queries[match.Groups["name"].Value]));
        return guide.Replace("<slide>", "<slide><div style=\"padding: 0 16px\">").Replace("</slide>", "</div></slide>");
    }

    /// <summary>The saved queries as the Browser's favourites.</summary>
    public static byte[] Archive()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var query in Queries())
            {
                var entry = archive.CreateEntry($"{ArchiveFolder}/{query.Name}.cypher");
                entry.LastWriteTime = ArchiveTime;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(query.Text));
            }
        }
        return bytes.ToArray();
    }

    // The Browser puts a sign before the link: the sign runs the query, the link puts it into the editor.
    private static string Button(SavedQuery query) =>
        $"""<p><a data-populate="{Encode(query.Text)}"><b>{Encode(query.Title)}</b></a><br>{Encode(query.Explanation)}</p>""";

    private static Task Send(HttpContext context, string type, byte[] content)
    {
        // The Browser's page is of another origin; nothing here is about whoever asks.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex("<query name=\"(?<name>[a-z-]+)\"></query>")]
    private static partial Regex QueryElement();
}
