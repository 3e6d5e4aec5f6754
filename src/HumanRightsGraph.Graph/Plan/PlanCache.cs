using System.Text;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A document and operation name that have been parsed, validated and compiled.</summary>
/// <param name="Constant">The plan bound, where nothing in it depends on variables.</param>
public sealed record CachedPlan(OperationPlan Plan, BoundOperation? Constant)
{
    /// <summary>By slot, what is the same for all requests; see <see cref="OperationBinder.Bind"/>.</summary>
    internal BoundArguments?[] ConstantArguments { get; } = new BoundArguments?[Plan.Arguments.Length];

    /// <summary>Its cost has been counted and is the same for all requests (<see cref="OperationPlan.CostsTheSame"/>).</summary>
    internal bool IsWithinCost { get; set; }

    /// <summary>How its variables are read straight from a request; null where some of them are more than a scalar.</summary>
    internal PlainVariables? Variables { get; } = PlainVariables.Of(Plan);
}

/// <summary>
/// Plans of valid operations, by text and operation name, and by the very bytes of a request that has them. Bounded by their number and by the
/// bytes of their keys. A plan that was not asked for since the last round gives way first, and the bytes of a request are kept only when they come
/// the second time: so a flood of distinct operations costs others neither their plans nor anybody memory. Reading takes no lock.
/// </summary>
public sealed class PlanCache
{
    public const int DefaultPlans = 1_024;
    public const long DefaultBytes = 2 * 1024 * 1024;
    /// <summary>Requests seen once that are remembered, as hashes: a multiple of the plans, so that one that is repeated in between is found again.</summary>
    private const int SeenOnce = 8_192;

    private enum Form : byte { Text, Request }

    private sealed class Entry(ulong hash, Form form, byte[] key, int split, CachedPlan plan)
    {
        internal readonly ulong Hash = hash;
        internal readonly Form Form = form;
        internal readonly byte[] Key = key;
        internal readonly CachedPlan Plan = plan;
        internal readonly int Split = split;
        internal Entry? Next;
        internal volatile bool Used;

        internal bool Is(ulong hash, Form form, ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation) =>
            Hash == hash && Form == form && Key.AsSpan(0, Split).SequenceEqual(document) && Key.AsSpan(Split).SequenceEqual(operation);
    }

    private readonly int _maxPlans;
    private readonly long _maxBytes;
    private readonly Lock _gate = new();
    private readonly Entry?[] _buckets;
    private readonly ulong[] _seen = new ulong[SeenOnce];
    private readonly List<Entry> _entries = [];
    private int _hand;
    private long _bytes;

    public PlanCache(int maxPlans = DefaultPlans, long maxBytes = DefaultBytes)
    {
        (_maxPlans, _maxBytes) = (maxPlans, maxBytes);
        _buckets = new Entry?[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)maxPlans * 2)];
    }

    public int Count
    {
        get { lock (_gate) return _entries.Count; }
    }

    public CachedPlan? Find(string text, string? operation) => Find(Form.Text, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(operation ?? ""));

    public void Add(string text, string? operation, CachedPlan plan) => Add(Form.Text, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(operation ?? ""), plan);

    /// <param name="document">The member <c>query</c> as it stands in the request, escape sequences and all.</param>
    /// <param name="operation">The member <c>operationName</c> likewise; empty for none.</param>
    public CachedPlan? FindRequest(ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation) => Find(Form.Request, document, operation);

    /// <summary>Keeps the plan by these bytes too, if they have come before.</summary>
    /// <inheritdoc cref="FindRequest"/>
    public void AddRequest(ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation, CachedPlan plan)
    {
        var hash = Hash(Form.Request, document, operation);
        ref var seen = ref _seen[hash % SeenOnce];
        if (Interlocked.Exchange(ref seen, hash) == hash) Add(Form.Request, document, operation, plan);
    }

    private CachedPlan? Find(Form form, ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation)
    {
        var hash = Hash(form, document, operation);
        for (var entry = Volatile.Read(ref _buckets[Bucket(hash)]); entry is not null; entry = Volatile.Read(ref entry.Next))
        {
            if (!entry.Is(hash, form, document, operation)) continue;
            if (!entry.Used) entry.Used = true;
            return entry.Plan;
        }
        return null;
    }

    private void Add(Form form, ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation, CachedPlan plan)
    {
        lock (_gate)
        {
            if (document.Length + operation.Length > _maxBytes || Find(form, document, operation) is not null) return;
            var hash = Hash(form, document, operation);
            var entry = new Entry(hash, form, [.. document, .. operation], document.Length, plan);
            while (_entries.Count > 0 && (_entries.Count == _maxPlans || _bytes + entry.Key.Length > _maxBytes)) GiveUpOne();
            _entries.Add(entry);
            _bytes += entry.Key.Length;
            entry.Next = _buckets[Bucket(hash)];
            Volatile.Write(ref _buckets[Bucket(hash)], entry);
        }
    }

    private void GiveUpOne()
    {
        while (true)
        {
            if (_hand >= _entries.Count) _hand = 0;
            var entry = _entries[_hand];
            if (!entry.Used)
            {
                // The last one takes its place; whoever is reading the bucket still finds what stands behind it.
                _entries[_hand] = _entries[^1];
                _entries.RemoveAt(_entries.Count - 1);
                _bytes -= entry.Key.Length;
                ref var link = ref _buckets[Bucket(entry.Hash)];
                while (link != entry) link = ref link!.Next;
                Volatile.Write(ref link, entry.Next);
                return;
            }
            entry.Used = false;
            _hand++;
        }
    }

    private int Bucket(ulong hash) => (int)hash & _buckets.Length - 1;

    private static ulong Hash(Form form, ReadOnlySpan<byte> document, ReadOnlySpan<byte> operation) =>
        SeededHash.Of(document) * 31 + (operation.IsEmpty ? 0 : SeededHash.Of(operation)) + (ulong)form;
}
