using System.Globalization;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>The media types of answers (GraphQL over HTTP, Media Types). They differ in the status of request errors.</summary>
public enum ResponseMediaType
{
    /// <summary><c>application/json</c>: request errors have status 200, as old clients want it.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>.</summary>
    GraphQLResponse,
}

/// <summary>Content-Type and Accept headers (RFC 9110 §8.3, §12.5.1).</summary>
public static class MediaTypes
{
    public const string Json = "application/json";
    public const string GraphQLResponse = "application/graphql-response+json";
    private const string Utf8 = "; charset=utf-8";

    /// <summary>The Content-Type of an answer.</summary>
    public static string Header(ResponseMediaType type) => type == ResponseMediaType.Json ? Json + Utf8 : GraphQLResponse + Utf8;

    /// <summary>Why a POST of this Content-Type is refused, or null: bodies are JSON in UTF-8.</summary>
    public static GraphQLError? CheckContentType(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType)) return Unsupported("The request has no Content-Type: send application/json.");
        var range = Parse(contentType);
        if (!range.Type.Equals(Json, StringComparison.OrdinalIgnoreCase))
            return Unsupported($"The Content-Type {Execution.InputProblems.Shorten(range.Type)} is not supported: send application/json.");
        return range.IsUtf8 ? null : Unsupported($"The charset {Execution.InputProblems.Shorten(range.Charset!)} is not supported: UTF-8 only.");
    }

    /// <summary>
    /// The type to answer in. The most specific range that a type matches says its weight; the greater weight wins, then the more specific range, then the
    /// first. None, or anything: application/json. Null when neither is accepted.
    /// </summary>
    public static ResponseMediaType? Negotiate(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept)) return ResponseMediaType.Json;
        var (json, graphQL) = (default(Match), default(Match));
        var place = 0;
        foreach (var part in accept.Split(','))
        {
            var range = Parse(part);
            place--;
            if (!range.IsUtf8) continue;
            var type = range.Type.ToLowerInvariant();
            var specificity = type switch { Json or GraphQLResponse => 3, "application/*" => 2, "*/*" => 1, _ => 0 };
            var match = new Match(range.Weight, specificity, place);
            if (type != GraphQLResponse && specificity > json.Specificity) json = match;
            if (type != Json && specificity > graphQL.Specificity) graphQL = match;
        }
        if (json.Weight <= 0 && graphQL.Weight <= 0) return null;
        return graphQL.CompareTo(json) > 0 ? ResponseMediaType.GraphQLResponse : ResponseMediaType.Json;
    }

    /// <summary>How a type is accepted.</summary>
    /// <param name="Place">The greater the earlier; of two types that one range accepts neither is first.</param>
    private readonly record struct Match(double Weight, int Specificity, int Place) : IComparable<Match>
    {
        public int CompareTo(Match other) => (Weight, Specificity, Place).CompareTo((other.Weight, other.Specificity, other.Place));
    }

    /// <summary>Whether events are accepted, perhaps beside other types.</summary>
    public static bool AcceptsEventStream(string? accept) => accept is not null && accept.Contains("event-stream", StringComparison.OrdinalIgnoreCase)
        && accept.Split(',').Select(Parse).Any(r => r.Type.Equals(EventStreamMessage.MediaType, StringComparison.OrdinalIgnoreCase) && r.IsUtf8 && r.Weight > 0);

    /// <summary>The error when <see cref="Negotiate"/> finds no type.</summary>
    public static GraphQLError NotAcceptable { get; } = GraphQLError.Of(ErrorCodes.NotAcceptable, $"Answers are {GraphQLResponse} or {Json}, and {EventStreamMessage.MediaType} for streams: accept one of them.");

    private static GraphQLError Unsupported(string message) => GraphQLError.Of(ErrorCodes.UnsupportedMediaType, message);

    private readonly record struct MediaRange(string Type, string? Charset, double Weight)
    {
        public bool IsUtf8 => Charset is null || Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || Charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static MediaRange Parse(string text)
    {
        var parts = text.Split(';');
        string? charset = null;
        var weight = 1.0;
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=');
            if (equals < 0) continue;
            var name = part[..equals].Trim();
            var value = part[(equals + 1)..].Trim().Trim('"');
            if (name.Equals("charset", StringComparison.OrdinalIgnoreCase)) charset = value;
            else if (name.Equals("q", StringComparison.OrdinalIgnoreCase))
                weight = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? Math.Clamp(q, 0, 1) : 0;
        }
        return new(parts[0].Trim(), charset, weight);
    }
}
