using System.Diagnostics;

namespace HumanRightsGraph.Testing.Services;

/// <summary>
/// A command that is run when this process ends in whatever way, also by a crash: a shell waits at a pipe whose other end only this process
/// holds, and the system closes that with it. Disposed, the command isn't run.
/// </summary>
internal sealed class EndedWithUs : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _shell;

    /// <param name="script">For <c>sh</c>; the arguments are its <c>$1</c> and on.</param>
    public EndedWithUs(string script, params string[] arguments)
    {
        // In a session of its own, so that an interrupt from the keyboard doesn't end it before its work; without our output, whose reader waits for its end.
        string[] shell = ["sh", "-c", $"exec > /dev/null 2>&1; read -r done || {{ {script}; }}", "sh", .. arguments];
        var start = Tool.Find("setsid") is { } setsid ? new ProcessStartInfo(setsid, shell) : new ProcessStartInfo("/bin/sh", shell[1..]);
        start.RedirectStandardInput = true;
        _shell = Process.Start(start)!;
    }

    public void Dispose()
    {
        try
        {
            _shell.StandardInput.WriteLine("done");
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell has been ended before.
        }
        if (!_shell.WaitForExit(Limit)) _shell.Kill();
        _shell.Dispose();
    }
}
