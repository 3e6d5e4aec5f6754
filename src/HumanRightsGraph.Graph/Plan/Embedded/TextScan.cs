using System.Collections.Immutable;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Finds what has all the words asked for, by looking at every node that has text (docs/semantics.md, "Search").</summary>
internal sealed class TextScan(GraphVersion version, FilterTest filter, RunLimits limits, SearchableFields fields)
{
    internal EntryPage Find(BoundPage page)
    {
        var ranking = new EntryRanking(page, (entry, keys) => keys[0] = PropertyValue.Of((long)entry.Score), entry => version.IdTextOf(entry.Node),
            entry => Position(version, entry).Ties, [true]);
        if (!page.Tokens.IsEmpty)
        {
            foreach (var label in fields.Labels)
            {
                foreach (var node in version.Nodes(label.Label))
                {
                    limits.Step();
                    var score = Score(label, node, page.Tokens);
                    if (score > 0 && (page.Where.IsTrue || filter.Holds(page.Where, node))) ranking.Add(new(node, -1, score));
                }
            }
        }
        return ranking.Page();
    }

    /// <summary>4 for all words in the title, 2 for all in the symbol, 1 for all in the text, added up; 0 finds nothing.</summary>
    private int Score(SearchableLabel label, int node, ImmutableArray<string> tokens)
    {
        var title = false;
        foreach (var property in label.Titles) title = title || Has(node, property, tokens);
        return (title ? 4 : 0) + (Has(node, label.Symbol, tokens) ? 2 : 0) + (Has(node, label.Text, tokens) ? 1 : 0);
    }

    private bool Has(int node, int property, ImmutableArray<string> tokens) =>
        property >= 0 && version.Get(node, property) is { IsNull: false } value && SearchText.HasAll(value.AsString, tokens);

    /// <summary>Where an entry stands: its score, and the number of its key label behind its id.</summary>
    internal static (PropertyValue[] Keys, PropertyValue[] Ties) Position(GraphVersion version, Entry entry) =>
        ([PropertyValue.Of((long)entry.Score)], [PropertyValue.Of((long)version.Schema.KeyLabels.IndexOf(version.TypeOf(entry.Node).KeyLabel))]);
}
