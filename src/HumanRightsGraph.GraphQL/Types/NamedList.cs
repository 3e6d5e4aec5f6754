using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>What a schema's list members have in common: a name unique in the list.</summary>
public interface INamed
{
    string Name { get; }
}

/// <summary>Named things in source order, found by name in constant time. Of equal names the first is found.</summary>
public sealed class NamedList<T> : IReadOnlyList<T> where T : class, INamed
{
    private readonly T[] _items;
    private readonly Dictionary<string, T> _byName;

    public static NamedList<T> Empty { get; } = new([]);

    public NamedList(IEnumerable<T> items)
    {
        _items = [.. items];
        _byName = new(_items.Length, StringComparer.Ordinal);
        foreach (var item in _items) _byName.TryAdd(item.Name, item);
    }

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>The thing of that name, or null.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    public bool TryFind(string name, [NotNullWhen(true)] out T? item) => _byName.TryGetValue(name, out item);

    public bool Contains(string name) => _byName.ContainsKey(name);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
