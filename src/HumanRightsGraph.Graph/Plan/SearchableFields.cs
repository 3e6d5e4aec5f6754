using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What <c>search</c> reads of the nodes of a key label, as indices of its properties.</summary>
/// <param name="Titles">Of each <c>@fulltext</c> property, itself and its languages: together they say what the node is called.</param>
/// <param name="Symbol">The property <c>symbol</c>, or -1.</param>
/// <param name="Text">The <c>@fulltext</c> property <c>text</c>, or -1.</param>
/// <param name="All">All of them, in this order.</param>
public sealed record SearchableLabel(KeyLabel Label, ImmutableArray<int> Titles, int Symbol, int Text, ImmutableArray<SearchableProperty> All);

/// <summary>A property that search reads: a field, as stored or in a language.</summary>
public sealed record SearchableProperty(int Index, string Field, string? Language);

/// <summary>The key labels <c>search</c> looks through, and the node types a search may find, in the order of the schema file.</summary>
/// <param name="Filters">By the name in its filter, the types whose own filters it takes.</param>
public sealed record SearchableFields(ImmutableArray<SearchableLabel> Labels, ImmutableArray<NodeType> Types, ImmutableArray<(string Name, ModelType Type)> Filters)
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
            var titles = marked.Where(f => f.Name != "text").SelectMany(f => (IEnumerable<SearchableProperty>)(f.Localized
                ? [new(label.IndexOf(f.Name), f.Name, null), .. Languages(model).Select(l => new SearchableProperty(label.IndexOf(GraphSchemaReader.LocalizedName(f.Name, l)), f.Name, l))]
                : [new(label.IndexOf(f.Name), f.Name, null)])).ToList();
            var (symbol, text) = (label.IndexOf("symbol"), marked.Exists(f => f.Name == "text") ? label.IndexOf("text") : -1);
            var all = titles.Append(new(symbol, "symbol", null)).Append(new(text, "text", null)).Where(p => p.Index >= 0);
            labels.Add(new(label, [.. titles.Select(t => t.Index)], symbol, text, [.. all]));
        }
        if (labels.Count == 0) return null;
        var filters = model.Types.Where(t => labels.Exists(l => l.Label == t.KeyLabel))
            .Select(t => (t.Root?.Field ?? char.ToLowerInvariant(t.Name[0]) + t.Name[1..], t)).Where(f => f.Item1 is not ("id" or "type") && !ApiNames.IsReserved(f.Item1)).DistinctBy(f => f.Item1);
        return new([.. labels], [.. node.NodeTypes.Types.Where(t => labels.Exists(l => l.Label == t.KeyLabel))], [.. filters]);
    }

    private static IEnumerable<string> Languages(GraphModel model) => model.Enums.First(e => e.Name == "Language").Values.Select(v => v.Name);
}
