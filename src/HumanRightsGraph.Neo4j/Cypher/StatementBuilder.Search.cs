using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Store;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

// search(text): the score is exact, of the candidates that a full-text index gives or else of every node that has searched text.
internal sealed partial class StatementBuilder
{
    private (string, object) Search(ConnectionContent connection, BoundPage page)
    {
        var (node, score, label) = (Fresh("n"), Fresh("s"), Fresh("l"));
        var candidates = _parameters.Has(page, BoundParameters.Candidates) ? _parameters.Name(page, BoundParameters.Candidates) : null;
        var branches = Api.Search!.Labels.Select(fields =>
        {
            var scan = $"MATCH ({node}:{Quote(fields.Label.Name)})";
            // A node of both sources counts once.
            var source = candidates is null ? scan
                : $"CALL () {{ CALL db.index.fulltext.queryNodes('{SchemaStatements.FullTextIndex(fields.Label)}', {candidates}) YIELD node AS {node} RETURN {node} "
                    + $"UNION MATCH (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) WHERE '{SearchCandidates.Note}' IN g.{TextIndexes.Property} {scan} RETURN {node} }}";
            return $"{source} WITH {node}, {Score(node, fields, page)} AS {score} WHERE {All([$"{score} > 0", _predicates.Condition(page.Where, node)])} "
                + $"RETURN {node}, {score}, {Graph.KeyLabels.IndexOf(fields.Label)} AS {label}";
        });
        var entries = new Entries($"CALL () {{ {string.Join(" UNION ALL ", branches)} }} WITH {node}, {score}, {label}", null, $"{node}, {score}, {label}", node, Api.Search.Labels[0].Label)
        { Labels = Api.Search.Labels.Select(l => l.Label), IsDear = true };
        var keys = new List<Sorted> { new(score, true, false, false, page, "key0") };
        var ties = new List<Sorted> { new(Property(node, "id"), false, false, true, page, "id"), new(label, false, false, false, page, "tie0") };
        var (expression, layout) = Page(connection, page, entries, keys, ties, row =>
        {
            var shapes = NodeShapes(connection.Shape);
            var byLabel = new NodeLayout?[Graph.KeyLabels.Length];
            var texts = EdgeFields(connection.Shape).Any(f => f.Content is HighlightsContent) ? new int[Graph.KeyLabels.Length][] : null;
            var cases = new List<string>();
            foreach (var fields in Api.Search.Labels)
            {
                var (number, inner) = (Graph.KeyLabels.IndexOf(fields.Label), new Row());
                byLabel[number] = Node(inner, node, fields.Label, shapes);
                if (texts is not null) texts[number] = [.. fields.All.Select(p => inner.Column(Property(node, fields.Label.Properties[p.Index].Name)))];
                cases.Add($"WHEN {number} THEN {List(inner.Columns)}");
            }
            return new PageLayout
            {
                ByLabel = byLabel,
                TextColumns = texts,
                LabelColumn = row.Column(label),
                ScoreColumn = row.Column(score),
                NodeColumn = row.Column($"CASE {label} {string.Join(' ', cases)} END"),
            };
        });
        layout.KeyTypes = [PropertyType.Int];
        layout.TieTypes = [PropertyType.Int];
        return (expression, layout);
    }

    /// <summary>4 for all words in the title, 2 for all in the symbol, 1 for all in the text.</summary>
    private string Score(string node, SearchableLabel fields, BoundPage page)
    {
        var (patterns, plain) = (_parameters.Name(page, "patterns"), _parameters.Name(page, "plain"));
        string Fits(IEnumerable<int> properties)
        {
            var (text, pattern) = (Fresh("t"), Fresh("t"));
            return $"any({text} IN {List(properties.Select(p => Property(node, fields.Label.Properties[p].Name)))} WHERE {text} IS NOT NULL AND all({pattern} IN {patterns} WHERE "
                + $"(({pattern}[1] IS NULL OR toLower({text}) CONTAINS {pattern}[1]) AND {text} =~ {pattern}[0]) OR (NOT {text} =~ {plain} AND {text} =~ {pattern}[2])))";
        }
        var parts = new List<string>();
        if (!fields.Titles.IsEmpty) parts.Add($"CASE WHEN {Fits(fields.Titles)} THEN 4 ELSE 0 END");
        if (fields.Symbol >= 0) parts.Add($"CASE WHEN {Fits([fields.Symbol])} THEN 2 ELSE 0 END");
        if (fields.Text >= 0) parts.Add($"CASE WHEN {Fits([fields.Text])} THEN 1 ELSE 0 END");
        return string.Join(" + ", parts);
    }
}
