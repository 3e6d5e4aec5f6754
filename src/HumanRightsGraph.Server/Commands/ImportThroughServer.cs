using System.Net.Http.Json;
using System.Text.Json;
using HumanRightsGraph.Documents;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph import --server URL</c>: each document by the mutation <c>importDocument</c> of a server that allows writes.</summary>
internal static class ImportThroughServer
{
    private const string Mutation = """
        mutation($input: ImportDocumentInput!) { importDocument(input: $input) { document { symbol } changes errors { code message } } }
        """;

    public static async Task<int> RunAsync(Uri server, DocumentLimits limits, string[] paths, string? manifest, CancellationToken cancellation)
    {
        var (files, error) = SourceFiles.Find(paths, manifest, limits);
        if (error is not null) return Outcomes.Fail(error.Code, error.Message);
        using var client = new HttpClient { BaseAddress = server };
        var (changed, unchanged, refused) = (0, 0, 0);
        foreach (var file in files.Where(f => f.Kind != SourceKind.PassedOver))
        {
            var (changes, problem) = await SendAsync(client, file, cancellation);
            if (problem is not null) Console.Error.WriteLine($"{file.Path}: {problem}");
            (changed, unchanged, refused) = (changed + (changes > 0 ? 1 : 0), unchanged + (changes == 0 ? 1 : 0), refused + (problem is null ? 0 : 1));
        }
        Console.Out.WriteLine($"{changed} imported, {unchanged} unchanged, {refused} refused");
        return refused == 0 ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }

    private static async Task<(int? Changes, string? Problem)> SendAsync(HttpClient client, SourceFile file, CancellationToken cancellation)
    {
        if (file.Kind == SourceKind.Graph) return (null, "IMPORT_INVALID: a graph goes into a store, not through a server; stop the server and import it with --store.");
        var (bytes, unreadable) = file.Read();
        if (bytes is null) return (null, $"{unreadable!.Code}: {unreadable.Message}");
        var (text, undecoded) = DocumentReader.PlainText(bytes, Path.GetFileName(file.Path), file.Hints.Limits);
        if (text is null) return (null, $"{undecoded!.Code}: {undecoded.Message}");
        var variables = new { input = new { symbol = file.Hints.Symbol, language = file.Hints.Language?.ToUpperInvariant(), text } };
        try
        {
            using var response = await client.PostAsJsonAsync("/graphql", new { query = Mutation, variables }, cancellation);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (answer.TryGetProperty("errors", out var errors))
                return (null, $"{errors[0].GetProperty("extensions").GetProperty("code").GetString()}: {errors[0].GetProperty("message").GetString()}");
            return (answer.GetProperty("data").GetProperty("importDocument").GetProperty("changes").GetInt32(), null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException)
        {
            return (null, $"SERVER_UNREACHABLE: {client.BaseAddress} does not answer as HumanRightsGraph does: {e.Message}");
        }
    }
}
