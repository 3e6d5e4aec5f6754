using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A node that is new or changed since the base. Immutable. A deleted one keeps its number for when its key comes back.</summary>
/// <param name="Id">In the form of <see cref="JsonText"/>.</param>
internal sealed record NodeRow(int Type, StoredText Id, PropertyValue[] Values, bool Deleted = false)
{
    private RowTexts? _texts;

    internal StoredText Text(int property) => (_texts ??= new(Values)).Of(property);
}

/// <summary>A relationship that is new or changed since the base. Immutable.</summary>
internal sealed record RelationshipRow(int Type, int From, int To, PropertyValue[] Values, bool Deleted = false)
{
    private RowTexts? _texts;

    internal StoredText Text(int property) => (_texts ??= new(Values)).Of(property);
}

/// <summary>The strings of a row as they are sent, each made when it is first asked for. Many threads may ask: they make the same.</summary>
internal sealed class RowTexts(PropertyValue[] values)
{
    private byte[]?[]? _texts;

    internal StoredText Of(int property)
    {
        if (values[property].IsNull) return default;
        var texts = _texts ??= new byte[]?[values.Length];
        return new StoredText(texts[property] ??= JsonText.Encode(values[property].AsString));
    }
}
