using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// The addresses of <c>--urls</c>. The web server takes a host it doesn't know for all interfaces, and a port that is no number for a part of the host,
/// so that a slip of the pen would open the graph to the network: only what is meant is taken.
/// </summary>
internal static class ServedAddresses
{
    public const string Usual = "http://127.0.0.1:5080";
    private const string Scheme = "http://", TlsScheme = "https://";

    /// <exception cref="UsageException">One isn't such an address.</exception>
    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value)) return Usual;
        var addresses = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0) throw NotTaken(value, "there is none in it.");
        foreach (var address in addresses)
            if (Problem(address) is { } problem) throw NotTaken(address, problem);
        return string.Join(';', addresses);
    }

    private static UsageException NotTaken(string address, string problem) => new($"--urls takes addresses such as {Usual}, separated by ;, and not '{address}': {problem}");

    private static string? Problem(string address)
    {
        if (address.StartsWith(TlsScheme, StringComparison.OrdinalIgnoreCase))
            return $"TLS is the business of a reverse proxy in front, or of Kestrel's own settings in {AppSettingsFile.Name}; serve at {Scheme}{address[TlsScheme.Length..]} behind it.";
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return $"it doesn't begin with {Scheme}.";
        var place = address[Scheme.Length..];
        if (place.StartsWith("unix:", StringComparison.OrdinalIgnoreCase)) return "a socket of the file system is not served.";
        if (place.EndsWith('/')) place = place[..^1];
        if (place.AsSpan().IndexOfAny("/?#") >= 0) return "a path has no place in it.";
        var end = place.StartsWith('[') ? place.IndexOf(']') + 1 : Math.Max(0, place.LastIndexOf(':'));
        if (end == 0) end = place.Length;
        var (host, port) = (place[..end], place[end..]);
        var number = 80;
        if (port.Length > 0 && !(port[0] == ':' && int.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= IPEndPoint.MaxPort))
            return $"its port is a number from 0 to {IPEndPoint.MaxPort} (0 for any that is free), and not '{port.TrimStart(':')}'.";
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return number > 0 ? null : $"localhost is two addresses, for which no common port can be found; {Scheme}127.0.0.1:0 is one.";
        return host is "*" or "+" || IsAddress(host) ? null
            : $"'{host}' is neither an IP address (an IPv6 one stands in brackets) nor localhost; * is for all addresses of this machine.";
    }

    /// <summary>In its usual form: 127.1 and 2130706433 are addresses too, but nobody's intention.</summary>
    private static bool IsAddress(string host) => host is ['[', .., ']']
        ? IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var six) && six.AddressFamily == AddressFamily.InterNetworkV6
        : IPAddress.TryParse(host, out var four) && four.AddressFamily == AddressFamily.InterNetwork && four.ToString() == host;

    /// <summary>What to say of a start that failed; null where it didn't fail by the addresses.</summary>
    public static (string Code, string Message)? Failure(string urls, Exception exception) => SocketErrorOf(exception) switch
    {
        null => null,
        SocketError.AddressAlreadyInUse => ("URL_IN_USE", $"{urls} can't be served: another program listens there, perhaps another hrgraph. End it, or choose another address with --urls."),
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.HostNotFound =>
            ("URL_UNAVAILABLE", $"{urls} can't be served: this machine has no such address. Choose one that it has with --urls, or http://*:PORT for all of them."),
        SocketError.AccessDenied => ("URL_UNAVAILABLE", $"{urls} can't be served: this user may not listen there; ports below 1024 are often reserved. Choose a higher one with --urls."),
        var other => ("URL_UNAVAILABLE", $"{urls} can't be served: the system refuses it ({other}). Choose another address with --urls."),
    };

    private static SocketError? SocketErrorOf(Exception? exception) => exception switch
    {
        SocketException socket => socket.SocketErrorCode,
        AggregateException several => several.InnerExceptions.Select(SocketErrorOf).FirstOrDefault(e => e is not null),
        null => null,
        _ => SocketErrorOf(exception.InnerException),
    };
}
