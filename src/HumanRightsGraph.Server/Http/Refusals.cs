using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Http;

/// <summary>Answers of HTTP that are errors alone.</summary>
internal static class Refusals
{
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
