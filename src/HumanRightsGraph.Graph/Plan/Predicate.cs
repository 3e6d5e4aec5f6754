using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// What a filter asks of a node, with its values in place; docs/semantics.md, "Filters". Nothing is null in it: what
/// null means is settled when it is made.
/// </summary>
public abstract record Predicate
{
    public static Predicate True { get; } = new AllOf([]);
    public static Predicate False { get; } = new AnyOf([]);

    public bool IsTrue => this is AllOf { Parts.IsEmpty: true };

    /// <summary>Whether it asks for a property of the relationship by which the node is reached.</summary>
    public bool AsksForEdge => this switch
    {
        AllOf all => all.Parts.Any(p => p.AsksForEdge),
        AnyOf any => any.Parts.Any(p => p.AsksForEdge),
        Not not => not.Part.AsksForEdge,
        Compare { Operand: EdgeOperand } or OneOf { Operand: EdgeOperand } or Items { List: EdgeOperand } => true,
        _ => false,
    };

    public static Predicate And(IReadOnlyList<Predicate> parts)
    {
        var needed = parts.Where(p => !p.IsTrue).ToImmutableArray();
        return needed is [var only] ? only : needed.IsEmpty ? True : new AllOf(needed);
    }
}

public sealed record AllOf(ImmutableArray<Predicate> Parts) : Predicate;
public sealed record AnyOf(ImmutableArray<Predicate> Parts) : Predicate;
public sealed record Not(Predicate Part) : Predicate;

public enum Comparison { Greater, GreaterOrEqual, Less, LessOrEqual, Contains, StartsWith, EndsWith, FoldedEqual, FoldedContains, FoldedStartsWith, FoldedEndsWith }

/// <summary>Holds for no null. The value of a folded comparison is folded already.</summary>
public sealed record Compare(Operand Operand, Comparison Comparison, PropertyValue Value) : Predicate
{
    private byte[]? _text;

    /// <summary>A string's bytes as the embedded store has them.</summary>
    internal byte[] Text => _text ??= JsonText.Encode(Value.AsString);
}

/// <summary>Equal to one of the values, or null where <paramref name="OrNull"/>.</summary>
public sealed record OneOf(Operand Operand, ImmutableArray<PropertyValue> Values, bool OrNull) : Predicate
{
    private byte[][]? _texts;

    /// <summary>The strings' bytes as the embedded store has them.</summary>
    internal byte[][] Texts => _texts ??= [.. Values.Select(v => JsonText.Encode(v.AsString))];
}

public enum Quantifier { Some, None, All }

/// <summary>Of the nodes at the other end (of a field to one, the first by id) some, none or all fulfil it; of a field to many together with the relationship.</summary>
public sealed record Related(RelationshipField Field, Quantifier Quantifier, Predicate Inner) : Predicate;

/// <summary>Of the values of a list some, none or all fulfil it, as <see cref="ItemOperand"/>.</summary>
/// <param name="List">A property of the node or of the relationship.</param>
public sealed record Items(Operand List, Quantifier Quantifier, Predicate Inner) : Predicate;

/// <summary>The node is of one of the types.</summary>
public sealed record TypeIs(NodeTypeSet Types) : Predicate;

/// <summary>What is compared.</summary>
public abstract record Operand;
public sealed record IdOperand : Operand
{
    public static IdOperand Instance { get; } = new();
}
/// <param name="Index">In the properties of the key label.</param>
public sealed record PropertyOperand(PropertyDefinition Property, int Index) : Operand;
/// <param name="AsOf">Null for today.</param>
public sealed record StatusOperand(DateOnly? AsOf) : Operand;
/// <summary>The item of the list that <see cref="Items"/> goes through.</summary>
public sealed record ItemOperand : Operand
{
    public static ItemOperand Instance { get; } = new();
}

/// <summary>A property of the relationship by which the node is reached; null where it is reached by none.</summary>
/// <param name="Index">In the properties of the relationship's type.</param>
public sealed record EdgeOperand(PropertyDefinition Property, int Index) : Operand;
/// <summary>How many entries of a field to many fulfil it.</summary>
public sealed record CountOperand(RelationshipField Field, Predicate Inner) : Operand;

/// <summary>A key of an order: a value of the entry, or of the node that fields to one lead to. Nulls stand last both ways.</summary>
public sealed record OrderKey(ImmutableArray<RelationshipField> Path, Operand Operand, bool Descending);
