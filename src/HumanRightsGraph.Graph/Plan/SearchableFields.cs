using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What <c>search</c> reads of the nodes of a key label, as indices of its properties.</summary>
/// <param name="Titles">Of each <c>@fulltext</c> property, itself and its languages: together they say what the node is called.</param>
/// <param name="Symbol">The property <c>symbol</c>, or -1.</param>
/// <param name="Text">The <c>@fulltext</c> property <c>text</c>, or -1.</param>
public sealed record SearchableLabel(KeyLabel Label, ImmutableArray<int> Titles, int Symbol, int Text);

/// <summary>The key labels <c>search</c> looks through, and the node types a search may find, in the order of the schema file.</summary>
public sealed record SearchableFields(ImmutableArray<SearchableLabel> Labels, ImmutableArray<NodeType> Types)
{
    public static SearchableFields? Of(GraphModel model)
    {
        if (model.Type("Node") is not { IsInterface: true } node) return null;
        var labels = new List<SearchableLabel>();
        foreach (var label in model.Graph.KeyLabels)
        {
            var marked = model.Types.Where(t => t.KeyLabel == label).SelectMany(t => t.Fields.OfType<PropertyField>())
                .Where(f => f is { FullText: true, IsList: false }).DistinctBy(f => f.Name).ToList();
            if (marked.Count == 0) continue;
            var titles = marked.Where(f => f.Name != "text").SelectMany(f => (IEnumerable<string>)(f.Localized
                ? [f.Name, .. Languages(model).Select(l => GraphSchemaReader.LocalizedName(f.Name, l))] : [f.Name]));
            labels.Add(new(label, [.. titles.Select(label.IndexOf)], label.IndexOf("symbol"), marked.Exists(f => f.Name == "text") ? label.IndexOf("text") : -1));
        }
        if (labels.Count == 0) return null;
        return new([.. labels], [.. node.NodeTypes.Types.Where(t => labels.Exists(l => l.Label == t.KeyLabel))]);
    }

    private static IEnumerable<string> Languages(GraphModel model) => model.Enums.First(e => e.Name == "Language").Values.Select(v => v.Name);
}
