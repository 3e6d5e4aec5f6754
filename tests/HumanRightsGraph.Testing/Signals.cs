using System.ComponentModel;
using System.Runtime.InteropServices;

namespace HumanRightsGraph.Testing;

/// <summary>POSIX signals to a process of the tests' own, by its id.</summary>
public static class Signals
{
    public const int Kill = 9, Terminate = 15;

    public static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;
    public static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Sends it; a process that is gone already is none to send it to.</summary>
    /// <exception cref="Win32Exception">It may not be sent.</exception>
    public static void Send(int processId, int signal)
    {
        const int noSuchProcess = 3;
        if (SendSignal(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess) throw new Win32Exception(error);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int processId, int signal);
}
