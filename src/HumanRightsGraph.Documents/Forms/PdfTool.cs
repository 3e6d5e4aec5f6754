using System.Diagnostics;
using System.Text;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>
/// Runs <c>pdftotext</c> (poppler-utils) in a cage: limits of processor time, address space, output and wall time, in a folder of its own that goes with it.
/// A PDF can be made to loop or to draw a page 2^30 times; what the tool does then must not become ours.
/// </summary>
internal static class PdfTool
{
    private const int MaxOutput = 64 << 20;
    /// <summary>How much longer it may take by the clock than of the processor.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(1.5);

    /// <summary>POSIX shells count <c>ulimit -f</c> in blocks of 512 bytes. A system that lacks one of the limits has the others.</summary>
    private static string Cage(DocumentLimits limits) =>
        $"ulimit -t {limits.PdfSeconds} 2>/dev/null; ulimit -v {(long)limits.PdfMegabytes << 10} 2>/dev/null; ulimit -f {MaxOutput / 512} 2>/dev/null; ulimit -c 0 2>/dev/null; exec \"$@\"";

    /// <summary>The tool; the environment's <c>HRGRAPH_PDFTOTEXT</c> names another place.</summary>
    public static string Name => Environment.GetEnvironmentVariable("HRGRAPH_PDFTOTEXT") is { Length: > 0 } given ? given : "pdftotext";

    /// <summary>Pages, blocks, lines and words with their places, as the tool prints them.</summary>
    public static (string? Output, DocumentError? Error) Run(ReadOnlyMemory<byte> bytes, DocumentLimits limits)
    {
        if (bytes.Length > limits.FileBytes) return (null, new("DOC_TOO_LARGE", $"The PDF has {bytes.Length:N0} bytes; the limit fileBytes is {limits.FileBytes:N0}."));
        var folder = Directory.CreateTempSubdirectory("hrgraph-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "document.pdf");
            using (var stream = File.Create(file)) stream.Write(bytes.Span);
            return Run(file, folder.FullName, limits);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string? Output, DocumentError? Error) Run(string file, string folder, DocumentLimits limits)
    {
        string[] arguments = [Name, "-bbox-layout", "-enc", "UTF-8", "-l", $"{limits.PdfPages + 1}", file, "-"];
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(Name, arguments.Skip(1)) : new ProcessStartInfo("/bin/sh", ["-c", Cage(limits), "sh", .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Start(start);
        if (process is null) return (null, Missing());
        process.StandardInput.Close();
        var wallTime = TimeSpan.FromSeconds(limits.PdfSeconds) + Waiting;
        using var time = new CancellationTokenSource(wallTime);
        var errors = ReadAsync(process.StandardError.BaseStream, 1 << 16, time.Token);
        var output = ReadAsync(process.StandardOutput.BaseStream, MaxOutput, time.Token);
        try
        {
            // Both, so that a tool that fills one isn't held up by the other.
            Task.WhenAll(output, errors).GetAwaiter().GetResult();
            if (output.Result is null) return (null, TooComplex($"its text takes more than {MaxOutput >> 20} MiB"));
            process.WaitForExitAsync(time.Token).GetAwaiter().GetResult();
            return Judge(process.ExitCode, output.Result, Encoding.UTF8.GetString(errors.Result ?? []), limits);
        }
        catch (OperationCanceledException)
        {
            return (null, TooComplex($"reading it takes longer than {wallTime.TotalSeconds:0} s (the limit pdfSeconds)"));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <returns>Null where there is more than the limit.</returns>
    private static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        var over = false;
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            if (all.Length + read <= limit) all.Write(buffer, 0, read);
            else if (limit == MaxOutput) return null;
            else over = true; // of complaints the first are enough
        return over && limit == MaxOutput ? null : all.ToArray();
    }

    // pdftotext(1): 1 the file can't be opened, 3 permissions, 99 another error; above 128 a signal.
    private static (string? Output, DocumentError? Error) Judge(int code, byte[] output, string errors, DocumentLimits limits) => code switch
    {
        0 => (Encoding.UTF8.GetString(output), null),
        126 or 127 => (null, Missing()),
        _ when errors.Contains("password", StringComparison.OrdinalIgnoreCase) || code == 3 => (null, FileKind.Encrypted("a PDF with a password", "unlock it (open it and print it to a new PDF)")),
        _ when errors.Contains("emory", StringComparison.Ordinal) || errors.Contains("bad_alloc", StringComparison.Ordinal) || code is 134 => (null, TooComplex($"reading it takes more than {limits.PdfMegabytes} MiB, the limit pdfMegabytes")),
        137 or 152 or 153 => (null, TooComplex($"reading it takes more than {limits.PdfSeconds} s of processor time (the limit pdfSeconds), or more output than {MaxOutput >> 20} MiB")),
        _ => (null, DocumentForm.Damaged("pdftotext finds no readable PDF in it" + (code > 128 ? $" and is ended by signal {code - 128}" : ""))),
    };

    private static DocumentError TooComplex(string why) => DocumentForm.TooComplex($"{why}. If it is a scan with many pictures, make a PDF of its text alone");

    private static DocumentError Missing() => new("DOC_TOOL_MISSING",
        $"PDF files are read with {Name}, which is not here: install it (Debian, Ubuntu: apt install poppler-utils; macOS: brew install poppler), or name it in HRGRAPH_PDFTOTEXT.");
}
