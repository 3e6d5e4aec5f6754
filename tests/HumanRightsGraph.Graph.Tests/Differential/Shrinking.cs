using System.Collections.Immutable;
using HumanRightsGraph.Graph.Tests.Reference;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Graphs and operations with a little less in them, the largest cuts first.</summary>
internal static class Shrinking
{
    public static IEnumerable<ReferenceGraph> Smaller(ReferenceSchema schema, ReferenceGraph graph)
    {
        for (var size = graph.Nodes.Count / 2; size > 0; size /= 2)
            for (var i = 0; i + size <= graph.Nodes.Count; i += size)
            {
                var gone = graph.Nodes.Skip(i).Take(size).ToHashSet();
                var copy = Copy(graph, n => !gone.Contains(n), r => !gone.Contains(r.From) && !gone.Contains(r.To), (_, _) => true);
                var reader = new ReferenceReader(schema, copy, RandomValues.Today);
                if (copy.Nodes.All(n => schema.Type(n.Type).Fields.All(f => f is not { Relationship: not null, IsRequired: true, IsList: false } || reader.One(n, f) is not null))) yield return copy;
            }
        for (var size = graph.Relationships.Count / 2; size > 0; size /= 2)
            for (var i = 0; i + size <= graph.Relationships.Count; i += size)
            {
                var gone = graph.Relationships.Skip(i).Take(size).ToHashSet();
                var copy = Copy(graph, _ => true, r => !gone.Contains(r), (_, _) => true);
                var reader = new ReferenceReader(schema, copy, RandomValues.Today);
                if (copy.Nodes.All(n => schema.Type(n.Type).Fields.All(f => f is not { Relationship: not null, IsRequired: true, IsList: false } || reader.One(n, f) is not null))) yield return copy;
            }
        foreach (var node in graph.Nodes)
            foreach (var name in node.Properties.Keys.Where(k => k != "symbol"))
                yield return Copy(graph, _ => true, _ => true, (n, p) => n != node || p != name);
    }

    public static ReferenceGraph Copy(ReferenceGraph graph) => Copy(graph, _ => true, _ => true, (_, _) => true);

    private static ReferenceGraph Copy(ReferenceGraph graph, Func<ReferenceNode, bool> node, Func<ReferenceRelationship, bool> relationship, Func<ReferenceNode, string, bool> property)
    {
        var copy = new ReferenceGraph();
        var nodes = graph.Nodes.Where(node).ToDictionary(n => n, n => copy.Add(n.Type, n.Id, [.. n.Properties.Where(p => property(n, p.Key)).Select(p => (p.Key, (object?)p.Value))]));
        foreach (var r in graph.Relationships.Where(relationship))
            copy.Relate(nodes[r.From], r.Type, nodes[r.To], [.. r.Properties.Select(p => (p.Key, (object?)p.Value))]);
        return copy;
    }

    /// <summary>Documents with a little less in them; what nothing uses any more goes too.</summary>
    public static IEnumerable<DocumentNode> Smaller(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Length; i++)
            foreach (var set in Smaller(((ExecutableDefinitionNode)document.Definitions[i]).SelectionSet))
            {
                DefinitionNode changed = document.Definitions[i] switch
                {
                    OperationDefinitionNode o => o with { SelectionSet = set },
                    FragmentDefinitionNode f => f with { SelectionSet = set },
                    var other => other,
                };
                yield return WithoutUnused(document with { Definitions = document.Definitions.SetItem(i, changed) });
            }
    }

    private static DocumentNode WithoutUnused(DocumentNode document)
    {
        while (document.Definitions.FirstOrDefault(d => d is FragmentDefinitionNode f
            && !document.Definitions.Any(other => Printer.Print(((ExecutableDefinitionNode)other).SelectionSet).Split([' ', '\n']).Contains($"...{f.Name.Value}"))) is { } unused)
            document = document with { Definitions = document.Definitions.Remove(unused) };
        var names = string.Concat(document.Definitions.Select(d => Printer.Print(((ExecutableDefinitionNode)d).SelectionSet))).Split([' ', '\n', ')', '(', ',', ']', '[', '{', '}']).ToHashSet();
        return document with
        {
            Definitions = [.. document.Definitions.Select(d => d is OperationDefinitionNode o
                ? o with { VariableDefinitions = [.. o.VariableDefinitions.Where(v => names.Contains($"${v.Variable.Name.Value}"))] } : d)],
        };
    }

    private static IEnumerable<SelectionSetNode> Smaller(SelectionSetNode set)
    {
        var selections = set.Selections;
        if (selections.Length > 1)
            for (var i = 0; i < selections.Length; i++) yield return set with { Selections = selections.RemoveAt(i) };
        for (var i = 0; i < selections.Length; i++)
        {
            switch (selections[i])
            {
                case FieldNode field:
                    foreach (var smaller in Smaller(field)) yield return set with { Selections = selections.SetItem(i, smaller) };
                    break;
                case InlineFragmentNode inline:
                    yield return set with { Selections = selections.RemoveAt(i).InsertRange(i, inline.SelectionSet.Selections) };
                    foreach (var inner in Smaller(inline.SelectionSet)) yield return set with { Selections = selections.SetItem(i, inline with { SelectionSet = inner }) };
                    break;
            }
        }
    }

    private static IEnumerable<FieldNode> Smaller(FieldNode field)
    {
        if (field.Directives.Length > 0) yield return field with { Directives = [] };
        if (field.SelectionSet is { } set)
            foreach (var smaller in Smaller(set)) yield return field with { SelectionSet = smaller };
        for (var i = 0; i < field.Arguments.Length; i++)
        {
            yield return field with { Arguments = field.Arguments.RemoveAt(i) };
            foreach (var smaller in Smaller(field.Arguments[i].Value))
                yield return field with { Arguments = field.Arguments.SetItem(i, field.Arguments[i] with { Value = smaller }) };
        }
    }

    private static IEnumerable<ValueNode> Smaller(ValueNode value)
    {
        if (value is ListValueNode list)
            for (var i = 0; i < list.Values.Length; i++)
            {
                yield return list with { Values = list.Values.RemoveAt(i) };
                foreach (var smaller in Smaller(list.Values[i])) yield return list with { Values = list.Values.SetItem(i, smaller) };
            }
        if (value is not ObjectValueNode o) yield break;
        for (var i = 0; i < o.Fields.Length; i++)
        {
            yield return o with { Fields = o.Fields.RemoveAt(i) };
            if (o.Fields[i].Name.Value is "not" && o.Fields[i].Value is ObjectValueNode inner) yield return inner;
            foreach (var smaller in Smaller(o.Fields[i].Value)) yield return o with { Fields = o.Fields.SetItem(i, o.Fields[i] with { Value = smaller }) };
        }
    }
}
