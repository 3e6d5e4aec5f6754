using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Http;

/// <summary>Answers of HTTP that are errors alone.</summary>
internal static class Refusals
{
    public static GraphQLError ShuttingDown { get; } = GraphQLError.Of(ErrorCodes.ShuttingDown, "The server is restarting or ends: ask again in a moment.");

    /// <summary>No connection more is taken now.</summary>
    public static Task SendBusyAsync(HttpContext context, GraphQLError error)
    {
        context.Response.Headers.RetryAfter = StoreErrors.RetryAfterSeconds;
        return SendAsync(context, StatusCodes.Status503ServiceUnavailable, error);
    }

    public static Task SendAsync(HttpContext context, int status, params IReadOnlyCollection<GraphQLError> errors)
    {
        var answer = ServedOperations.Refusal(errors);
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Header(ResponseMediaType.Json);
        context.Response.ContentLength = answer.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted).AsTask();
    }
}
