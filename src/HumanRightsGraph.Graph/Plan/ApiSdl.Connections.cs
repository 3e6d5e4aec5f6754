using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>Connections with their arguments, pages, groups, aggregates and paths.</content>
internal sealed partial class ApiSdl
{
    private void Field(string name, string connection, string? description, ModelType node, RelationshipField? via)
    {
        Describe(description, 2);
        Line($"  {name}(");
        WritePageArguments();
        Describe($"Only those it holds for. Example: `where: {FilterExample(node)}`.", 4);
        Line($"    where: {FilterInput(node, via)} {ArgumentCost}");
        Describe($"By these keys, then by id. Example: `order: [{SortExample(node)}]`.", 4);
        Line($"    order: [{SortInput(node, via)}!] {ArgumentCost}");
        if (via is { GoesOn: true })
        {
            Describe($"Also what is reached in further steps, so many at most, {PlanLimits.DefaultDepth} at most; 1 where it is not given. Above 1 a node stands once, without the relationship's properties. Example: `depth: 3`.", 4);
            Line("    depth: Int");
        }
        Line($"  ): {connection}! {ConnectionCost}");
    }

    private void WritePageArguments()
    {
        Describe("The first so many entries, 500 at most; 20 where neither `first` nor `last` is given. Example: `first: 50`.", 4);
        Line("    first: Int");
        Describe("Behind the entry of this cursor. Example: `after: \"…\"`, an `endCursor`.", 4);
        Line("    after: String");
        Describe("The last so many entries, 500 at most. Example: `last: 50`.", 4);
        Line("    last: Int");
        Describe("Ahead of the entry of this cursor. Example: `before: \"…\"`, a `startCursor`.", 4);
        Line("    before: String");
    }

    private string Path(RelationshipField field)
    {
        var stem = Stem(field.Target, field);
        return Once(ApiNames.Path(stem), () =>
        {
            Line($"type {ApiNames.Path(stem)} {{");
            Describe("How many steps it has.", 2);
            Line("  length: Int!");
            Describe("The nodes on the way, the first and the last among them.", 2);
            Line($"  nodes: [{field.Target.Name}!]!");
            Describe("The relationships on the way, each with the node it leads to.", 2);
            Line($"  steps: [{ApiNames.PathStep(stem)}!]!");
            Line("}");
            Line($"type {ApiNames.PathStep(stem)} {{");
            Line($"  node: {field.Target.Name}!");
            foreach (var property in field.Properties?.Fields ?? []) WriteProperty(property);
            Line("}");
        });
    }

    private string Connection(ModelType node, RelationshipField? via)
    {
        var stem = Stem(node, via);
        return Once(ApiNames.Connection(stem), () => WriteConnectionAndEdge(stem, node, via));
    }

    private void WriteConnectionAndEdge(string stem, ModelType node, RelationshipField? via)
    {
        var properties = via?.Properties;
        WriteConnection(ApiNames.Connection(stem), ApiNames.Edge(stem), node, () => Groups(stem, node, via));
        Describe(properties?.Description);
        Line($"type {ApiNames.Edge(stem)} {{");
        Describe("Where the entry stands, for `after` and `before`.", 2);
        Line("  cursor: String!");
        Line($"  node: {node.Name}!");
        foreach (var property in properties?.Fields ?? []) WriteProperty(property);
        Line("}");
    }

    private void WriteConnection(string name, string edge, ModelType node, Action groups)
    {
        Line($"type {name} {{");
        Line($"  edges: [{edge}!]!");
        Describe("The nodes of `edges`.", 2);
        Line($"  nodes: [{node.Name}!]!");
        Line($"  pageInfo: {PageInfo()}!");
        Describe("How many there are on all pages.", 2);
        Line("  totalCount: Int!");
        groups();
        Line("}");
    }

    /// <summary>The fields of a connection that say something of all its entries.</summary>
    private void Groups(string stem, ModelType node, RelationshipField? via)
    {
        var choices = GroupChoice.Of(node, via);
        if (choices.Count > 0)
        {
            Describe("How many entries of all pages have in common what `by` names, the largest groups first, then by their keys. An entry with several values of a key counts for each.", 2);
            Line("  groups(");
            Describe($"What the entries of a group have in common. Example: `by: [{choices[0].Name}]`.", 4);
            Line($"    by: [{GroupChoices(stem, choices)}!]!");
            Describe($"So many groups at most, 500 at most; {PlanLimits.GroupsByDefault} where it is not given. Example: `first: 10`.", 4);
            Line("    first: Int");
            foreach (var argument in choices.Select(c => c.Field).OfType<ComputedField>().SelectMany(c => c.Arguments).DistinctBy(a => a.Name))
            {
                Describe(argument.Description ?? $"For what is computed. Example: `{argument.Name}: {Example(argument.TypeName)}`.", 4);
                Line($"    {argument.Name}: {argument.TypeName}");
            }
            Line($"  ): [{Group(stem, node)}!]! {GroupsCost}");
        }
        if (Aggregate(node) is not { } aggregate) return;
        Describe("Least and greatest values, sums and averages, over the entries of all pages.", 2);
        Line($"  aggregate: {aggregate}! {AggregateCost}");
    }

    private string GroupChoices(string stem, IReadOnlyList<GroupChoice> choices) => Once(ApiNames.GroupKeys(stem), () =>
        WriteEnum(ApiNames.GroupKeys(stem), "What entries can be grouped by.", choices.Select(c => new ModelEnumValue(c.Name, c.Description))));

    private string Group(string stem, ModelType node) => Once(ApiNames.Group(stem), () =>
    {
        Line($"type {ApiNames.Group(stem)} {{");
        Describe("The values they have in common, in the order of `by`: an id, a name, a number or a day as text; null for none.", 2);
        Line("  key: [String]!");
        if (model.Type("Node") is { IsInterface: true })
        {
            Describe("The nodes whose ids are keys, in the order of `by`; null for a value or none.", 2);
            Line($"  nodes: [Node]! {GroupNodesSize}");
        }
        Line("  count: Int!");
        if (Aggregate(node) is { } aggregate) Line($"  aggregate: {aggregate}!");
        Line("}");
    });

    /// <summary>The type with an aggregate of each property of numbers or days; null where there is none.</summary>
    private string? Aggregate(ModelType node)
    {
        var fields = node.Fields.OfType<PropertyField>().Where(f => f.Property.Type is PropertyType.Int or PropertyType.Float or PropertyType.Date).ToList();
        return fields.Count == 0 ? null : Once(ApiNames.Aggregate(node.Name), () =>
        {
            Line($"type {ApiNames.Aggregate(node.Name)} {{");
            foreach (var field in fields) Line($"  {field.Name}: {ValueAggregate(field.TypeName)}!");
            Line("}");
        });
    }

    private string ValueAggregate(string type) => Once(ApiNames.Aggregate(type), () =>
    {
        Line($"type {ApiNames.Aggregate(type)} {{");
        Describe("How many have a value.", 2);
        Line("  count: Int!");
        Describe("The least; null where none has a value.", 2);
        Line($"  min: {type}");
        Line($"  max: {type}");
        if (type == "Int")
        {
            Describe("Null where none has a value.", 2);
            Line("  sum: Float");
            Line("  average: Float");
        }
        Line("}");
    });

    private string PageInfo() => Once(ApiNames.PageInfo, () =>
    {
        Line($"type {ApiNames.PageInfo} {{");
        Describe("Whether an entry follows the page.", 2);
        Line("  hasNextPage: Boolean!");
        Describe("Whether an entry precedes the page.", 2);
        Line("  hasPreviousPage: Boolean!");
        Line("  startCursor: String");
        Line("  endCursor: String");
        Line("}");
    });
}
