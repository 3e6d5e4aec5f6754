using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>Which statuses answers have: GraphQL over HTTP moves, and its audit suite holds servers to what it was.</summary>
public enum HttpStatusRules
{
    /// <summary>Those of the npm package graphql-http: 400, and 200 for <c>application/json</c>, where a request is refused; 200 where data has errors beside it.</summary>
    Audits,

    /// <summary>Those of the draft of August 2026: 422 where a request is understood and refused, 294 where data has errors beside it, and the same for <c>application/json</c> as far as clients of it can bear.</summary>
    Draft2026,
}

/// <summary>Methods, statuses and cross-site requests (GraphQL over HTTP; where its draft and its audit suite differ, the suite).</summary>
public static class HttpRules
{
    /// <summary>The Allow header of an answer 405.</summary>
    public const string Allow = "GET, HEAD, POST";

    /// <summary>One of these, not empty, shows that a browser has asked for leave: no simple cross-site request can carry it.</summary>
    public static IReadOnlyList<string> PreflightHeaders { get; } = ["GraphQL-Preflight", "GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"];

    /// <summary>Why the method is refused (405), or null.</summary>
    public static GraphQLError? CheckMethod(string method) => method is "GET" or "POST" ? null
        : GraphQLError.Of(ErrorCodes.MethodNotAllowed, $"{Execution.InputProblems.Shorten(method)} is not allowed here: use {Allow}.");

    /// <summary>Why the operation cannot be executed by this method, or null: GET changes nothing (405), subscriptions need a stream (400).</summary>
    public static GraphQLError? CheckOperation(string method, OperationType operation) => operation switch
    {
        OperationType.Mutation when method != "POST" => GraphQLError.Of(ErrorCodes.MethodNotAllowed, $"A mutation cannot be sent by {method}: use POST."),
        OperationType.Subscription => GraphQLError.Of(ErrorCodes.BadRequest, "A subscription cannot be answered once: use Server-Sent Events or WebSocket."),
        _ => null,
    };

    /// <summary>
    /// Why a GET is refused, or null: with credentials that a browser sends by itself it must show that it is no simple cross-site request.
    /// </summary>
    /// <param name="contentType">A GET needs none; some browsers send one without asking for leave (GHSA-9q82-xgwf-vj6h), and of them only that of JSON can't be one.</param>
    /// <param name="credentials">The request has a Cookie or Authorization header.</param>
    /// <param name="preflighted">It has one of <see cref="PreflightHeaders"/>, not empty.</param>
    public static GraphQLError? CheckCrossSite(string method, string? contentType, bool credentials, bool preflighted)
    {
        if (method != "GET" || preflighted) return null;
        if (!string.IsNullOrEmpty(contentType) && MediaTypes.CheckContentType(contentType) is not null)
            return GraphQLError.Of(ErrorCodes.Csrf, $"A GET has no Content-Type, or {MediaTypes.Json}, or one of the headers {string.Join(", ", PreflightHeaders)}.");
        return credentials ? GraphQLError.Of(ErrorCodes.Csrf, $"A GET with credentials needs one of the headers {string.Join(", ", PreflightHeaders)}.") : null;
    }

    /// <summary>Data with errors beside it, in the draft of August 2026.</summary>
    public const int PartialSuccess = 294;

    /// <summary>The status of an answer.</summary>
    /// <param name="hasData">It has the member <c>data</c>, be it null: then the operation was executed.</param>
    /// <param name="code">The code of the first error, or null for none.</param>
    /// <param name="isMisshapen">The request is sound JSON and not what a request is.</param>
    public static int Status(ResponseMediaType type, bool hasData, string? code, HttpStatusRules rules = HttpStatusRules.Audits, bool isMisshapen = false)
    {
        var isDraft = rules == HttpStatusRules.Draft2026;
        // Old clients take nothing but 200 for success.
        if (hasData) return isDraft && code is not null && type == ResponseMediaType.GraphQLResponse ? PartialSuccess : 200;
        return code switch
        {
            null => 200,
            ErrorCodes.BadRequest when isDraft && isMisshapen => 422,
            ErrorCodes.ParseFailed when isDraft => 400,
            ErrorCodes.BadRequest or ErrorCodes.BatchingDisabled or ErrorCodes.Csrf => 400,
            ErrorCodes.Unauthenticated => 401,
            ErrorCodes.MethodNotAllowed => 405,
            ErrorCodes.NotAcceptable => 406,
            ErrorCodes.BodyTooLarge => 413,
            ErrorCodes.UnsupportedMediaType => 415,
            ErrorCodes.RateLimited => 429,
            ErrorCodes.InternalServerError => 500,
            ErrorCodes.Timeout => 503,
            _ when isDraft => 422,
            // What is wrong with the operation itself is a well-formed answer, which application/json carries with 200.
            _ => type == ResponseMediaType.Json ? 200 : 400,
        };
    }

    /// <summary>The type an answer is labelled with. The draft keeps <c>application/json</c> for success: a proxy's errors have that type too.</summary>
    public static ResponseMediaType Label(ResponseMediaType type, int status, HttpStatusRules rules) =>
        rules == HttpStatusRules.Draft2026 && status is < 200 or > 299 ? ResponseMediaType.GraphQLResponse : type;
}
