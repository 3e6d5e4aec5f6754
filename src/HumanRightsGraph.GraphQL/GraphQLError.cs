using System.Collections.Immutable;
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
        => new(message, locations.ToArray(), null, code);

    /// <summary>A limit was exceeded; <c>extensions.limit</c> names it, its maximum and the value found.</summary>
    /// <param name="found">The value found, or null when counting stopped at the limit.</param>
    public static GraphQLError Limit(string name, long max, long? found, string message, params ReadOnlySpan<Location> locations)
        => new(message, locations.ToArray(), null, ErrorCodes.LimitExceeded, new Dictionary<string, object?>
        {
            ["limit"] = new Dictionary<string, object?> { ["name"] = name, ["max"] = max, ["found"] = found ?? (object)$"more than {max}" },
        });
}
