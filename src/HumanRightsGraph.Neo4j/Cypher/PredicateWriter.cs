using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// A predicate as a condition. Cypher's null is unknown, a predicate's never is (docs/semantics.md, "Filters"): where a
/// condition is negated it is made one that is never null, elsewhere null counts as false.
/// </summary>
internal sealed class PredicateWriter(ApiSchema api, BoundParameters parameters, Func<string, string> fresh)
{
    private GraphSchema Graph => api.Model.Graph;

    /// <summary>The condition; null where it always holds.</summary>
    /// <param name="edge">The relationship by which the node is reached; null for none.</param>
    internal string? Condition(Predicate predicate, string node, string? edge = null) => predicate.IsTrue ? null : Write(predicate, new(node, edge));

    private string Write(Predicate predicate, Place at)
    {
        switch (predicate)
        {
            case AllOf all: return All([.. all.Parts.Select(p => (string?)Write(p, at))]) ?? "true";
            case AnyOf any: return Any([.. any.Parts.Select(p => Write(p, at))]);
            case Not not: return $"NOT {Known(not.Part, at)}";
            case Compare compare: return Write(compare, Operand(compare.Operand, at));
            case OneOf { Operand: StatusOperand } oneOf:
                return $"({StatusExpression.Of(at.Node, api.Computed!, parameters.Name(oneOf, "day"), fresh)}) IN {parameters.Name(oneOf, "values")}";
            case OneOf oneOf: return Write(oneOf, Operand(oneOf.Operand, at));
            case Related related: return Write(related, at.Node);
            case Items items:
                var each = fresh("i");
                var list = $"coalesce({Operand(items.List, at)}, [])";
                return items.Quantifier switch
                {
                    Quantifier.Some => $"any({each} IN {list} WHERE {Known(items.Inner, at with { Item = each })})",
                    Quantifier.None => $"none({each} IN {list} WHERE {Known(items.Inner, at with { Item = each })})",
                    _ => $"all({each} IN {list} WHERE {Known(items.Inner, at with { Item = each })})",
                };
            case TypeIs types:
                var cases = string.Concat(api.Search!.Types.Select(t => $" WHEN {All([$"{at.Node}:{Quote(t.KeyLabel.Name)}", Is(at.Node, t, Graph)])} THEN {Graph.NodeTypes.IndexOf(t)}"));
                return $"(CASE{cases} ELSE -1 END) IN {parameters.Name(types, "types")}";
            default: throw new InvalidOperationException($"No statement for {predicate.GetType().Name}.");
        }
    }

    /// <summary>True or false, never null.</summary>
    private string Known(Predicate predicate, Place at) => predicate switch
    {
        Compare or OneOf => $"coalesce({Write(predicate, at)}, false)",
        AllOf all => All([.. all.Parts.Select(p => (string?)Known(p, at))]) ?? "true",
        AnyOf any => Any([.. any.Parts.Select(p => Known(p, at))]),
        _ => $"({Write(predicate, at)})",
    };

    private string Write(Compare compare, string operand)
    {
        var value = parameters.Name(compare, "value");
        if (compare.Comparison >= Comparison.FoldedEqual)
        {
            var (text, pair) = (fresh("t"), fresh("t"));
            operand = $"toLower(reduce({text} = {operand}, {pair} IN {parameters.Name(compare, "replacements")} | replace({text}, {pair}[0], {pair}[1])))";
        }
        return operand + compare.Comparison switch
        {
            Comparison.Greater => " > ",
            Comparison.GreaterOrEqual => " >= ",
            Comparison.Less => " < ",
            Comparison.LessOrEqual => " <= ",
            Comparison.FoldedEqual => " = ",
            Comparison.Contains or Comparison.FoldedContains => " CONTAINS ",
            Comparison.StartsWith or Comparison.FoldedStartsWith => " STARTS WITH ",
            _ => " ENDS WITH ",
        } + value;
    }

    private string Write(OneOf oneOf, string operand)
    {
        var equal = oneOf.Values.Length switch
        {
            0 => "false",
            1 => $"{operand} = {parameters.Name(oneOf, "value")}",
            _ => $"{operand} IN {parameters.Name(oneOf, "values")}",
        };
        return !oneOf.OrNull ? equal : oneOf.Values.IsEmpty ? $"{operand} IS NULL" : $"({operand} IS NULL OR {equal})";
    }

    private string Write(Related related, string node)
    {
        var other = fresh("n");
        var types = IsOneOf(other, related.Field.Target.Narrowing, Graph);
        var edge = related.Field.ToMany && related.Inner.AsksForEdge ? fresh("r") : null;
        var pattern = $"({node}){Arrow(related.Field, edge ?? "")}({other})";
        if (related.Field.ToMany)
        {
            if (types is null && related.Inner.IsTrue) return related.Quantifier switch { Quantifier.Some => $"{Degree(related.Field, node)} > 0", Quantifier.None => $"{Degree(related.Field, node)} = 0", _ => "true" };
            return related.Quantifier switch
            {
                Quantifier.Some => Exists(pattern, All([types, Condition(related.Inner, other, edge)])),
                Quantifier.None => "NOT " + Exists(pattern, All([types, Condition(related.Inner, other, edge)])),
                _ => "NOT " + Exists(pattern, All([types, $"NOT {Known(related.Inner, new(other, edge))}"])),
            };
        }
        if (types is null && related.Inner.IsTrue) return $"{Degree(related.Field, node)} {(related.Quantifier == Quantifier.Some ? ">" : "=")} 0";
        var fulfilled = Exists(pattern, FirstAnd(related, node, other));
        return related.Quantifier == Quantifier.Some ? fulfilled : "NOT " + fulfilled;
    }

    /// <summary>That the node at the other end of a field to one is the first by id, and fulfils what is asked of it.</summary>
    internal string? FirstAnd(Related related, string node, string other)
    {
        var types = IsOneOf(other, related.Field.Target.Narrowing, Graph);
        // Of several, some is there whichever comes first.
        if (related.Inner.IsTrue) return types;
        var earlier = fresh("n");
        var none = "NOT " + Exists($"({node}){Arrow(related.Field)}({earlier})",
            All([IsOneOf(earlier, related.Field.Target.Narrowing, Graph), $"{Property(earlier, "id")} < {Property(other, "id")}"]));
        return All([types, Condition(related.Inner, other), $"({Degree(related.Field, node)} = 1 OR {none})"]);
    }

    /// <summary>How many relationships there are, which the server knows without looking at them.</summary>
    private static string Degree(RelationshipField field, string node) => $"COUNT {{ ({node}){Arrow(field)}() }}";

    private static string Exists(string pattern, string? condition) => $"EXISTS {{ MATCH {pattern}{Where(condition)} }}";

    /// <summary>The number of a field's entries that fulfil what is asked of them.</summary>
    internal string Count(CountOperand count, string node)
    {
        var field = count.Field;
        if (field.Target.Narrowing is null && count.Inner.IsTrue) return Degree(field, node);
        var (other, edge) = (fresh("n"), count.Inner.AsksForEdge ? fresh("r") : null);
        return $"COUNT {{ MATCH ({node}){Arrow(field, edge ?? "")}({other}){Where(All([IsOneOf(other, field.Target.Narrowing, Graph), Condition(count.Inner, other, edge)]))} }}";
    }

    private string Operand(Operand operand, Place at) => operand switch
    {
        IdOperand => Property(at.Node, "id"),
        PropertyOperand property => Property(at.Node, property.Property.Name),
        EdgeOperand edge => at.Edge is null ? "null" : Property(at.Edge, edge.Property.Name),
        CountOperand count => Count(count, at.Node),
        _ => at.Item!,
    };

    /// <param name="Edge">The relationship by which the node is reached.</param>
    /// <param name="Item">The list's item in <see cref="Items"/>.</param>
    private readonly record struct Place(string Node, string? Edge, string? Item = null);
}
