using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Names of derived types (docs/semantics.md, "Names that follow from schema.graphql").</summary>
internal static class ApiNames
{
    internal const string PageInfo = "PageInfo";
    internal const string SortDirection = "SortEnumType";
    internal const string SearchConnection = "SearchConnection";
    internal const string SearchEdge = "SearchEdge";
    internal const string SearchHighlight = "SearchHighlight";
    internal const string TextRange = "TextRange";
    internal const string SearchFilter = "SearchFilterInput";
    internal const string SearchTypes = "SearchType";

    internal static string Connection(string stem) => stem + "Connection";
    internal static string Edge(string stem) => stem + "Edge";
    /// <param name="stem">A type's name, or that of a connection whose edges have properties.</param>
    internal static string Filter(string stem) => stem + "FilterInput";
    internal static string Sort(string stem) => stem + "SortInput";
    internal static string ListFilter(string stem) => $"ListFilterInputTypeOf{stem}FilterInput";
    internal static string CountFilter(string stem) => $"CountFilterInputTypeOf{stem}FilterInput";
    internal static string Operations(string typeName) => typeName == "ID" ? "IdOperationFilterInput" : typeName + "OperationFilterInput";
    internal static string ListOperations(string typeName) => "List" + Operations(typeName);

    internal static string Path(string stem) => stem + "Path";
    internal static string PathStep(string stem) => stem + "PathStep";
    internal static string Group(string stem) => stem + "Group";
    internal static string GroupKeys(string stem) => stem + "GroupKey";
    internal static string Aggregate(string typeName) => typeName + "Aggregate";
    internal static string EdgeFilter(string stem) => stem + "EdgeFilterInput";
    internal static string EdgeSort(string stem) => stem + "EdgeSortInput";
    /// <summary>The key of a sort input for the number of a field's entries.</summary>
    internal static string CountKey(ModelField field) => field.Name + "Count";

    /// <summary>The member of a filter or sort input that holds what is asked of the relationship.</summary>
    internal const string EdgeField = "edge";

    /// <summary>Names a filter or sort input keeps for itself.</summary>
    internal static bool IsReserved(string fieldName) => fieldName is "and" or "or" or "not";
}
