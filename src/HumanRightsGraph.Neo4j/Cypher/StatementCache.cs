using System.Collections.Concurrent;
using System.Globalization;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>The statements of one plan by the structure of their arguments. Bounded: past it, a plan whose callers send ever other filters has its statements written anew.</summary>
internal sealed class StatementCache
{
    private const int Most = 64;
    internal const int LongestKey = 4_096;
    private readonly ConcurrentDictionary<string, CypherStatement?> _byKey = new(StringComparer.Ordinal);

    internal bool TryFind(ReadOnlySpan<char> key, out CypherStatement? statement) => _byKey.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out statement);

    internal void Add(string key, CypherStatement? statement)
    {
        if (key.Length > LongestKey) return;
        if (_byKey.Count >= Most) _byKey.Clear();
        _byKey[key] = statement;
    }
}

/// <summary>The names of a statement's parameters: <c>p0</c>, <c>p1</c> and so on.</summary>
internal static class ParameterNames
{
    private static readonly string[] _first = [.. Enumerable.Range(0, 64).Select(Make)];

    internal static string Of(int number) => number < _first.Length ? _first[number] : Make(number);

    private static string Make(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");
}
