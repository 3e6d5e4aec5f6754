using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HumanRightsGraph.Testing;

public static class Ports
{
    // Below the ports that systems give to outgoing connections (from 32,768 on Linux, 49,152 elsewhere): none of these takes one meanwhile.
    private const int First = 15_000, Last = 32_000;

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    /// <summary>A port of the loopback address that nobody listens at; no other call of this process gets it.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (!Given.TryAdd(port, 0)) continue;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
