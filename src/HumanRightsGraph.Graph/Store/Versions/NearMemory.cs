using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Has memory brought near the processor before it is read.</summary>
internal static class NearMemory
{
    /// <summary>Bytes of a line of the processor's cache.</summary>
    internal const int Line = 64;

    /// <summary>Begins to fetch the line of this place and does not wait for it; where the processor has no such instruction, reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Fetch<T>(ref readonly T place) where T : unmanaged
    {
        // An address that the collector has moved meanwhile fetches something else, and does no harm.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
        else Volatile.Read(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in place)));
    }
}
