using System.Diagnostics;
using System.Text;

namespace HumanRightsGraph.Testing;

/// <summary>
/// Limits of what tests wait for: far longer than it takes on any machine, so that only what never comes is given up, with its name. Without them a run of
/// the tests would be ended from outside, and nobody would know which test had waited and for what.
/// </summary>
public static class Waiting
{
    /// <summary>Looked at so often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="what">What is waited for, for the message.</param>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    public static async Task WithinAsync(this Task task, TimeSpan limit, string what)
    {
        try
        {
            await task.WaitAsync(limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw Over(limit, what);
        }
    }

    /// <summary>The same with the task's result.</summary>
    public static async Task<T> WithinAsync<T>(this Task<T> task, TimeSpan limit, string what)
    {
        await ((Task)task).WithinAsync(limit, what);
        return await task;
    }

    /// <summary>Until the condition holds.</summary>
    /// <exception cref="TimeoutException">It still doesn't.</exception>
    public static async Task UntilAsync(Func<bool> holds, TimeSpan limit, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(started) > limit) throw Over(limit, what);
            await Task.Delay(Pause);
        }
    }

    /// <summary>The same of a condition that takes a while to look at.</summary>
    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan, string)"/>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan limit, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(started) > limit) throw Over(limit, what);
            await Task.Delay(Pause);
        }
    }

    /// <summary>Until a process whose output is redirected has ended; at the limit it is killed with its children.</summary>
    /// <returns>What it wrote to standard output and to standard error.</returns>
    /// <exception cref="TimeoutException">It takes longer; the message has what it wrote.</exception>
    public static async Task<(string Output, string Messages)> EndAsync(this Process process, TimeSpan limit, string what, CancellationToken cancellation = default)
    {
        var (output, messages) = (new StringBuilder(), new StringBuilder());
        // Not only to the process's end: what it has started may hold its output for longer.
        var all = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, messages), process.WaitForExitAsync(CancellationToken.None));
        try
        {
            await all.WaitAsync(limit, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (e is OperationCanceledException) throw;
            throw Over(limit, $"the end of {what}, which has said:\n{Text(output)}{Text(messages)}");
        }
        return (Text(output), Text(messages));
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4_096];
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            lock (text) text.Append(buffer, 0, read);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    private static TimeoutException Over(TimeSpan limit, string what) => new($"Not within {limit.TotalSeconds:0} s: {what}");
}
