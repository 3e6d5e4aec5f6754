using System.Diagnostics;
using System.Globalization;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>How long the present thread has had a core; where the system doesn't say, how much time has passed.</summary>
internal static class ThreadTime
{
    // proc(5): the first number is the time on a processor, in nanoseconds.
    private const string Schedule = "/proc/thread-self/schedstat";

    public static TimeSpan Used() => File.Exists(Schedule)
        ? TimeSpan.FromTicks(long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick)
        : Stopwatch.GetElapsedTime(0);
}
