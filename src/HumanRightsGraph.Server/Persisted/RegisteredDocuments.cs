using System.Text;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Persisted;

/// <summary>
/// Documents that clients sent with their hash (Apollo's automatic persisted queries): in memory, bounded by bytes, those asked for longest ago given up
/// first; and in the cache where there is one, so that other processes and a restarted one know them. Safe for many threads.
/// </summary>
/// <param name="cache">Null where there is none.</param>
internal sealed class RegisteredDocuments(AdvisoryCache? cache, long maxBytes = RegisteredDocuments.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 4 << 20;
    private const string Prefix = "document:";
    /// <summary>What an entry costs beside its text, about.</summary>
    private const int EntryBytes = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<PersistedDocument>> _byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<PersistedDocument> _byUse = new();
    private long _bytes;

    public long Bytes
    {
        get { lock (_gate) return _bytes; }
    }

    public async ValueTask<string?> FindAsync(string sha256, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_byHash.TryGetValue(sha256, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return known.Value.Text;
            }
        }
        if (cache is null || await cache.GetAsync(Prefix + sha256, cancellation) is not { } bytes) return null;
        var text = Encoding.UTF8.GetString(bytes);
        if (PersistedDocument.Hash(text) != sha256)
        {
            cache.Remove(Prefix + sha256);
            return null;
        }
        Keep(sha256, text);
        return text;
    }

    /// <param name="sha256">The text's.</param>
    public void Register(string sha256, string text)
    {
        if (Keep(sha256, text) && cache is { IsOn: true }) cache.Set(Prefix + sha256, Encoding.UTF8.GetBytes(text));
    }

    private bool Keep(string sha256, string text)
    {
        lock (_gate)
        {
            if (_byHash.ContainsKey(sha256)) return false;
            _byHash[sha256] = _byUse.AddFirst(new PersistedDocument(sha256, text, sha256));
            _bytes += Size(text);
            while (_bytes > maxBytes && _byUse.Last is { } last)
            {
                _byUse.RemoveLast();
                _byHash.Remove(last.Value.Sha256);
                _bytes -= Size(last.Value.Text);
            }
            return true;
        }
    }

    private static long Size(string text) => text.Length * sizeof(char) + EntryBytes;
}
