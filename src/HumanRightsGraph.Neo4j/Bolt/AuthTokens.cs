namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>Who the client says it is. Made by <see cref="AuthTokens"/>; its text form never shows the secret.</summary>
public interface IAuthToken;

/// <summary>Ways to authenticate (Bolt, "LOGON").</summary>
public static class AuthTokens
{
    /// <summary>The server asks for no authentication.</summary>
    public static IAuthToken None { get; } = new AuthToken("none", null, null);

    public static IAuthToken Basic(string username, string password) => new AuthToken("basic", username, password);

    /// <summary>A token of a single sign-on.</summary>
    public static IAuthToken Bearer(string token) => new AuthToken("bearer", null, token);
}

internal sealed class AuthToken(string scheme, string? principal, string? credentials) : IAuthToken, IEquatable<AuthToken>
{
    private readonly string? _credentials = credentials;

    public string Scheme => scheme;

    public string? Principal => principal;

    public int Entries => 1 + (principal is null ? 0 : 1) + (_credentials is null ? 0 : 1);

    public void WriteEntries(PackStreamWriter writer)
    {
        writer.WriteUtf8("scheme"u8);
        writer.Write(scheme);
        if (principal is not null)
        {
            writer.WriteUtf8("principal"u8);
            writer.Write(principal);
        }
        if (_credentials is not null)
        {
            writer.WriteUtf8("credentials"u8);
            writer.Write(_credentials);
        }
    }

    public bool Equals(AuthToken? other) => other is not null && scheme == other.Scheme && principal == other.Principal && _credentials == other._credentials;

    public override bool Equals(object? obj) => Equals(obj as AuthToken);

    public override int GetHashCode() => HashCode.Combine(scheme, principal);

    public override string ToString() => $"scheme {scheme}";
}
