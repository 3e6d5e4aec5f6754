using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Http;

/// <summary>The GraphQL request in a request of HTTP.</summary>
internal static class RequestBody
{
    private const int UsualBytes = 4096;
    private const int MostAnnouncedBytes = 64 << 10;

    /// <summary>Reads it from the parameters of a GET or the body of a POST; or says why the request isn't taken.</summary>
    /// <param name="documentId">Where the address names the document.</param>
    /// <param name="batch">How many requests a list may have; 0 where none is taken.</param>
    public static async ValueTask<RequestResult> ReadAsync(HttpRequest request, Limits limits, string? documentId, int batch, CancellationToken cancellation)
    {
        if (Refusal(request) is { } refused) return new(null, refused);
        return HttpMethods.IsGet(request.Method)
            ? RequestReader.FromParameters(request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? ""))), limits, documentId)
            : await FromBodyAsync(request, limits, documentId, batch, cancellation);
    }

    /// <summary>What headers alone tell.</summary>
    private static GraphQLError? Refusal(HttpRequest request)
    {
        if (HttpMethods.IsPost(request.Method)) return MediaTypes.CheckContentType(request.ContentType) ?? CheckEncoding(request);
        return PercentEncoding.Check(request.QueryString.Value) ?? HttpRules.CheckCrossSite(request.Method, request.ContentType,
            credentials: request.Headers.Cookie.Count > 0 || request.Headers.Authorization.Count > 0,
            preflighted: HttpRules.PreflightHeaders.Any(h => !string.IsNullOrEmpty(request.Headers[h])));
    }

    /// <summary>What the host has decoded has no Content-Encoding any more.</summary>
    private static GraphQLError? CheckEncoding(HttpRequest request) => request.Headers.ContentEncoding.Count == 0 || request.Headers.ContentEncoding is ["identity"] ? null
        : GraphQLError.Of(ErrorCodes.UnsupportedMediaType, "The Content-Encoding is not supported: send gzip, br, deflate or none.");

    private static async Task<RequestResult> FromBodyAsync(HttpRequest request, Limits limits, string? documentId, int batch, CancellationToken cancellation)
    {
        // A length is the client's word: what is announced gets memory as it comes.
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? UsualBytes, MostAnnouncedBytes));
        try
        {
            await request.Body.CopyToAsync(body, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return new(null, GraphQLError.Of(ErrorCodes.BadRequest, "The body is not what its Content-Encoding says: it can't be decompressed."));
        }
        catch (IOException e) when (e is not BadHttpRequestException && !cancellation.IsCancellationRequested)
        {
            // Of some bad chunks the host says only that they can't be read.
            throw new BadHttpRequestException("The body is not sound HTTP.", e);
        }
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        RepeatedRequests.Keep(request.HttpContext, bytes.Span);
        return RequestReader.FromJson(bytes.Span, limits, documentId, batch);
    }
}
