using System.Net;
using System.Net.Sockets;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>Whose a connection is, as far as its address tells: of IPv6 the network of 64 bits that one subscriber has (RFC 6177), so that its other addresses are no other client.</summary>
internal readonly record struct ClientAddress(IPAddress Network, bool IsLoopback)
{
    private const int NetworkBytes = 8;

    public static ClientAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress ?? IPAddress.None);

    public static ClientAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var isLoopback = IPAddress.IsLoopback(address);
        if (isLoopback || address.AddressFamily != AddressFamily.InterNetworkV6) return new(address, isLoopback);
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new(new IPAddress(bytes), false);
    }
}
