using System.Globalization;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A session's id taken apart: <c>HRC/53</c>, <c>HRC/S-30</c>, <c>HRC/OS/13</c>, <c>GA/79</c>.</summary>
/// <param name="Prefix">What stands between the body and the number: empty for a regular session.</param>
public readonly record struct SessionId(string Body, string Prefix, int Number)
{
    public bool IsRegular => Prefix.Length == 0;

    public string Kind => IsRegular ? "REGULAR" : Prefix[0] == 'O' ? "ORGANIZATIONAL" : "SPECIAL";

    /// <summary>Null where the text is no session's id.</summary>
    public static SessionId? Parse(string id)
    {
        var slash = id.IndexOf('/');
        if (slash <= 0) return null;
        var digits = id.Length;
        while (digits > slash + 1 && char.IsAsciiDigit(id[digits - 1])) digits--;
        return int.TryParse(id.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new SessionId(id[..slash], id[(slash + 1)..digits], number)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Body}/{Prefix}{Number}");
}
