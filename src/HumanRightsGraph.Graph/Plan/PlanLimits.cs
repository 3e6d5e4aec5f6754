namespace HumanRightsGraph.Graph.Plan;

/// <summary>What an operation may ask of the graph at most. A breach is <c>LIMIT_EXCEEDED</c>, and names the limit.</summary>
public sealed record PlanLimits
{
    public const int DefaultPageSize = 500;
    public const int DefaultNodes = 50_000;
    public const int DefaultResponseBytes = 16 * 1024 * 1024;
    public const int DefaultFilterDepth = 5;
    public const int DefaultFilterPredicates = 100;
    public const int DefaultFilterValues = 1_000;
    public const int DefaultOrderKeys = 8;
    public const int DefaultDepth = 10;
    public const int DefaultGroupKeys = 4;
    public const int DefaultGroups = 200_000;
    public const int DefaultSearchCharacters = 1_000;
    public const int DefaultExpandedFields = 10_000;
    public const int DefaultErrors = 100;
    public const int DefaultCursorCharacters = 65_536;

    /// <summary>Entries of a page where neither <c>first</c> nor <c>last</c> is given; part of the contract, not configurable.</summary>
    public const int PageSizeByDefault = 20;

    /// <summary>Steps from a node to the ends of its series; further ones don't count.</summary>
    public const int SeriesSteps = 100;

    /// <summary>Groups where <c>first</c> is not given.</summary>
    public const int GroupsByDefault = 100;

    public static PlanLimits Default { get; } = new();

    /// <summary>Entries of one page, and ids of <c>nodes</c>.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>The nodes an operation asks for: over its fields, the product of the page sizes on the way there.</summary>
    public int Nodes { get; init; } = DefaultNodes;

    public int ResponseBytes { get; init; } = DefaultResponseBytes;

    /// <summary>Relationships on the way to a comparison of a filter.</summary>
    public int FilterDepth { get; init; } = DefaultFilterDepth;

    /// <summary>Fields and combinations of a filter.</summary>
    public int FilterPredicates { get; init; } = DefaultFilterPredicates;

    /// <summary>Values of all <c>in</c> and <c>nin</c> of a filter.</summary>
    public int FilterValues { get; init; } = DefaultFilterValues;

    public int OrderKeys { get; init; } = DefaultOrderKeys;

    /// <summary>Steps along one relationship: of <c>depth</c> and of a path.</summary>
    public int Depth { get; init; } = DefaultDepth;

    /// <summary>Keys of a grouping.</summary>
    public int GroupKeys { get; init; } = DefaultGroupKeys;

    /// <summary>Groups that are counted before the largest are chosen.</summary>
    public int Groups { get; init; } = DefaultGroups;

    public int SearchCharacters { get; init; } = DefaultSearchCharacters;

    /// <summary>Fields of a plan once fragments are expanded and types told apart.</summary>
    public int ExpandedFields { get; init; } = DefaultExpandedFields;

    /// <summary>Errors of one answer's fields; one more says that there are more.</summary>
    public int Errors { get; init; } = DefaultErrors;

    /// <summary>A cursor has the values of its order's keys, texts among them.</summary>
    public int CursorCharacters { get; init; } = DefaultCursorCharacters;

    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}
