using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Decides predicates.</summary>
internal sealed class FilterTest(NodeReader reader, RunLimits limits)
{
    private GraphVersion Version => reader.Version;

    /// <param name="relationship">By which the node is reached; -1 for none.</param>
    internal bool Holds(Predicate predicate, int node, int relationship = -1, PropertyValue item = default)
    {
        switch (predicate)
        {
            case AllOf all:
                foreach (var part in all.Parts)
                    if (!Holds(part, node, relationship, item)) return false;
                return true;
            case AnyOf any:
                foreach (var part in any.Parts)
                    if (Holds(part, node, relationship, item)) return true;
                return false;
            case Not not: return !Holds(not.Part, node, relationship, item);
            case Compare { Operand: PropertyOperand { Property.Type: PropertyType.String } or IdOperand } compare: return Holds(compare, reader.TextOf(compare.Operand, node));
            case OneOf { Operand: PropertyOperand { Property.Type: PropertyType.String } or IdOperand } oneOf: return Holds(oneOf, reader.TextOf(oneOf.Operand, node));
            case Compare compare: return Holds(compare.Comparison, Value(compare.Operand, node, relationship, item), compare.Value);
            case OneOf oneOf: return Holds(oneOf, Value(oneOf.Operand, node, relationship, item));
            case Related related: return Holds(related, node);
            case Items items: return Holds(items, node, relationship);
            case TypeIs types: return reader.IsOf(types.Types, node);
            default: throw new InvalidOperationException($"No test for {predicate.GetType().Name}.");
        }
    }

    private PropertyValue Value(Operand operand, int node, int relationship, PropertyValue item)
    {
        if (operand is not CountOperand { Inner.IsTrue: false } count) return reader.Value(operand, node, relationship, item);
        long fulfilling = 0;
        foreach (var end in reader.Ends(node, count.Field))
        {
            limits.Step();
            if (reader.IsOf(count.Field.Target, end.Node) && Holds(count.Inner, end.Node, end.Relationship)) fulfilling++;
        }
        return PropertyValue.Of(fulfilling);
    }

    private static bool Holds(OneOf test, PropertyValue value)
    {
        if (value.IsNull) return test.OrNull;
        foreach (var candidate in test.Values)
            if (value.Type == PropertyType.Float ? value.AsFloat == candidate.AsFloat : value == candidate) return true;
        return false;
    }

    private static bool Holds(OneOf test, StoredText value)
    {
        if (value.IsNull) return test.OrNull;
        foreach (var candidate in test.Texts)
            if (value.Json.SequenceEqual(candidate)) return true;
        return false;
    }

    /// <summary>On the bytes as they are stored, unless an escape sequence in them would make that something else.</summary>
    private static bool Holds(Compare test, StoredText value)
    {
        if (value.IsNull) return false;
        if (test.Comparison >= Comparison.FoldedEqual || JsonText.HasEscapes(value.Json) || JsonText.HasEscapes(test.Text))
            return Holds(test.Comparison, PropertyValue.Of(JsonText.Decode(value.Json)), test.Value);
        var text = value.Json[1..^1];
        var with = test.Text.AsSpan()[1..^1];
        return test.Comparison switch
        {
            Comparison.Greater => text.SequenceCompareTo(with) > 0,
            Comparison.GreaterOrEqual => text.SequenceCompareTo(with) >= 0,
            Comparison.Less => text.SequenceCompareTo(with) < 0,
            Comparison.LessOrEqual => text.SequenceCompareTo(with) <= 0,
            Comparison.Contains => text.IndexOf(with) >= 0,
            Comparison.StartsWith => text.StartsWith(with),
            _ => text.EndsWith(with),
        };
    }

    private static bool Holds(Comparison comparison, PropertyValue value, PropertyValue with)
    {
        if (value.IsNull) return false;
        return comparison switch
        {
            Comparison.Greater => PropertyOrder.Instance.Compare(value, with) > 0,
            Comparison.GreaterOrEqual => PropertyOrder.Instance.Compare(value, with) >= 0,
            Comparison.Less => PropertyOrder.Instance.Compare(value, with) < 0,
            Comparison.LessOrEqual => PropertyOrder.Instance.Compare(value, with) <= 0,
            Comparison.Contains => value.AsString.Contains(with.AsString, StringComparison.Ordinal),
            Comparison.StartsWith => value.AsString.StartsWith(with.AsString, StringComparison.Ordinal),
            Comparison.EndsWith => value.AsString.EndsWith(with.AsString, StringComparison.Ordinal),
            Comparison.FoldedEqual => Folding.Fold(value.AsString) == with.AsString,
            Comparison.FoldedContains => Folding.Fold(value.AsString).Contains(with.AsString, StringComparison.Ordinal),
            Comparison.FoldedStartsWith => Folding.Fold(value.AsString).StartsWith(with.AsString, StringComparison.Ordinal),
            _ => Folding.Fold(value.AsString).EndsWith(with.AsString, StringComparison.Ordinal),
        };
    }

    private bool Holds(Related related, int node)
    {
        if (!related.Field.ToMany)
        {
            var other = reader.First(node, related.Field);
            return (other >= 0 && Holds(related.Inner, other)) == (related.Quantifier == Quantifier.Some);
        }
        var types = related.Field.Target.Narrowing;
        foreach (var end in reader.Ends(node, related.Field))
        {
            limits.Step();
            if (types is not null && !reader.IsOf(types, end.Node)) continue;
            if (Holds(related.Inner, end.Node, end.Relationship) != (related.Quantifier == Quantifier.All)) return related.Quantifier == Quantifier.Some;
        }
        return related.Quantifier != Quantifier.Some;
    }

    private bool Holds(Items items, int node, int relationship)
    {
        var list = Value(items.List, node, relationship, default);
        var count = list.IsNull ? 0 : list.Type == PropertyType.DateList ? list.AsDates.Count : list.AsStrings.Count;
        for (var i = 0; i < count; i++)
        {
            limits.Step();
            var item = list.Type == PropertyType.DateList ? PropertyValue.Of(list.AsDates[i]) : PropertyValue.Of(list.AsStrings[i]);
            if (Holds(items.Inner, node, relationship, item) != (items.Quantifier == Quantifier.All)) return items.Quantifier == Quantifier.Some;
        }
        return items.Quantifier != Quantifier.Some;
    }
}
