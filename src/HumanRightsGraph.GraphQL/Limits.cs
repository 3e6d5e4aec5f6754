namespace HumanRightsGraph.GraphQL;

/// <summary>
/// What an operation may be at most. Selection limits count the expanded form: moving fields into fragments or aliases changes no count.
/// A breach is <see cref="ErrorCodes.LimitExceeded"/> with <c>extensions.limit</c> = name, max, found.
/// </summary>
public sealed record Limits
{
    public const int DefaultTokens = 10_000;
    public const int DefaultParserDepth = 200;
    public const int DefaultDepth = 20;
    public const int DefaultNesting = 200;
    public const int DefaultIntrospectionDepth = 15;
    public const int DefaultIntrospectionLists = 3;
    public const int DefaultIntrospectionValues = 250_000;
    public const int DefaultAliases = 50;
    public const int DefaultRootFields = 20;
    public const int DefaultFields = 2_000;
    public const int DefaultDirectives = 50;
    public const int DefaultDirectivesPerPlace = 8;
    public const int DefaultFragments = 100;
    public const int DefaultOperations = 50;
    public const int DefaultExpandedSelections = 5_000;
    public const int DefaultMergeComparisons = 10_000;
    public const int DefaultErrors = 20;
    public const int DefaultCoercionErrors = 20;
    public const int DefaultVariablesDepth = 32;
    public const int DefaultDocumentBytes = 64 * 1024;
    public const int DefaultVariablesBytes = 1024 * 1024;
    public const int DefaultVariables = 128;
    public const int DefaultListItems = 5_000;
    public const int DefaultOperationName = 128;
    /// <summary>Some two hundred weights for each node that an operation may ask for: far above any use, far below what would never end.</summary>
    public const int DefaultCost = 10_000_000;
    public const int DefaultResponseBytes = 16 * 1024 * 1024;

    public static Limits Default { get; } = new();

    /// <summary>For texts of one's own, such as a schema file: only the stack is guarded.</summary>
    public static Limits Trusted { get; } = new()
    {
        Tokens = int.MaxValue,
        Depth = 200,
        IntrospectionDepth = 200,
        IntrospectionLists = int.MaxValue,
        IntrospectionValues = int.MaxValue,
        Aliases = int.MaxValue,
        RootFields = int.MaxValue,
        Fields = int.MaxValue,
        Directives = int.MaxValue,
        DirectivesPerPlace = int.MaxValue,
        Fragments = int.MaxValue,
        Operations = int.MaxValue,
        ExpandedSelections = 1_000_000,
        MergeComparisons = 10_000_000,
        Errors = 100,
        CoercionErrors = 100,
        Variables = int.MaxValue,
        ListItems = int.MaxValue,
        OperationName = int.MaxValue,
        FieldCost = int.MaxValue,
        TypeCost = int.MaxValue,
        DocumentBytes = int.MaxValue,
        VariablesBytes = int.MaxValue,
    };

    /// <summary>Tokens, commas, comments and byte order marks of a document.</summary>
    public int Tokens { get; init; } = DefaultTokens;

    /// <summary>Nested selection sets, list values, object values and list types, together.</summary>
    public int ParserDepth { get; init; } = DefaultParserDepth;

    /// <summary>Fields above a field and itself, outside introspection.</summary>
    public int Depth { get; init; } = DefaultDepth;

    /// <summary>Selection sets within each other once every spread is expanded: fields, inline fragments, fragments. Guards the stack.</summary>
    public int Nesting { get; init; } = DefaultNesting;

    /// <summary>The same as <see cref="Depth"/>, counted from <c>__schema</c> or <c>__type</c>.</summary>
    public int IntrospectionDepth { get; init; } = DefaultIntrospectionDepth;

    /// <summary>Nested lists of introspection fields (<c>fields</c>, <c>interfaces</c>, <c>possibleTypes</c>, <c>inputFields</c>): as many are refused.</summary>
    public int IntrospectionLists { get; init; } = DefaultIntrospectionLists;

    /// <summary>Values of introspection that are asked for, where each list is as long as it is on the average of the schema.</summary>
    public int IntrospectionValues { get; init; } = DefaultIntrospectionValues;

    /// <summary>Aliased fields of an operation.</summary>
    public int Aliases { get; init; } = DefaultAliases;

    /// <summary>Fields at an operation's root.</summary>
    public int RootFields { get; init; } = DefaultRootFields;

    /// <summary>Fields of an operation.</summary>
    public int Fields { get; init; } = DefaultFields;

    /// <summary>Directives of an operation.</summary>
    public int Directives { get; init; } = DefaultDirectives;

    /// <summary>Directives at one place.</summary>
    public int DirectivesPerPlace { get; init; } = DefaultDirectivesPerPlace;

    /// <summary>Operations of a document.</summary>
    public int Operations { get; init; } = DefaultOperations;

    /// <summary>Fragment definitions of a document.</summary>
    public int Fragments { get; init; } = DefaultFragments;

    /// <summary>Fields, spreads and inline fragments once every spread is expanded.</summary>
    public int ExpandedSelections { get; init; } = DefaultExpandedSelections;

    /// <summary>Pairs of fields of one response name that must be able to merge (GraphQL §5.3.2).</summary>
    public int MergeComparisons { get; init; } = DefaultMergeComparisons;

    /// <summary>Errors reported for one document.</summary>
    public int Errors { get; init; } = DefaultErrors;

    /// <summary>Errors reported for one set of variables.</summary>
    public int CoercionErrors { get; init; } = DefaultCoercionErrors;

    /// <summary>Nested lists and objects of variables.</summary>
    public int VariablesDepth { get; init; } = DefaultVariablesDepth;

    /// <summary>Bytes of a document's UTF-8.</summary>
    public int DocumentBytes { get; init; } = DefaultDocumentBytes;

    /// <summary>Bytes of the JSON of the variables.</summary>
    public int VariablesBytes { get; init; } = DefaultVariablesBytes;

    /// <summary>Variables of an operation.</summary>
    public int Variables { get; init; } = DefaultVariables;

    /// <summary>Items of one list in the variables.</summary>
    public int ListItems { get; init; } = DefaultListItems;

    /// <summary>Characters of an operation's name.</summary>
    public int OperationName { get; init; } = DefaultOperationName;

    /// <summary>Weights of fields and arguments (<see cref="Costs.OperationCost"/>); <see cref="ErrorCodes.CostExceeded"/> beyond.</summary>
    public int FieldCost { get; init; } = DefaultCost;

    /// <summary>Weights of the objects an answer may have; <see cref="ErrorCodes.CostExceeded"/> beyond.</summary>
    public int TypeCost { get; init; } = DefaultCost;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> are answered, and errors suggest names.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>Bytes of an answer.</summary>
    public int ResponseBytes { get; init; } = DefaultResponseBytes;
}
