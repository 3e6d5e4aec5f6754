using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Costs;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Writes the API's type system as SDL. Input and connection types are written where something uses them, once each.</summary>
internal sealed class ApiSdl(GraphModel model, ConnectionNames connections, SearchableFields? search)
{
    // HotChocolate's weights for what reads the store, filters or sorts, and for what is expensive.
    private const string ArgumentCost = "@cost(weight: \"10\")";
    private const string SearchCost = "@cost(weight: \"20\") @listSize(slicingArguments: [\"first\"], slicingArgumentDefaultValue: 20, sizedFields: [\"edges\", \"nodes\"])";
    private const string ConnectionCost = "@cost(weight: \"10\") @listSize(slicingArguments: [\"first\", \"last\"], slicingArgumentDefaultValue: 20, sizedFields: [\"edges\", \"nodes\"])";

    // Of a path both lists are as long as it may be; of all entries of a connection, the groups that are given.
    private static readonly string PathCost = $"@cost(weight: \"10\") @listSize(slicingArguments: [\"depth\"], slicingArgumentDefaultValue: {PlanLimits.DefaultDepth}, sizedFields: [\"nodes\", \"steps\"])";
    private static readonly string GroupsCost = $"@cost(weight: \"10\") @listSize(slicingArguments: [\"first\"], slicingArgumentDefaultValue: {PlanLimits.GroupsByDefault})";
    private static readonly string GroupNodesSize = $"@listSize(assumedSize: {PlanLimits.DefaultGroupKeys})";
    private const string AggregateCost = "@cost(weight: \"10\")";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Queue<Action> _pending = new();

    internal List<RootField> Roots { get; } = [];

    internal string Write()
    {
        _text.Append(CostDirectives.Definitions);
        WriteRoot();
        foreach (var type in model.Types) WriteType(type);
        foreach (var @enum in model.Enums.Where(IsUsed)) WriteEnum(@enum.Name, @enum.Description, @enum.Values);
        foreach (var scalar in model.Scalars)
        {
            Describe(scalar.Description);
            Line($"scalar {scalar.Name}{(scalar.SpecifiedBy is { } url ? $" @specifiedBy(url: {Quote(url)})" : "")}");
        }
        while (_pending.TryDequeue(out var write)) write();
        return _text.ToString();
    }

    private bool IsUsed(ModelEnum @enum) =>
        model.Types.SelectMany(t => t.Fields).Concat(model.RelationshipProperties.SelectMany(p => p.Fields)).Any(f => f switch
        {
            ComputedField computed => computed.Enum == @enum,
            PropertyField property => property.TypeName == @enum.Name || (property.Localized && @enum.Name == "Language"),
            _ => false,
        });

    private void WriteRoot()
    {
        Line("type Query {");
        foreach (var type in model.Types)
        {
            if (type.Root is not { } root) continue;
            Describe($"One {type.Name} by its key; null where there is none. Example: `{root.Field}({root.Key}: \"…\")`.", 2);
            Line($"  {root.Field}({root.Key}: ID!): {type.Name}");
            Roots.Add(new ByKeyRootField(root.Field, type, root.Key));
            Field(root.List, Connection(type, null), $"All, by default in the order of their ids.", type, null);
            Roots.Add(new ListRootField(root.List, type));
        }
        foreach (var field in model.Types.SelectMany(t => t.Fields).OfType<RelationshipField>().Where(f => f is { PathName: not null, GoesOn: true }).DistinctBy(f => f.PathName))
        {
            Describe($"The shortest path along `{field.Name}`, of several the one whose ids come first; null where there is none. Example: `{field.PathName}(from: \"…\", to: \"…\")`.", 2);
            Line($"  {field.PathName}({Inline("The id of its first node. Example: `from: \"…\"`.")} from: ID!, {Inline("The id of its last node. Example: `to: \"…\"`.")} to: ID!, "
                + $"{Inline($"So many steps at most, {PlanLimits.DefaultDepth} at most and where it is not given. Example: `depth: 4`.")} depth: Int): {Path(field)} {PathCost}");
            Roots.Add(new PathRootField(field.PathName!, field));
        }
        if (model.Type("Node") is { IsInterface: true } node)
        {
            Describe("A node by its id, whatever its type; null where there is none. Example: `node(id: \"…\")`.", 2);
            Line("  node(id: ID!): Node");
            Describe("Nodes by their ids, 500 at most, in the order asked; null where there is none. Example: `nodes(ids: [\"…\", \"…\"])`.", 2);
            Line("  nodes(ids: [ID!]!): [Node]! @listSize(slicingArguments: [\"ids\"])");
            Roots.Add(new NodeRootField("node", node));
            Roots.Add(new NodesRootField("nodes", node));
            if (search is not null)
            {
                Describe("Nodes whose titles, symbols or texts have all the words asked for, the best first.", 2);
                Line($"  search({SearchArguments()}): {SearchConnection(node)}! {SearchCost}");
                Roots.Add(new SearchRootField("search", node));
            }
        }
        Line("}");
    }

    private void WriteType(ModelType type)
    {
        Describe(type.Description);
        var implements = type.Interfaces.IsEmpty ? "" : " implements " + string.Join(" & ", type.Interfaces);
        Line($"{(type.IsInterface ? "interface" : "type")} {type.Name}{implements} {{");
        foreach (var field in type.Fields)
        {
            switch (field)
            {
                case IdField id:
                    Describe(id.Description, 2);
                    Line("  id: ID!");
                    break;
                case PropertyField property: WriteProperty(property); break;
                case ComputedField computed:
                    Describe(computed.Description, 2);
                    var arguments = computed.Arguments.Select(a => $"{Inline(a.Description ?? $"Example: `{a.Name}: {Example(a.TypeName)}`.")} {a.Name}: {a.TypeName}");
                    Line($"  {computed.Name}{(computed.Arguments.IsEmpty ? "" : $"({string.Join(", ", arguments)})")}: {computed.Enum.Name}{Bang(computed)}");
                    break;
                case RelationshipField { ToMany: true } many:
                    Field(many.Name, Connection(many.Target, many), many.Description, many.Target, many);
                    break;
                case RelationshipField one:
                    Describe(one.Description, 2);
                    Line($"  {one.Name}: {one.Target.Name}{Bang(one)}");
                    break;
            }
        }
        Line("}");
    }

    private void WriteProperty(PropertyField property)
    {
        Describe(property.Description, 2);
        var arguments = property.Localized ? $"({Inline("That language's alone, null where there is none. Example: `language: FR`.")} language: Language)" : "";
        Line($"  {property.Name}{arguments}: {(property.IsList ? $"[{property.TypeName}!]" : property.TypeName)}{Bang(property)}");
    }

    private static string Bang(ModelField field) => field.NonNull ? "!" : "";

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
            Describe($"It is a {type.Name} that fulfils this.", 2);
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

    private void WriteCombinators(string filter)
    {
        Describe("All of them hold; an empty list holds.", 2);
        Line($"  and: [{filter}!]");
        Describe("One of them holds; an empty list doesn't.", 2);
        Line($"  or: [{filter}!]");
        Describe("It doesn't hold.", 2);
        Line($"  not: {filter}");
    }

    /// <summary>A type's filter; of nodes that are reached by relationships with properties, a filter of both.</summary>
    private string FilterInput(ModelType type, RelationshipField? via = null)
    {
        var stem = Stem(type, via);
        return Once(ApiNames.Filter(stem), () =>
        {
            Describe("Its fields all hold.");
            Line($"input {ApiNames.Filter(stem)} {{");
            WriteCombinators(ApiNames.Filter(stem));
            foreach (var field in type.Fields.Where(f => !ApiNames.IsReserved(f.Name) && f is not RelationshipField { IsSeries: true } && !IsHidden(f, via)))
            {
                Line($"  {field.Name}: " + field switch
                {
                    PropertyField property => Operations(property),
                    ComputedField computed => ComputedOperations(computed),
                    RelationshipField { ToMany: true } many => ListFilter(many),
                    RelationshipField one => FilterInput(one.Target),
                    _ => Operations("ID", false, null),
                });
            }
            if (via?.Properties is { } properties)
            {
                Describe($"What the relationship itself fulfils. Example: `{ApiNames.EdgeField}: {EdgeExample(properties)}`.", 2);
                Line($"  {ApiNames.EdgeField}: {EdgeFilter(stem, properties)}");
            }
            Line("}");
        });
    }

    private string Stem(ModelType type, RelationshipField? via) => via?.Properties is null ? type.Name : connections.Stem(via);

    /// <summary>A field of nodes whose name the relationship's properties take.</summary>
    private static bool IsHidden(ModelField field, RelationshipField? via) => via?.Properties is not null && field.Name == ApiNames.EdgeField;

    private string EdgeFilter(string stem, RelationshipProperties properties) => Once(ApiNames.EdgeFilter(stem), () =>
    {
        Describe("Properties of the relationship; its fields all hold.");
        Line($"input {ApiNames.EdgeFilter(stem)} {{");
        WriteCombinators(ApiNames.EdgeFilter(stem));
        foreach (var property in properties.Fields.Where(f => !ApiNames.IsReserved(f.Name))) Line($"  {property.Name}: {Operations(property)}");
        Line("}");
    });

    private string ListFilter(RelationshipField field)
    {
        var stem = Stem(field.Target, field);
        return Once(ApiNames.ListFilter(stem), () => WriteQuantifiers(ApiNames.ListFilter(stem), FilterInput(field.Target, field), CountFilter(stem, FilterInput(field.Target, field))));
    }

    private string CountFilter(string stem, string inner) => Once(ApiNames.CountFilter(stem), () =>
    {
        Line($"input {ApiNames.CountFilter(stem)} {{");
        Describe("Count only those it holds for; all of them unless it is given.", 2);
        Line($"  where: {inner}");
        WriteEquality("Int");
        WriteComparison("Int");
        Line("}");
    });

    private void WriteQuantifiers(string name, string inner, string? count = null)
    {
        Line($"input {name} {{");
        Describe("Every one fulfils it; so too where there is none.", 2);
        Line($"  all: {inner}");
        Describe("No one fulfils it. Example: `none: {}`, there is none at all.", 2);
        Line($"  none: {inner}");
        Describe("One at least fulfils it.", 2);
        Line($"  some: {inner}");
        Describe("Whether there is one.", 2);
        Line("  any: Boolean");
        if (count is not null)
        {
            Describe("How many there are. Example: `count: {gte: 3}`.", 2);
            Line($"  count: {count}");
        }
        Line("}");
    }

    private string Operations(PropertyField property) => Operations(property.TypeName, property.IsList, property.Property.EnumValues is null ? null : property.TypeName);

    private string Operations(string typeName, bool isList, string? enumName)
    {
        var scalar = enumName is not null ? EnumOperations(enumName, []) : ScalarOperations(typeName);
        return !isList ? scalar : Once(ApiNames.ListOperations(typeName), () => WriteQuantifiers(ApiNames.ListOperations(typeName), scalar));
    }

    private string ComputedOperations(ComputedField computed)
    {
        var shared = model.Types.SelectMany(t => t.Fields).OfType<PropertyField>().Any(p => p.TypeName == computed.Enum.Name);
        return EnumOperations(computed.Enum.Name, computed.Arguments, shared ? $"{computed.DeclaredBy}{char.ToUpperInvariant(computed.Name[0])}{computed.Name[1..]}" : null);
    }

    private string EnumOperations(string name, IReadOnlyCollection<ComputedArgument> arguments, string? stem = null) => Once(ApiNames.Operations(stem ?? name), () =>
    {
        Line($"input {ApiNames.Operations(stem ?? name)} {{");
        WriteEquality(name);
        foreach (var argument in arguments)
        {
            Describe(argument.Description ?? $"Example: `{argument.Name}: {Example(argument.TypeName)}`.", 2);
            Line($"  {argument.Name}: {argument.TypeName}");
        }
        Line("}");
    });

    private void WriteEquality(string type)
    {
        Describe($"Equal; `null` for no value. Example: `eq: {Example(type)}`.", 2);
        Line($"  eq: {type}");
        Describe("The opposite of `eq`: without a value too.", 2);
        Line($"  neq: {type}");
        Describe("One of them.", 2);
        Line($"  in: [{type}]");
        Describe("None of them.", 2);
        Line($"  nin: [{type}]");
    }

    private void WriteComparison(string type)
    {
        foreach (var (name, says) in (ReadOnlySpan<(string, string)>)[("gt", "Greater"), ("gte", "Greater or equal"), ("lt", "Less"), ("lte", "Less or equal")])
        {
            Describe($"{says}.", 2);
            Line($"  {name}: {type}");
            Describe($"The opposite of `{name}`: without a value too.", 2);
            Line($"  n{name}: {type}");
        }
    }

    private string ScalarOperations(string type) => Once(ApiNames.Operations(type), () =>
    {
        Line($"input {ApiNames.Operations(type)} {{");
        WriteEquality(type);
        switch (type)
        {
            case "String":
                foreach (var (name, says) in (ReadOnlySpan<(string, string)>)[("contains", "has this in it"), ("startsWith", "begins with this"), ("endsWith", "ends with this")])
                {
                    Describe($"The text {says}.", 2);
                    Line($"  {name}: String");
                    Describe($"The opposite of `{name}`: without a value too.", 2);
                    Line($"  n{name}: String");
                }
                foreach (var name in (ReadOnlySpan<string>)["eq", "contains", "startsWith", "endsWith"])
                {
                    Describe($"As `{name}`, upper and lower case alike.", 2);
                    Line($"  i{name}: String");
                }
                break;
            case "Int" or "Float" or "Date": WriteComparison(type); break;
        }
        Line("}");
    });

    private string SortInput(ModelType type, RelationshipField? via = null)
    {
        var stem = Stem(type, via);
        return Once(ApiNames.Sort(stem), () =>
        {
            Describe("Keys of an order; of several in one object, in the order in which they stand here.");
            Line($"input {ApiNames.Sort(stem)} {{");
            foreach (var field in type.Fields.Where(f => !IsHidden(f, via)))
            {
                var input = field switch
                {
                    PropertyField { IsList: true } or RelationshipField { ToMany: true } => null,
                    RelationshipField one => SortInput(one.Target),
                    _ => SortDirection(),
                };
                if (input is not null) Line($"  {field.Name}: {input}");
            }
            foreach (var many in type.Fields.OfType<RelationshipField>().Where(f => f is { ToMany: true, IsSeries: false } && type.Field(ApiNames.CountKey(f)) is null))
            {
                Describe($"By how many `{many.Name}` there are.", 2);
                Line($"  {ApiNames.CountKey(many)}: {SortDirection()}");
            }
            if (via?.Properties is { } properties && properties.Fields.Any(f => !f.IsList))
            {
                Describe("By a property of the relationship.", 2);
                Line($"  {ApiNames.EdgeField}: {EdgeSort(stem, properties)}");
            }
            Line("}");
        });
    }

    private string EdgeSort(string stem, RelationshipProperties properties) => Once(ApiNames.EdgeSort(stem), () =>
    {
        Line($"input {ApiNames.EdgeSort(stem)} {{");
        foreach (var property in properties.Fields.Where(f => !f.IsList)) Line($"  {property.Name}: {SortDirection()}");
        Line("}");
    });

    private string SortDirection() => Once(ApiNames.SortDirection, () =>
        WriteEnum(ApiNames.SortDirection, "Nulls stand last both ways.", [new("ASC", "Ascending."), new("DESC", "Descending.")]));

    private void WriteEnum(string name, string? description, IEnumerable<ModelEnumValue> values)
    {
        Describe(description);
        Line($"enum {name} {{");
        foreach (var value in values)
        {
            Describe(value.Description, 2);
            Line($"  {value.Name}");
        }
        Line("}");
    }

    /// <summary>The name; writes its definition, later, the first time it is asked for.</summary>
    private string Once(string name, Action write)
    {
        if (_asked.Add(name)) _pending.Enqueue(write);
        return name;
    }

    private string FilterExample(ModelType type) => Example([.. type.Fields.OfType<PropertyField>()]) ?? "{id: {in: [\"…\"]}}";

    private string EdgeExample(RelationshipProperties properties) => Example([.. properties.Fields]) ?? "{}";

    private string? Example(IReadOnlyList<PropertyField> all)
    {
        var fields = all.Where(f => !f.IsList).ToList();
        if (fields.Find(f => f.IsEnum) is { } e) return $"{{{e.Name}: {{eq: {e.Property.EnumValues!.Value[0]}}}}}";
        if (fields.Find(f => f.TypeName == "String" && f.Name is "title" or "name" or "text") is { } t) return $"{{{t.Name}: {{icontains: \"water\"}}}}";
        return fields is [var any, ..] ? $"{{{any.Name}: {{eq: {Example(any.TypeName)}}}}}" : null;
    }

    private static string SortExample(ModelType type) =>
        type.Fields.OfType<PropertyField>().FirstOrDefault(f => !f.IsList) is { } field ? $"{{{field.Name}: DESC}}" : "{id: DESC}";

    private string Example(string type) => type switch
    {
        "Int" => "3",
        "Float" => "0.5",
        "Boolean" => "true",
        "Date" => "\"2023-07-13\"",
        ApiNames.SearchTypes => search!.Types[0].Name,
        _ when model.Enums.FirstOrDefault(e => e.Name == type) is { } @enum => @enum.Values[0].Name,
        _ => "\"…\"",
    };

    private void Describe(string? description, int indent = 0)
    {
        if (description is not null) _text.Append(' ', indent).Append(Quote(description)).Append('\n');
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    private static string Inline(string description) => Quote(description);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", < ' ' => $"\\u{(int)c:x4}", _ => c.ToString() });
        return quoted.Append('"').ToString();
    }
}
