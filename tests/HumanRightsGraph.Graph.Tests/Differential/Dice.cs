namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Chance that its seed repeats.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>From 0 to <paramref name="n"/> - 1.</summary>
    public int Below(int n) => _random.Next(n);
    public int Between(int least, int most) => _random.Next(least, most + 1);
    /// <summary>True so many times of a hundred.</summary>
    public bool Chance(int percent) => _random.Next(100) < percent;
    public T Of<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
    /// <summary>Some of them, in any order.</summary>
    public IEnumerable<T> Some<T>(IEnumerable<T> items, int most)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return shuffled.Take(Below(most + 1));
    }
}
