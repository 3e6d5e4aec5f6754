using System.Buffers.Text;
using System.Security.Cryptography;
using HumanRightsGraph.GraphQL.Transport;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// Answers to GET may be kept by the caller and nobody between, who asks each time whether they still hold, since the graph may change
/// (RFC 9111 §5.2.2.4, RFC 9110 §13.1.2). Only whole answers; everything else is <c>no-store</c>.
/// </summary>
internal static class HttpCaching
{
    /// <summary>What the answer at one address depends on beside it: the media type wanted, and who asks.</summary>
    public const string Vary = "Accept, Authorization";

    private const string Revalidated = "private, no-cache";

    /// <summary>Sets the headers of an answer to GET; where the caller has that very answer already, the status is 304 and there is nothing to send.</summary>
    public static bool SendsNothing(HttpContext context, ResponseMediaType type, ReadOnlySpan<byte> answer)
    {
        var tag = Tag(type, answer);
        var response = context.Response;
        response.Headers.CacheControl = Revalidated;
        response.Headers.ETag = tag.ToString();
        var held = new RequestHeaders(context.Request.Headers).IfNoneMatch;
        if (!held.Any(h => h.Equals(EntityTagHeaderValue.Any) || h.Compare(tag, useStrongComparison: false))) return false;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Of the bytes and the media type, so that it is strong: equal tags are equal answers, whichever server or store gave them.</summary>
    private static EntityTagHeaderValue Tag(ResponseMediaType type, ReadOnlySpan<byte> answer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(answer, hash);
        return new EntityTagHeaderValue($"\"{(type == ResponseMediaType.Json ? 'j' : 'g')}{Base64Url.EncodeToString(hash[..18])}\"");
    }
}
