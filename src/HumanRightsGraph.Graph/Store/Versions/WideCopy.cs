using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Copies short runs of bytes by whole vectors, reading and writing up to <see cref="Slack"/> bytes more than asked: most texts and names are one or two vectors long, and telling how long exactly
/// costs more than copying too much.
/// </summary>
internal static class WideCopy
{
    /// <summary>So many bytes have to be there behind both source and room.</summary>
    internal const int Slack = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(ref readonly byte from, ref byte to, int length)
    {
        nuint at = 0;
        do
        {
            Vector256.LoadUnsafe(in from, at).StoreUnsafe(ref to, at);
            at += Slack;
        }
        while (at < (nuint)length);
    }

    /// <summary>The bytes with as many zeros behind them as a source needs.</summary>
    internal static byte[] Padded(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[bytes.Length + Slack];
        bytes.CopyTo(padded);
        return padded;
    }
}
