namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>Marks of transactions that a later one must see. Opaque: they go back to the server as they came.</summary>
public sealed class Bookmarks
{
    public static readonly Bookmarks Empty = new([]);

    private Bookmarks(IReadOnlyList<string> values) => Values = values;

    public IReadOnlyList<string> Values { get; }

    public static Bookmarks From(params IEnumerable<string> values) => new([.. values.Distinct()]);

    /// <summary>All of both.</summary>
    public static Bookmarks operator +(Bookmarks left, Bookmarks right) => From(left.Values.Concat(right.Values));
}

/// <summary>Keeps the latest bookmarks of several sessions, so that each sees what the others wrote. For several threads at once.</summary>
public interface IBookmarkManager
{
    Bookmarks GetBookmarks();

    /// <summary>Replaces the bookmarks that a transaction began with by the one it ended with.</summary>
    void UpdateBookmarks(Bookmarks previous, Bookmarks current);
}

/// <summary>In memory, for one driver and one database.</summary>
public sealed class BookmarkManager : IBookmarkManager
{
    private readonly Lock _lock = new();
    private volatile Bookmarks _bookmarks = Bookmarks.Empty;

    public Bookmarks GetBookmarks() => _bookmarks;

    public void UpdateBookmarks(Bookmarks previous, Bookmarks current)
    {
        if (current.Values.Count == 0)
            return;
        lock (_lock)
            _bookmarks = Bookmarks.From(_bookmarks.Values.Except(previous.Values).Concat(current.Values));
    }
}
