using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>Random changes over few ids, so that they meet: nodes come back, relationships double, ends are missing. The same seed gives the same ones.</summary>
internal sealed class RandomChanges(int seed)
{
    // "\uFF21" stands before "\U0001F600" by code point and after it by UTF-16.
    private static readonly string[] Ids = ["a", "B", "b/1", "b/10", "b/2", "决议", "\uFF21", "\U0001F600", "é", "z"];
    private readonly Random _random = new(seed);

    internal static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var given) ? given : Random.Shared.Next();

    internal ImmutableArray<Change> Batch(int most = 12) => [.. Enumerable.Range(0, 1 + _random.Next(most)).Select(_ => Next())];

    internal Change Next() => _random.Next(12) switch
    {
        0 => new DeleteNode(_random.Next(2) == 0 ? Library.Work(Id()) : Library.Author(Id())),
        1 => new DeleteRelationship("QUOTES", Library.Work(Id()), Library.Work(Id()), QuoteProperties()),
        2 => new DeleteRelationship("WROTE", Library.Author(Id()), Library.Work(Id()), []),
        3 or 4 or 5 => new UpsertRelationship("QUOTES", Library.Work(Id()), Library.Work(Id()), QuoteProperties()),
        6 or 7 => new UpsertRelationship("WROTE", Library.Author(Id()), Library.Work(Id()), [new("share", PropertyValue.Of(_random.Next(3) / 2.0))]),
        8 => Library.Writer(Id()),
        9 => new UpsertNode(Library.Work(Id()), null, WorkProperties()),
        _ => new UpsertNode(Library.Work(Id()), _random.Next(2) == 0 ? "Book" : "Essay", WorkProperties()),
    };

    /// <summary>All works and authors, so that most later changes find their ends.</summary>
    internal static ImmutableArray<Change> Everyone() => [.. Ids.SelectMany(id => new Change[] { Library.Book(id), Library.Writer(id) })];

    private string Id() => Ids[_random.Next(Ids.Length)];

    private ImmutableArray<Property> QuoteProperties() =>
    [
        .. Some(("page", PropertyValue.Of(_random.Next(3) == 0 ? null : "p" + _random.Next(3))), ("line", PropertyValue.Of((long?)(_random.Next(2) == 0 ? null : _random.Next(2)))),
            ("words", PropertyValue.Of("w" + _random.Next(3)))),
    ];

    private ImmutableArray<Property> WorkProperties()
    {
        var day = DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));
        return
        [
            .. Some(("title", PropertyValue.Of("t\0\u0001\"\\" + Id())), ("pages", PropertyValue.Of((long?)_random.NextInt64(long.MinValue, long.MaxValue))), ("price", PropertyValue.Of(_random.NextDouble() * 1e300)),
                ("lent", PropertyValue.Of(_random.Next(2) == 0)), ("printedOn", PropertyValue.Of(day)), ("tags", PropertyValue.Of([Id(), "", Id()])),
                ("renewedOn", PropertyValue.Of([day, DateOnly.MinValue])), ("form", PropertyValue.Of("PAPER")), ("pages", PropertyValue.Null)),
        ];
    }

    private IEnumerable<Property> Some(params (string Name, PropertyValue Value)[] all)
    {
        var names = new HashSet<string>();
        foreach (var (name, value) in all)
            if (_random.Next(2) == 0 && names.Add(name)) yield return new Property(name, _random.Next(4) == 0 ? PropertyValue.Null : value);
    }
}
