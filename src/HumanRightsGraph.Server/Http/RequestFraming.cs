using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// Requests of which two servers in a row may see different ends (RFC 9112 §6.1): what stands behind one could be taken for another request. The host takes a
/// chunked body's length from its chunks and keeps a length that was also announced in a header of its own.
/// </summary>
internal static class RequestFraming
{
    private const string OverriddenLength = "X-Content-Length";

    /// <summary>Refuses those of two lengths, and ends their connection.</summary>
    public static void UseOneLength(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.TransferEncoding.Count == 0 || !context.Request.Headers.ContainsKey(OverriddenLength)) return next(context);
        context.Response.Headers.Connection = "close";
        return Refusals.SendAsync(context, StatusCodes.Status400BadRequest,
            GraphQLError.Of(ErrorCodes.BadRequest, "The request has both Transfer-Encoding and Content-Length: send one."));
    });
}
