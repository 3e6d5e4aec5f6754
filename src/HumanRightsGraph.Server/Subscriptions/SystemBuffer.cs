using System.Buffers.Binary;
using System.Net.Sockets;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>What the system holds of what was sent to a client. Where it can't be asked or told (not Linux, the client has gone), nothing is known and nothing is changed.</summary>
internal sealed class SystemBuffer
{
    private const int UsualBytes = 64 << 10;
    /// <summary>So much it may hold unsent, that it has something to go on with.</summary>
    private const int EnoughUnsentBytes = 16 << 10;
    /// <summary>For what the host holds, 64 KiB, a message in the middle of which it is, and the words why.</summary>
    private const int LastBytes = 256 << 10;
    /// <summary>How long the system keeps what a dropped client takes nothing of.</summary>
    private const int KeptMilliseconds = 30_000;

    // linux/tcp.h
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int TcpUserTimeout = 18;
    private const int InfoBytes = 148;
    private const int NotSent = 144;

    private readonly Socket _transport;

    /// <summary>From now on the system holds little for this client: it would else take megabytes before it is seen that the client takes nothing.</summary>
    public SystemBuffer(Socket transport)
    {
        _transport = transport;
        Try(() => transport.SendBufferSize = UsualBytes);
    }

    /// <summary>Whether it holds so much that it can't send yet that more would only lie with it.</summary>
    public bool HasEnough
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return false;
            Span<byte> info = stackalloc byte[InfoBytes];
            try
            {
                return _transport.GetRawSocketOption(Tcp, TcpInfo, info) == InfoBytes && BinaryPrimitives.ReadInt32LittleEndian(info[NotSent..]) > EnoughUnsentBytes;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Makes room for the last words to a client that takes nothing: what stands before them goes into the system's hands too, which gives it to the client
    /// whenever that reads, though the connection is closed meanwhile. Not for ever.
    /// </summary>
    public void MakeRoom()
    {
        Try(() => _transport.SendBufferSize = LastBytes);
        if (OperatingSystem.IsLinux()) Try(() => _transport.SetRawSocketOption(Tcp, TcpUserTimeout, BitConverter.GetBytes(KeptMilliseconds)));
    }

    private static void Try(Action change)
    {
        try
        {
            change();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has gone already, which whoever serves it finds out.
        }
    }
}
