using System.Globalization;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>The scalar <c>Date</c>: a day as in ISO 8601, <c>2023-07-13</c>, read to a <see cref="DateOnly"/>.</summary>
public static class DateScalar
{
    private const string Form = "yyyy-MM-dd";
    private const string Expected = "a day that exists, as in \"2023-07-13\"";

    public static ScalarCoercion Coercion { get; } = new(
        node => node is StringValueNode text ? Read(text.Value) : CoercionResult.Fail(Expected),
        json => json.ValueKind == JsonValueKind.String ? Read(json.GetString()!) : CoercionResult.Fail(Expected));

    /// <summary>The day that UTF-8 says, in the same form.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> utf8, out DateOnly day)
    {
        Span<char> text = stackalloc char[Form.Length];
        day = default;
        return utf8.Length == Form.Length && Encoding.UTF8.TryGetChars(utf8, text, out var length) && length == Form.Length
            && DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static CoercionResult Read(string text) =>
        text.Length == Form.Length && DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? CoercionResult.Of(day) : CoercionResult.Fail(Expected);
}
