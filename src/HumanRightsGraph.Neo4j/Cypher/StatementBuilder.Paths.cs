using HumanRightsGraph.Graph.Plan;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

// The shortest path between two nodes: the first node, and a row for each step.
internal sealed partial class StatementBuilder
{
    private (string, object) Path(PathContent content, BoundPath path)
    {
        var (field, target) = (content.Field, content.Field.Target);
        var (from, to, nodes, steps) = (Fresh("n"), Fresh("n"), Fresh("a"), Fresh("a"));
        string End(string node, string role) => $"MATCH ({node}:{Quote(target.KeyLabel!.Name)}) WHERE {All([$"{Property(node, "id")} = {_parameters.Name(path, role)}", IsOneOf(node, target.Narrowing, Graph)])}";
        var (each, at) = (Fresh("i"), Fresh("i"));
        var order = new List<string> { $"[{each} IN {nodes} | {Property(each, "id")}]" };
        order.AddRange(field.Relationship.Identity.Select(name => $"[{each} IN {steps} | {Property(each, name)}]"));

        var shapes = content.Shape.Fields.Where(Includes).Select(f => f.Content).OfType<PathNodesContent>().Select(n => n.Shape).ToList();
        var stepFields = content.Shape.Fields.Where(Includes).Select(f => f.Content).OfType<PathStepsContent>().SelectMany(s => s.Step.Fields.Where(Includes)).Select(f => f.Content).ToList();
        var (start, startRow) = (Fresh("n"), new Row());
        var startLayout = Node(startRow, start, target.KeyLabel!, shapes);
        var (node, relationship, row) = (Fresh("n"), Fresh("r"), new Row());
        var layout = new PageLayout { Entries = 1, Node = Node(row, node, target.KeyLabel!, [.. shapes, .. stepFields.OfType<EdgeNodeContent>().Select(n => n.Shape)]) };
        foreach (var property in stepFields.OfType<EdgePropertyContent>()) layout.EdgeColumns[property.Index] = row.Column(Property(relationship, property.Field.Name));

        var found = $"CALL ({from}, {to}) {{ WITH {from}, {to} WHERE {from} = {to} RETURN [{from}] AS {nodes}, [] AS {steps} "
            + $"UNION ALL WITH {from}, {to} WHERE {from} <> {to} MATCH p = allShortestPaths(({from}){Arrow(field, "", $"*..{path.Depth}")}({to})) "
            + $"WITH nodes(p) AS {nodes}, relationships(p) AS {steps} ORDER BY {string.Join(", ", order)} LIMIT 1 RETURN {nodes}, {steps} }}";
        var first = $"head(COLLECT {{ WITH {nodes}[0] AS {start} {Returned(start, startRow.Columns)} }})";
        var rest = $"COLLECT {{ UNWIND range(0, size({steps}) - 1) AS {at} WITH {at}, {nodes}[{at} + 1] AS {node}, {steps}[{at}] AS {relationship} ORDER BY {at} {Returned($"{at}, {node}, {relationship}", row.Columns)} }}";
        return ($"COLLECT {{ {End(from, "from")} {End(to, "to")} {found} {Returned($"{nodes}, {steps}", [first, rest])} }}", new PathLayout(startLayout, layout));
    }
}
