using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>The search over all nodes: its arguments, connection and highlights.</content>
internal sealed partial class ApiSdl
{
    private string SearchArguments()
    {
        var types = string.Join(", ", search!.Types.Take(2).Select(t => t.Name));
        return $"{Inline("The words, 1,000 characters at most. Example: `text: \"clean water\"`.")} text: String!, "
            + $"{Inline("The first so many entries, 500 at most, 20 where it is not given. Example: `first: 50`.")} first: Int, "
            + $"{Inline("Behind the entry of this cursor. Example: `after: \"…\"`, an `endCursor`.")} after: String, "
            + $"{Inline("The last so many entries, 500 at most. Example: `last: 50`.")} last: Int, "
            + $"{Inline("Ahead of the entry of this cursor. Example: `before: \"…\"`, a `startCursor`.")} before: String, "
            + $"{Inline($"Only those it holds for. Example: `where: {{type: {{in: [{types}]}}}}`.")} where: {SearchFilter()}";
    }

    private string SearchFilter() => Once(ApiNames.SearchFilter, () =>
    {
        WriteEnum(ApiNames.SearchTypes, "The types of nodes that `search` finds.", search!.Types.Select(t => new ModelEnumValue(t.Name, null)));
        var operations = EnumOperations(ApiNames.SearchTypes, []);
        Line($"input {ApiNames.SearchFilter} {{");
        WriteCombinators(ApiNames.SearchFilter);
        Line($"  id: {Operations("ID", false, null)}");
        Line($"  type: {operations}");
        foreach (var (name, type) in search.Filters)
        {
            Describe($"The type {type.Name}, where it fulfils this.", 2);
            Line($"  {name}: {FilterInput(type)}");
        }
        Line("}");
    });

    private string SearchConnection(ModelType node) => Once(ApiNames.SearchConnection, () =>
    {
        WriteConnection(ApiNames.SearchConnection, ApiNames.SearchEdge, node, () => Groups("Search", node, null));
        Line($"type {ApiNames.SearchEdge} {{");
        Describe("Where the entry stands, for `after`.", 2);
        Line("  cursor: String!");
        Line($"  node: {node.Name}!");
        Describe("How well it fits; docs/semantics.md has the rule.", 2);
        Line("  score: Int!");
        Describe("The fields that fit, with the places in them.", 2);
        Line($"  highlights: [{ApiNames.SearchHighlight}!]!");
        Line("}");
        WriteHighlights();
    });

    private void WriteHighlights()
    {
        Line($"type {ApiNames.SearchHighlight} {{");
        Describe("The field's name.", 2);
        Line("  field: String!");
        if (model.Enums.FirstOrDefault(e => e.Name == "Language") is { } language && IsUsed(language))
        {
            Describe("The language it fits in; null as it is stored.", 2);
            Line("  language: Language");
        }
        Describe("A part of the text as HTML: what fits stands in `<mark>`, everything else is escaped.", 2);
        Line("  fragment: String!");
        Describe($"What fits in the whole text, {SearchHighlights.MostRanges} places at most.", 2);
        Line($"  ranges: [{ApiNames.TextRange}!]!");
        Line("}");
        Describe("Places in a text, in UTF-16 units as JavaScript, Java and .NET count them.");
        Line($"type {ApiNames.TextRange} {{");
        Line("  start: Int!");
        Describe("Behind the last one.", 2);
        Line("  end: Int!");
        Line("}");
    }
}
