namespace HumanRightsGraph.Server.Http;

/// <summary>
/// HEAD is GET whose answer has no content (RFC 9110 §9.3.2), at every address. The rest of the server sees a GET; the host, who has read the request line,
/// sends what headers say of the content and not the content.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Key = new();

    public static void UseHeadAsGet(this WebApplication app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method)) return next(context);
        context.Items[Key] = Key;
        context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    /// <summary>Nobody reads the content: a stream of it would be kept open for nothing.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Key);
}
