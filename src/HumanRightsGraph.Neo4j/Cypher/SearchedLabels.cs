using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Neo4j.Store;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// The key labels that a search looks through, as a parameter of its statement: of each its full-text index, its number, its name, and, by what they score,
/// the properties of which one has all words.
/// </summary>
internal static class SearchedLabels
{
    internal static object?[] Of(ApiSchema api) =>
    [
        .. api.Search!.Labels.Select(fields => new object?[]
        {
            SchemaStatements.FullTextIndex(fields.Label), (long)api.Model.Graph.KeyLabels.IndexOf(fields.Label), fields.Label.Name,
            new[] { Scored(fields, 4, fields.Titles), Scored(fields, 2, [fields.Symbol]), Scored(fields, 1, [fields.Text]) },
        }),
    ];

    private static object?[] Scored(SearchableLabel fields, long score, IEnumerable<int> properties) =>
        [score, properties.Where(p => p >= 0).Select(p => fields.Label.Properties[p].Name).ToArray()];
}
