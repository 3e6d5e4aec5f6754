namespace HumanRightsGraph.Server.Http;

/// <summary>Which origins (RFC 6454) pages may come from that use this server: its own, and those of <c>--cors</c>.</summary>
/// <param name="allowed">Such as <c>https://app.example.org</c>; <c>*</c> for any.</param>
internal sealed class Origins(IReadOnlyCollection<string> allowed)
{
    private const string Any = "*";

    public IReadOnlyCollection<string> Allowed => allowed;

    public bool AllowAll { get; } = allowed.Contains(Any);

    public bool Allow(HttpRequest request) => AllowAll || IsNamed(request);

    /// <summary>
    /// Whether the origin is allowed by its name, and not only with all others. Programs that are no browser name none. A page's own is that of the address it
    /// uses, with TLS perhaps, which a proxy may end.
    /// </summary>
    public bool IsNamed(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0) return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Equals($"http://{request.Host}", StringComparison.OrdinalIgnoreCase) || origin.Equals($"https://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The form it is compared in, or null where it isn't an origin.</summary>
    public static string? Parse(string text)
    {
        if (text == Any) return text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.UserInfo.Length == 0 && !text.Contains('#')
            ? uri.GetLeftPart(UriPartial.Authority) : null;
    }
}
