using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Names of derived types (docs/semantics.md, "Names that follow from schema.graphql").</summary>
internal static class ApiNames
{
    internal const string PageInfo = "PageInfo";
    internal const string SortDirection = "SortEnumType";
    internal const string SearchConnection = "SearchConnection";
    internal const string SearchEdge = "SearchEdge";
    internal const string SearchFilter = "SearchFilterInput";
    internal const string SearchTypes = "SearchType";

    internal static string Connection(string stem) => stem + "Connection";
    internal static string Edge(string stem) => stem + "Edge";
    internal static string Filter(ModelType type) => type.Name + "FilterInput";
    internal static string Sort(ModelType type) => type.Name + "SortInput";
    internal static string ListFilter(ModelType type) => $"ListFilterInputTypeOf{type.Name}FilterInput";
    internal static string Operations(string typeName) => typeName == "ID" ? "IdOperationFilterInput" : typeName + "OperationFilterInput";
    internal static string ListOperations(string typeName) => "List" + Operations(typeName);

    /// <summary>Names a filter or sort input keeps for itself.</summary>
    internal static bool IsReserved(string fieldName) => fieldName is "and" or "or" or "not";
}
