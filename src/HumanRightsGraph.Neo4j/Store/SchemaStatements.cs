using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>A constraint or an index: its name, and the statement that creates it where it isn't there.</summary>
/// <param name="TextOf">Of a text index, the property as <see cref="SchemaStatements.Property"/> names it; what is found with it is found without it too.</param>
/// <param name="IsConstraint">It is a constraint, with an index of the same name.</param>
public sealed record SchemaStatement(string Name, string Text, string? TextOf = null, bool IsConstraint = false);

/// <summary>
/// Constraints and indexes that follow from the schema: ids unique in their key label; ids of a type under it in order; a range index
/// for each enum, number and date; a text index for titles and names; one full-text index a key label.
/// Each statement does nothing where what it makes is there. docs/decisions/082-indexes-on-neo4j.md.
/// </summary>
public static class SchemaStatements
{
    // No node of the schema has these labels; exports pass them over.
    internal const string GraphLabel = "_HumanRightsGraph";
    internal const string WriterLabel = "_HumanRightsGraphWriter";

    /// <summary>The name of a key label's full-text index, for <c>db.index.fulltext.queryNodes</c>.</summary>
    public static string FullTextIndex(KeyLabel label) => $"hrgraph_{label.Name}_search";

    /// <summary>What writing relies on.</summary>
    public static IEnumerable<SchemaStatement> Constraints(GraphSchema schema)
    {
        foreach (var label in schema.KeyLabels) yield return Unique($"hrgraph_{label.Name}_id", label.Name);
        yield return Unique("hrgraph_graph_id", GraphLabel);
        yield return Unique("hrgraph_writer_id", WriterLabel);
    }

    /// <summary>What reading relies on.</summary>
    /// <param name="searchable">What has full text; null for a schema without.</param>
    public static IEnumerable<SchemaStatement> Indexes(GraphSchema schema, SearchableFields? searchable)
    {
        foreach (var label in schema.NodeTypes.SelectMany(t => t.Labels).Distinct().Where(l => schema.KeyLabel(l) is null))
            yield return Index("INDEX", label, "id");
        foreach (var label in schema.KeyLabels)
            foreach (var property in label.Properties.Where(IsRanged))
                yield return Index("INDEX", label.Name, property.Name);
        foreach (var label in searchable?.Labels ?? [])
        {
            // Of a type under the label too, for the first of them: what is found in the label's index would be reports for the most part.
            foreach (var type in schema.NodeTypes.Where(t => t.KeyLabel == label.Label).SelectMany(t => t.Labels).Distinct().Where(l => schema.KeyLabel(l) is null))
                yield return TextIndex(type, label.Label, label.Titles[0]);
            foreach (var title in Filtered(label)) yield return TextIndex(label.Label.Name, label.Label, title);
            var fields = ((IEnumerable<int>)[.. label.Titles, label.Symbol, label.Text]).Where(p => p >= 0).Distinct().Select(p => "n." + CypherName.Quoted(label.Label.Properties[p].Name));
            // It keeps words as they are and each Han character for itself, so that a single one is found too; it has no stop words.
            yield return new(FullTextIndex(label.Label), $"CREATE FULLTEXT INDEX {CypherName.Quoted(FullTextIndex(label.Label))} IF NOT EXISTS FOR (n:{CypherName.Quoted(label.Label.Name)}) ON EACH [{string.Join(", ", fields)}] "
                + "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}");
        }
    }

    /// <summary>A property of a key label in words: <c>Document.title</c>.</summary>
    internal static string Property(KeyLabel label, string name) => $"{label.Name}.{name}";

    /// <summary>Whether a value of the property may be too long for its text index.</summary>
    internal static bool HasTextIndex(SearchableFields? searchable, KeyLabel label, int property) =>
        searchable?.Labels.FirstOrDefault(l => l.Label == label) is { } fields && Filtered(fields).Contains(property);

    /// <summary>Titles and names as filters have them: none asks for one in a language.</summary>
    private static IEnumerable<int> Filtered(SearchableLabel label) => label.All.Where(p => p.Language is null && label.Titles.Contains(p.Index)).Select(p => p.Index);

    // Texts may be longer than a range index takes; enums are short.
    private static bool IsRanged(PropertyDefinition property) =>
        property.EnumValues is not null || property.Type is PropertyType.Int or PropertyType.Float or PropertyType.Date;

    private static SchemaStatement Unique(string name, string label) =>
        new(name, $"CREATE CONSTRAINT {CypherName.Quoted(name)} IF NOT EXISTS FOR (n:{CypherName.Quoted(label)}) REQUIRE n.id IS UNIQUE", IsConstraint: true);

    private static SchemaStatement TextIndex(string label, KeyLabel of, int property) =>
        Index("TEXT INDEX", label, of.Properties[property].Name) with { TextOf = Property(of, of.Properties[property].Name) };

    private static SchemaStatement Index(string kind, string label, string property)
    {
        var name = $"hrgraph_{label}_{property}{(kind[0] == 'T' ? "_text" : "")}";
        return new(name, $"CREATE {kind} {CypherName.Quoted(name)} IF NOT EXISTS FOR (n:{CypherName.Quoted(label)}) ON (n.{CypherName.Quoted(property)})");
    }
}
