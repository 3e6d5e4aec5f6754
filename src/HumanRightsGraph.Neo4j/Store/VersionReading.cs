using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// The graph's version on Neo4j: the bookmark that an empty read ends with, the number of the last committed transaction. One read serves all
/// who asked before it began; one is under way at most and one waits. docs/decisions/080-version-of-the-graph-on-neo4j.md.
/// </summary>
internal sealed class VersionReading(Func<Bookmarks?, CancellationToken, Task<string>> read)
{
    private readonly Lock _lock = new();
    private Task<string> _running = Task.FromResult("");
    private Task<string>? _next;
    private string _visible = "";

    /// <summary>A version that was the last one at some moment after the call.</summary>
    public Task<string> NextAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_running.IsCompleted && _next is null) return (_running = ReadAsync()).WaitAsync(cancellation);
            return (_next ??= AfterAsync(_running)).WaitAsync(cancellation);
        }
    }

    private async Task<string> AfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<string> mine;
        lock (_lock)
        {
            // From here on callers wait for the one after: this read may begin before they asked.
            (_running, _next) = (mine = ReadAsync(), null);
        }
        return await mine.ConfigureAwait(false);
    }

    // A transaction is committed before its changes can be seen. Where the version is new, a second read waits, by its bookmark, until they can.
    private async Task<string> ReadAsync()
    {
        var version = await read(null, CancellationToken.None).ConfigureAwait(false);
        if (version == _visible) return version;
        await read(Bookmarks.From(version), CancellationToken.None).ConfigureAwait(false);
        return _visible = version;
    }
}
