using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>The order of property values of one type: strings by code point, false before true, lists element by element, null last.</summary>
public sealed class PropertyOrder : IComparer<PropertyValue>
{
    public static PropertyOrder Instance { get; } = new();

    private PropertyOrder() { }

    public int Compare(PropertyValue x, PropertyValue y)
    {
        if (x.IsNull || y.IsNull) return x.IsNull == y.IsNull ? 0 : x.IsNull ? 1 : -1;
        if (x.Type != y.Type) return x.Type.CompareTo(y.Type);
        return x.Type switch
        {
            PropertyType.String => CodePointComparer.Instance.Compare(x.AsString, y.AsString),
            PropertyType.Float => x.AsFloat.CompareTo(y.AsFloat),
            PropertyType.StringList => Compare(x.AsStrings, y.AsStrings, CodePointComparer.Instance),
            PropertyType.DateList => Compare(x.AsDates, y.AsDates, Comparer<DateOnly>.Default),
            _ => x.AsInt.CompareTo(y.AsInt),
        };
    }

    private static int Compare<T>(IReadOnlyList<T> x, IReadOnlyList<T> y, IComparer<T> comparer)
    {
        for (var i = 0; i < x.Count && i < y.Count; i++)
            if (comparer.Compare(x[i], y[i]) is var order and not 0) return order;
        return x.Count - y.Count;
    }
}
