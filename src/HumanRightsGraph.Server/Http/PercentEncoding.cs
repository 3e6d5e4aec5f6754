using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Server.Http;

/// <summary>Parameters of an address as they came (RFC 3986 §2.1): the host leaves what is not sound UTF-8 encoded, where it would be taken for text that the client meant.</summary>
internal static class PercentEncoding
{
    /// <summary>What is wrong with the query of an address, or null.</summary>
    public static GraphQLError? Check(ReadOnlySpan<char> query)
    {
        if (!query.Contains('%')) return null;
        var bytes = ArrayPool<byte>.Shared.Rent(query.Length);
        try
        {
            var count = 0;
            for (var i = 0; i < query.Length; i++)
            {
                if (query[i] != '%') bytes[count++] = (byte)query[i];
                else if (i + 2 < query.Length && byte.TryParse(query.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
                {
                    count++;
                    i += 2;
                }
                else return Problem($"The address has a % at character {i} that two hexadecimal digits don't follow.");
            }
            return Utf8.IsValid(bytes.AsSpan(0, count)) ? null : Problem("The parameters of the address are not UTF-8 once their percent-encoding is undone.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static GraphQLError Problem(string message) => GraphQLError.Of(ErrorCodes.BadRequest, message);
}
