using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// Requests of which two servers in a row may see different ends (RFC 9112 §6.1): what stands behind one could be taken for another request. The host takes a
/// chunked body's length from its chunks and keeps a length that was also announced in a header of its own.
/// </summary>
internal static class RequestFraming
{
    private const string OverriddenLength = "X-Content-Length";

    public static bool HasOneLength(HttpRequest request) =>
        request.Headers.TransferEncoding.Count == 0 || !request.Headers.ContainsKey(OverriddenLength);

    /// <summary>Refuses those of two lengths, and ends their connection.</summary>
    public static void UseOneLength(this WebApplication app) => app.Use((context, next) =>
    {
        if (HasOneLength(context.Request)) return next(context);
        context.Response.Headers.Connection = "close";
        return Refusals.SendAsync(context, StatusCodes.Status400BadRequest,
            GraphQLError.Of(ErrorCodes.BadRequest, "The request has both Transfer-Encoding and Content-Length: send one."));
    });
}
