using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using HumanRightsGraph.Documents;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// <c>hrgraph import --server URL</c>: each document by the mutation <c>importDocument</c> of a server that allows writes. A file's text is taken from it here;
/// the server gets all that an import of its own would have, so that the graph becomes the same.
/// </summary>
internal sealed class ImportThroughServer(HttpClient client)
{
    private const string Mutation = """
        mutation($input: ImportDocumentInput!) { importDocument(input: $input) { document { symbol } changes kept } }
        """;
    /// <summary>Changes nothing, is valid where there are mutations, and needs no introspection, which may be switched off.</summary>
    private const string WhetherWrites = "mutation { __typename }";

    /// <summary>Texts in other scripts would be three times as long with each letter escaped.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly record struct Answer(JsonElement Data, string? Code = null, string? Message = null);

    public static async Task<int> RunAsync(Uri server, DocumentLimits limits, string[] paths, string? manifest, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var (files, error) = SourceFiles.Find(paths, manifest, limits);
        if (error is not null) return Outcomes.Fail(error.Code, error.Message);
        using var client = new HttpClient { BaseAddress = server };
        var through = new ImportThroughServer(client);
        var ready = await through.AskAsync(WhetherWrites, new { }, cancellation);
        if (ready.Code == ErrorCodes.ValidationFailed)
        {
            return Outcomes.Fail(ErrorCodes.Forbidden, $"{server} takes no writes from here. Start it with --writes (hrgraph serve --writes), and import on the machine that it runs on, "
                + "by an address of that machine alone such as http://127.0.0.1:5080: it takes writes from there only.");
        }
        if (ready.Code is { } code) return Outcomes.Fail(code, ready.Message!);

        var outcomes = await ImportProgressBar.WhileAsync(progress => through.ImportAsync(files, progress, cancellation));
        return ImportCommand.TellFiles(new ImportReport([.. outcomes]), Stopwatch.GetElapsedTime(started));
    }

    private async Task<List<FileOutcome>> ImportAsync(IReadOnlyList<SourceFile> files, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var outcomes = new List<FileOutcome>(files.Count);
        foreach (var file in files)
        {
            outcomes.Add(await ImportAsync(file, cancellation));
            progress?.Report(new RunProgress(outcomes.Count, files.Count, file.Path));
        }
        return outcomes;
    }

    private async Task<FileOutcome> ImportAsync(SourceFile file, CancellationToken cancellation)
    {
        var refused = new FileOutcome(file.Path, FileStatus.Refused);
        if (file.Kind == SourceKind.PassedOver) return new FileOutcome(file.Path, FileStatus.PassedOver);
        if (file.Kind == SourceKind.Graph)
            return refused with { Code = "IMPORT_INVALID", Message = "A graph goes into a store, not through a server; stop the server and import it with --store, or into its Neo4j with --neo4j." };
        var (offered, error) = file.Offer();
        if (offered is null) return refused with { Code = error!.Code, Message = error.Message };

        var answer = await AskAsync(Mutation, new { input = Input(offered) }, cancellation);
        if (answer.Code is not null) return refused with { Code = answer.Code, Message = answer.Message };
        var payload = answer.Data.GetProperty("importDocument");
        var kept = payload.GetProperty("kept").GetString();
        var status = kept is not null ? FileStatus.Kept : payload.GetProperty("changes").GetInt32() > 0 ? FileStatus.Imported : FileStatus.Unchanged;
        return new FileOutcome(file.Path, status) { Symbol = payload.GetProperty("document").GetProperty("symbol").GetString(), Message = kept };
    }

    private static object Input(OfferedText offered) => new
    {
        symbol = offered.Hints.Symbol,
        language = offered.Hints.Language?.ToUpperInvariant(),
        text = offered.Text.Text,
        fileName = offered.Hints.FileName,
        format = TextFormat.Of(offered.Text.Form),
        sha256 = offered.Sha256,
    };

    private async Task<Answer> AskAsync(string query, object variables, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.PostAsJsonAsync("/graphql", new { query, variables }, Json, cancellation);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (!answer.TryGetProperty("errors", out var errors) || errors.GetArrayLength() == 0) return new(answer.GetProperty("data"));
            return new(default, errors[0].GetProperty("extensions").GetProperty("code").GetString(), errors[0].GetProperty("message").GetString());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new(default, "SERVER_UNREACHABLE", $"{client.BaseAddress} can't be used: {Reason(e)}. Start hrgraph serve --writes there, or give --server its address.");
        }
    }

    private static string Reason(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name isn't known",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "nothing answers there",
        HttpRequestException => "the connection broke off",
        OperationCanceledException => "it doesn't answer in time",
        _ => "what answers there is no HumanRightsGraph",
    };
}
