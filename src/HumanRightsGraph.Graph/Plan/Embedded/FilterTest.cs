using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Decides predicates, and finds the few nodes for which one can hold where it names keys.</summary>
internal sealed class FilterTest(NodeReader reader, RunLimits limits)
{
    private GraphVersion Version => reader.Version;

    internal bool Holds(Predicate predicate, int node, PropertyValue item = default)
    {
        switch (predicate)
        {
            case AllOf all:
                foreach (var part in all.Parts)
                    if (!Holds(part, node, item)) return false;
                return true;
            case AnyOf any:
                foreach (var part in any.Parts)
                    if (Holds(part, node, item)) return true;
                return false;
            case Not not: return !Holds(not.Part, node, item);
            case Compare { Operand: PropertyOperand { Property.Type: PropertyType.String } or IdOperand } compare: return Holds(compare, reader.TextOf(compare.Operand, node));
            case OneOf { Operand: PropertyOperand { Property.Type: PropertyType.String } or IdOperand } oneOf: return Holds(oneOf, reader.TextOf(oneOf.Operand, node));
            case Compare compare: return Holds(compare.Comparison, reader.Value(compare.Operand, node, item), compare.Value);
            case OneOf oneOf: return Holds(oneOf, reader.Value(oneOf.Operand, node, item));
            case Related related: return Holds(related, node);
            case Items items: return Holds(items, node);
            case TypeIs types: return reader.IsOf(types.Types, node);
            default: throw new InvalidOperationException($"No test for {predicate.GetType().Name}.");
        }
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
            if (Holds(related.Inner, end.Node) != (related.Quantifier == Quantifier.All)) return related.Quantifier == Quantifier.Some;
        }
        return related.Quantifier != Quantifier.Some;
    }

    private bool Holds(Items items, int node)
    {
        var list = Version.Get(node, items.List.Index);
        var count = list.IsNull ? 0 : list.Type == PropertyType.DateList ? list.AsDates.Count : list.AsStrings.Count;
        for (var i = 0; i < count; i++)
        {
            limits.Step();
            var item = list.Type == PropertyType.DateList ? PropertyValue.Of(list.AsDates[i]) : PropertyValue.Of(list.AsStrings[i]);
            if (Holds(items.Inner, node, item) != (items.Quantifier == Quantifier.All)) return items.Quantifier == Quantifier.Some;
        }
        return items.Quantifier != Quantifier.Some;
    }

    /// <summary>
    /// Nodes of the label outside which the predicate can't hold, by id; null where it names no key to start from. Found
    /// by key or along relationships, so they cost what they are and not what the label has.
    /// </summary>
    internal IReadOnlyList<int>? Candidates(Predicate predicate, KeyLabel label)
    {
        if (Find(predicate, label) is not { } found) return null;
        var nodes = found.ToArray();
        Array.Sort(nodes, Version.CompareIds);
        return nodes;
    }

    private HashSet<int>? Find(Predicate predicate, KeyLabel label)
    {
        limits.Step();
        switch (predicate)
        {
            case OneOf { Operand: IdOperand } ids:
                var byKey = new HashSet<int>();
                foreach (var id in ids.Values)
                    if (Version.TryFind(label, id.AsString, out var node)) byKey.Add(node);
                return byKey;
            case AllOf all: return all.Parts.Select(p => Find(p, label)).Where(f => f is not null).MinBy(f => f!.Count);
            case AnyOf any:
                var either = new HashSet<int>();
                foreach (var part in any.Parts)
                {
                    if (Find(part, label) is not { } found) return null;
                    either.UnionWith(found);
                }
                return either;
            case Related { Quantifier: Quantifier.Some, Field: { Target.KeyLabel: { } target } field } related when Find(related.Inner, target) is { } others:
                var here = new HashSet<int>();
                foreach (var other in others)
                {
                    var back = field.Direction == RelationshipDirection.Out ? Version.Incoming(other, field.Relationship) : Version.Outgoing(other, field.Relationship);
                    foreach (var end in back)
                    {
                        limits.Step();
                        here.Add(end.Node);
                    }
                }
                return here;
            default: return null;
        }
    }
}
