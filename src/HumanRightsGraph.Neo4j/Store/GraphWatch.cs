using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// Finds out which nodes anybody's transactions have touched: Neo4j Community tells of no changes, so the graph's version is watched, and where it is
/// another one the nodes that count are read again and compared, by a fingerprint of each, with what they were. A store that is away delays this and
/// loses nothing. docs/decisions/100-what-subscriptions-are-fed-by.md.
/// </summary>
internal sealed class GraphWatch(
    GraphSchema schema, TouchedNodes touched, Func<CancellationToken, ValueTask<string>> version,
    Func<string, CancellationToken, IAsyncEnumerable<IRecord>> read, Neo4jOptions options) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _look = new(0);
    private Dictionary<NodeKey, ulong> _known = [];
    private string _version = "";
    private Task _watching = Task.CompletedTask;

    /// <summary>Called when it has been disposed of.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>From its end on every change counts.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _version = await version(cancellation).ConfigureAwait(false);
        _known = await FingerprintsAsync(cancellation).ConfigureAwait(false);
        _watching = WatchAsync();
    }

    /// <summary>This process has written: no need to wait for the next look.</summary>
    public void LookNow()
    {
        if (_look.CurrentCount == 0) _look.Release();
    }

    public async ValueTask DisposeAsync()
    {
        Ended();
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _look.Dispose();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await _look.WaitAsync(options.WatchInterval, _end.Token).ConfigureAwait(false);
            try
            {
                await LookAsync(_end.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is GraphStoreException or Neo4jException)
            {
                // It is away, and was waited for. What happens meanwhile is found when it is back.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var now = await version(cancellation).ConfigureAwait(false);
        if (now == _version) return;
        var found = await FingerprintsAsync(cancellation).ConfigureAwait(false);
        var different = found.Where(f => !_known.TryGetValue(f.Key, out var before) || before != f.Value).Select(f => f.Key).ToList();
        different.AddRange(_known.Keys.Where(k => !found.ContainsKey(k)));
        (_version, _known) = (now, found);
        touched.Add(different);
    }

    private async Task<Dictionary<NodeKey, ulong>> FingerprintsAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<NodeKey, ulong>();
        foreach (var label in schema.KeyLabels.Where(l => touched.KeyLabels.Contains(l.Name)))
        {
            await foreach (var record in read(WatchStatement.Of(label), cancellation).ConfigureAwait(false))
                if (record[0] is string id) found[new NodeKey(label.Name, id)] = Fingerprint.Of(record[1]) + 31 * Fingerprint.OfSet(record[2]);
        }
        return found;
    }
}

/// <summary>Reads what a node's fingerprint is made of.</summary>
internal static class WatchStatement
{
    /// <summary>Of a longer text only its beginning and its length count: the facts of a text may have megabytes, and come with its checksum.</summary>
    private const int LongText = 4_096;

    public static string Of(KeyLabel label)
    {
        var properties = string.Join(", ", label.Properties.Select(p => p.Type == PropertyType.String ? Text(CypherName.Quoted(p.Name)) : $"n.{CypherName.Quoted(p.Name)}"));
        return $"MATCH (n:{CypherName.Quoted(label.Name)}) RETURN n.id, [labels(n), {properties}], COLLECT {{ MATCH (n)-[r]-(m) RETURN [type(r), startNode(r) = n, m.id, properties(r)] }}";
    }

    // What others wrote may be anything, and of a number there is no size.
    private static string Text(string name) =>
        $"CASE WHEN n.{name} IS :: STRING THEN CASE WHEN size(n.{name}) > {LongText} THEN [size(n.{name}), left(n.{name}, 64)] ELSE n.{name} END ELSE n.{name} END";
}

/// <summary>A number of 64 bits that tells values apart as good as certainly.</summary>
internal static class Fingerprint
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static ulong Of(object? value) => value switch
    {
        null => 1,
        string text => Mixed(text),
        IReadOnlyDictionary<string, object?> map => Sum(map, m => Mixed(m.Key) * 31 + Of(m.Value)),
        System.Collections.IEnumerable list => Sum(list.Cast<object?>().Index(), i => Of(i.Item) + (ulong)(i.Index + 1) * Prime),
        _ => Mixed(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Of items that come in no promised order.</summary>
    public static ulong OfSet(object? items) => Sum(((System.Collections.IEnumerable)items!).Cast<object?>(), Of);

    private static ulong Sum<T>(IEnumerable<T> items, Func<T, ulong> of)
    {
        ulong sum = 3;
        foreach (var item in items) sum += Final(of(item));
        return Final(sum);
    }

    private static ulong Mixed(string text)
    {
        var hash = Basis;
        foreach (var c in text) hash = (hash ^ c) * Prime;
        return Final(hash);
    }

    private static ulong Final(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        return value ^ (value >> 29);
    }
}
