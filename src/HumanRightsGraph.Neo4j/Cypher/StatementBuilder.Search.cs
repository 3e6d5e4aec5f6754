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
        var (node, score, label, searched) = (Fresh("n"), Fresh("s"), Fresh("l"), Fresh("l"));
        // One pattern for all labels, with their names in lists: a branch for each would take a server that hasn't planned it yet seconds.
        var (ofLabels, labels) = (_parameters.Name(page, "searched"), string.Join('|', Api.Search!.Labels.Select(l => Quote(l.Label.Name))));
        var scan = $"MATCH ({node}:{labels}) UNWIND [{searched} IN {ofLabels} WHERE {searched}[2] IN labels({node})] AS {searched}";
        var found = _parameters.Has(page, BoundParameters.Candidates) ? Candidates(node, searched, ofLabels, scan, _parameters.Name(page, BoundParameters.Candidates)) : scan;
        var entries = new Entries($"CALL () {{ {found} WITH {node}, {searched}[1] AS {label}, {Score(node, searched, page)} AS {score} WHERE {All([$"{score} > 0", _predicates.Condition(page.Where, node)])} "
            + $"RETURN {node}, {score}, {label} }} WITH {node}, {score}, {label}", null, $"{node}, {score}, {label}", node, Api.Search.Labels[0].Label)
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

    /// <summary>What the indexes give; or all there is, where they may miss something.</summary>
    private string Candidates(string node, string searched, string ofLabels, string scan, string query)
    {
        var misses = Fresh("m");
        return $"OPTIONAL MATCH (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) WITH coalesce('{SearchCandidates.Note}' IN g.{TextIndexes.Property}, false) AS {misses} "
            + $"CALL ({misses}) {{ WITH {misses} WHERE NOT {misses} UNWIND {ofLabels} AS {searched} CALL db.index.fulltext.queryNodes({searched}[0], {query}) YIELD node AS {node} RETURN {node}, {searched} "
            + $"UNION ALL WITH {misses} WHERE {misses} {scan} RETURN {node}, {searched} }}";
    }

    /// <summary>4 for all words in the title, 2 for all in the symbol, 1 for all in the text.</summary>
    private string Score(string node, string searched, BoundPage page)
    {
        var (patterns, plain) = (_parameters.Name(page, "patterns"), _parameters.Name(page, "plain"));
        var (sum, part, text, pattern, form) = (Fresh("s"), Fresh("p"), Fresh("t"), Fresh("t"), Fresh("t"));
        return $"reduce({sum} = 0, {part} IN {searched}[3] | {sum} + CASE WHEN any({text} IN [{text} IN {part}[1] | {node}[{text}]] WHERE {text} IS NOT NULL AND all({pattern} IN {patterns} WHERE "
            + $"any({form} IN {pattern}[3] WHERE \" \" + toLower({text}) + \" \" CONTAINS {form}) "
            + $"OR (({pattern}[1] IS NULL OR toLower({text}) CONTAINS {pattern}[1]) AND {text} =~ {pattern}[0]) OR (NOT {text} =~ {plain} AND {text} =~ {pattern}[2]))) THEN {part}[0] ELSE 0 END)";
    }
}
