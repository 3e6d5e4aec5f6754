using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

// Groups of a connection's entries, and what their values come to (docs/semantics.md, "Groups and aggregates").
internal sealed partial class StatementBuilder
{
    /// <param name="source">Gives the entries of all pages as the variables of <paramref name="entries"/>.</param>
    private (string Expression, GroupsLayout Layout) Groups(GroupsContent content, BoundGroups bound, Entries entries, string source)
    {
        var keys = bound.By.Select(_ => Fresh("k")).ToList();
        var text = source;
        for (var i = 0; i < keys.Count; i++)
        {
            // What stands before is carried along, each key under its name.
            var before = string.Join(", ", keys.Take(i).Prepend(entries.Variables));
            text += bound.By[i] switch
            {
                NodeGroupKey { Field.ToMany: true } key => $" WITH {before}, {Neighbours(entries.Node, key.Field)} AS {keys[i]}s UNWIND {OrNull(keys[i] + "s")} AS {keys[i]}",
                ValueGroupKey { IsList: true } key => $" WITH {before}, {Items(entries, key)} AS {keys[i]}s UNWIND {OrNull(keys[i] + "s")} AS {keys[i]}",
                var key => $" WITH {before}, {Single(entries, key)} AS {keys[i]}",
            };
        }
        var count = Fresh("c");
        var numbers = content.Aggregated.Select(a => (Name: Fresh("x"), Expression: Numbers(entries.Node, a))).ToList();
        var order = string.Join(", ", keys.Prepend($"{count} DESC"));
        text += $" WITH {string.Join(", ", [.. keys, $"count(*) AS {count}", .. numbers.Select(n => $"{n.Expression} AS {n.Name}")])} ORDER BY {order} LIMIT {_parameters.Name(bound, "count")}";
        var row = new List<string>(keys) { count };
        var variables = string.Join(", ", [.. keys, count, .. numbers.Select(n => n.Name)]);
        row.AddRange(numbers.Select(n => n.Name));
        var layout = new GroupsLayout(new NodeLayout?[keys.Count], row.Count);
        for (var i = 0; i < keys.Count && content.Nodes is not null; i++)
        {
            if (bound.By[i] is not NodeGroupKey { Field.Target.KeyLabel: { } label }) continue;
            var (node, inner) = (Fresh("n"), new Row());
            var nodeLayout = Node(inner, node, label, [content.Nodes]);
            layout.Nodes[i] = nodeLayout;
            row.Add($"COLLECT {{ MATCH ({node}:{Quote(label.Name)}) WHERE {Property(node, "id")} = {keys[i]} {Returned(node, inner.Columns)} }}");
        }
        return ($"COLLECT {{ {text} {Returned(variables, row)} }}", layout);
    }

    private string Aggregates(AggregateContent content, Entries entries, string source) =>
        $"head(COLLECT {{ {source} RETURN {List(content.Aggregated.Select(a => Numbers(entries.Node, a)))} }})";

    /// <summary>Count, least, greatest and sum.</summary>
    private static string Numbers(string node, AggregatedProperty aggregated)
    {
        var value = Property(node, aggregated.Field.Name);
        var sum = aggregated.Field.Property.Type == PropertyType.Int ? $", sum({value})" : "";
        return $"[count({value}), min({value}), max({value}){sum}]";
    }

    private string Single(Entries entries, GroupKey key) => key switch
    {
        TypeGroupKey => TypeName(entries.Node, entries.Labels),
        NodeGroupKey one => Valued(entries.Node, [one.Field], at => Property(at, "id")),
        ValueGroupKey { Operand: StatusOperand } => StatusExpression.Of(entries.Node, Api.Computed!, _parameters.Name(key, "day"), Fresh),
        ValueGroupKey { Operand: EdgeOperand edge } => entries.Relationship is null ? "null" : Property(entries.Relationship, edge.Property.Name),
        ValueGroupKey { Operand: PropertyOperand property } => Property(entries.Node, property.Property.Name),
        _ => throw new InvalidOperationException($"No statement groups by {key}."),
    };

    private string Neighbours(string node, RelationshipField field)
    {
        var other = Fresh("n");
        return $"COLLECT {{ MATCH ({node}){Arrow(field)}({other}){Where(IsOneOf(other, field.Target.Narrowing, Graph))} RETURN DISTINCT {Property(other, "id")} }}";
    }

    private string Items(Entries entries, ValueGroupKey key)
    {
        var item = Fresh("i");
        return $"COLLECT {{ UNWIND coalesce({Single(entries, key)}, []) AS {item} RETURN DISTINCT {item} }}";
    }

    private static string OrNull(string list) => $"CASE size({list}) WHEN 0 THEN [null] ELSE {list} END";

    private string TypeName(string node, IEnumerable<KeyLabel> labels) => "CASE" + string.Concat(labels.SelectMany(l => Graph.NodeTypes.Where(t => t.KeyLabel == l))
        .Select(t => $" WHEN {All([$"{node}:{Quote(t.KeyLabel.Name)}", Is(node, t, Graph)])} THEN '{t.Name}'")) + " END";
}
