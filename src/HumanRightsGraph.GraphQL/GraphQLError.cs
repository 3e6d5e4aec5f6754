using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL;

/// <summary>An error as an answer carries it (GraphQL §7.1.2).</summary>
/// <param name="Message">What is wrong, where, what to do.</param>
/// <param name="Locations">Places in the operation's text; empty when none applies.</param>
/// <param name="Path">Response path of names (<see cref="string"/>) and list indices (<see cref="int"/>); null for request errors.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>; written to <c>extensions.code</c>.</param>
/// <param name="Extensions">Further members of <c>extensions</c>: null, bool, int, long, double, string, lists and maps of them.</param>
public sealed record GraphQLError(
    string Message,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<object>? Path,
    string Code,
    IReadOnlyDictionary<string, object?>? Extensions = null)
{
    public static GraphQLError Of(string code, string message, params ReadOnlySpan<Location> locations)
        => new(WithoutLongWords(message), locations.ToArray(), null, code);

    /// <summary>Names are the client's, and as long as it likes: an error repeats the beginning.</summary>
    private static string WithoutLongWords(string message)
    {
        const int Longest = 60, Kept = 50;
        if (message.Length <= Longest) return message;
        StringBuilder? text = null;
        var (start, copied) = (0, 0);
        for (var i = 0; i <= message.Length; i++)
        {
            if (i < message.Length && (char.IsAsciiLetterOrDigit(message[i]) || message[i] == '_')) continue;
            if (i - start > Longest)
            {
                text = (text ?? new(message.Length)).Append(message, copied, start + Kept - copied).Append('…');
                copied = i;
            }
            start = i + 1;
        }
        return text?.Append(message, copied, message.Length - copied).ToString() ?? message;
    }

    /// <summary>A limit was exceeded; <c>extensions.limit</c> names it, its maximum and the value found.</summary>
    /// <param name="found">The value found, or null when counting stopped at the limit.</param>
    public static GraphQLError Limit(string name, long max, long? found, string message, params ReadOnlySpan<Location> locations)
        => Of(ErrorCodes.LimitExceeded, message, locations).WithLimit(name, max, found);

    /// <summary>The same error, said to be of a limit, as by <see cref="Limit"/>.</summary>
    public GraphQLError WithLimit(string name, long max, long? found) => this with
    {
        Extensions = new Dictionary<string, object?>
        {
            ["limit"] = new Dictionary<string, object?> { ["name"] = name, ["max"] = max, ["found"] = found ?? (object)$"more than {max}" },
        },
    };
}
