using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Neo4j.Cypher;

// Where a statement's record has what the plan asks for. A row is a list of values; nested rows stand in their columns.

/// <summary>A row that holds a node.</summary>
internal sealed class NodeLayout
{
    private readonly Dictionary<FieldContent, (int Column, object? Inner)> _contents = new(ReferenceEqualityComparer.Instance);

    /// <summary>The types by the number in <see cref="TypeColumn"/>.</summary>
    internal required IReadOnlyList<NodeType> Types { get; init; }
    /// <summary>-1 where the type need not be told.</summary>
    internal int TypeColumn { get; set; } = -1;
    /// <summary>-1 where nobody needs the id.</summary>
    internal int IdColumn { get; set; } = -1;

    internal bool Has(FieldContent content) => _contents.ContainsKey(content);
    internal void Add(FieldContent content, int column, object? inner = null) => _contents[content] = (column, inner);
    internal int ColumnOf(FieldContent content) => _contents[content].Column;
    internal (int Column, T Inner) Nested<T>(FieldContent content) where T : class => _contents[content] is var (column, inner) ? (column, (T)inner!) : default;
}

/// <summary>A page: a list of entries, total, and whether there is a next and a previous one, as far as they are asked for.</summary>
internal sealed class PageLayout
{
    internal int Entries { get; set; } = -1;
    internal int Total { get; set; } = -1;
    /// <summary>Whether entries lie beyond the cursor at the page's end or at its start.</summary>
    internal int Next { get; set; } = -1;
    internal int Previous { get; set; } = -1;
    /// <summary>One entry more than the page has is read, to know whether there is one.</summary>
    internal bool ReadsMore { get; set; }

    /// <summary>The entry's node, and its row where it is the entry's own.</summary>
    internal NodeLayout? Node { get; set; }
    /// <summary>Of a search, the node by the number of its key label, whose row stands in <see cref="NodeColumn"/>.</summary>
    internal NodeLayout?[]? ByLabel { get; set; }
    /// <summary>Of a search that highlights, by the number of the key label, the columns of its texts in the order of <see cref="SearchableLabel.All"/>.</summary>
    internal int[][]? TextColumns { get; set; }
    internal int LabelColumn { get; set; } = -1;
    internal int NodeColumn { get; set; } = -1;
    internal int ScoreColumn { get; set; } = -1;
    internal int IdColumn { get; set; } = -1;
    internal int[] KeyColumns { get; set; } = [];
    internal PropertyType[] KeyTypes { get; set; } = [];
    internal int[] TieColumns { get; set; } = [];
    internal PropertyType[] TieTypes { get; set; } = [];
    internal Dictionary<int, int> EdgeColumns { get; } = [];
    /// <summary>By <see cref="GroupsContent"/> or <see cref="AggregateContent"/>, its column in the page.</summary>
    internal Dictionary<FieldContent, (int Column, GroupsLayout? Layout)> Groups { get; } = new(ReferenceEqualityComparer.Instance);
}

/// <summary>A list of groups: each a row of the keys, the count, the numbers, and from <paramref name="NodesFrom"/> on the rows of nodes.</summary>
/// <param name="Nodes">By key, how its node is laid out; null where it has none.</param>
internal sealed record GroupsLayout(NodeLayout?[] Nodes, int NodesFrom);

/// <summary>A path, in a list of one or none: the row of its first node, and those of its steps.</summary>
internal sealed record PathLayout(NodeLayout Start, PageLayout Steps);

/// <summary>Nodes looked up by id, in every key label that the field may give: for each, the rows found.</summary>
internal sealed record LookupLayout(IReadOnlyList<(KeyLabel Label, NodeLayout Node)> Labels);

/// <summary>A statement and where its one record has the values of root fields or of a handler's nodes.</summary>
internal sealed class CypherStatement(string text, string key)
{
    internal string Text => text;
    /// <summary>The structure it was written for.</summary>
    internal string Key => key;
    /// <summary>By the content of the field; of what a handler gave, by the shape.</summary>
    internal Dictionary<object, (int Column, object Layout)> Roots { get; } = new(ReferenceEqualityComparer.Instance);
}
