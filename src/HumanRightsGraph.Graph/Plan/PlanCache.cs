namespace HumanRightsGraph.Graph.Plan;

/// <summary>A document and operation name that have been parsed, validated and compiled.</summary>
/// <param name="Constant">The plan bound, where nothing in it depends on variables.</param>
public sealed record CachedPlan(OperationPlan Plan, BoundOperation? Constant)
{
    /// <summary>By slot, what is the same for all requests; see <see cref="OperationBinder.Bind"/>.</summary>
    internal BoundArguments?[] ConstantArguments { get; } = new BoundArguments?[Plan.Arguments.Length];
}

/// <summary>
/// Plans of valid operations by text and operation name, those used longest ago given up first. Bounded by their number
/// and by the bytes of their texts, so that a flood of distinct operations costs others their plan and nobody memory.
/// </summary>
public sealed class PlanCache(int maxPlans = PlanCache.DefaultPlans, long maxCharacters = PlanCache.DefaultCharacters)
{
    public const int DefaultPlans = 1_024;
    public const long DefaultCharacters = 2 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Text, string? Operation), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _characters;

    private readonly record struct Entry((string Text, string? Operation) Key, CachedPlan Plan);

    public int Count
    {
        get { lock (_gate) return _entries.Count; }
    }

    public CachedPlan? Find(string text, string? operation)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((text, operation), out var entry)) return null;
            if (!ReferenceEquals(_byUse.First, entry))
            {
                _byUse.Remove(entry);
                _byUse.AddFirst(entry);
            }
            return entry.Value.Plan;
        }
    }

    public void Add(string text, string? operation, CachedPlan plan)
    {
        lock (_gate)
        {
            if (text.Length > maxCharacters || _entries.ContainsKey((text, operation))) return;
            _entries[(text, operation)] = _byUse.AddFirst(new Entry((text, operation), plan));
            _characters += text.Length;
            while (_entries.Count > maxPlans || _characters > maxCharacters)
            {
                var last = _byUse.Last!.Value.Key;
                _byUse.RemoveLast();
                _entries.Remove(last);
                _characters -= last.Text.Length;
            }
        }
    }
}
