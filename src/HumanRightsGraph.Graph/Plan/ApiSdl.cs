using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Writes the API's type system as SDL. Input and connection types are written where something uses them, once each.</summary>
internal sealed class ApiSdl(GraphModel model, ConnectionNames connections, SearchableFields? search)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Queue<Action> _pending = new();

    internal List<RootField> Roots { get; } = [];

    internal string Write()
    {
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
            Field(root.List, Connection(type.Name, type, null), $"All, by default in the order of their ids.", type);
            Roots.Add(new ListRootField(root.List, type));
        }
        if (model.Type("Node") is { IsInterface: true } node)
        {
            Describe("A node by its id, whatever its type; null where there is none. Example: `node(id: \"…\")`.", 2);
            Line("  node(id: ID!): Node");
            Describe("Nodes by their ids, 500 at most, in the order asked; null where there is none. Example: `nodes(ids: [\"…\", \"…\"])`.", 2);
            Line("  nodes(ids: [ID!]!): [Node]!");
            Roots.Add(new NodeRootField("node", node));
            Roots.Add(new NodesRootField("nodes", node));
            if (search is not null)
            {
                Describe("Nodes whose titles, symbols or texts have all the words asked for, the best first.", 2);
                Line($"  search({SearchArguments()}): {SearchConnection(node)}!");
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
                    Field(many.Name, Connection(connections.Stem(many), many.Target, many.Properties), many.Description, many.Target);
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

    private void Field(string name, string connection, string? description, ModelType node)
    {
        Describe(description, 2);
        Line($"  {name}(");
        WritePageArguments();
        Describe($"Only those it holds for. Example: `where: {FilterExample(node)}`.", 4);
        Line($"    where: {FilterInput(node)}");
        Describe($"By these keys, then by id. Example: `order: [{SortExample(node)}]`.", 4);
        Line($"    order: [{SortInput(node)}!]");
        Line($"  ): {connection}!");
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
        const string kinds = $"Only of these. Example: `where: {{type: {{in: [Resolution, Report]}}}}`.";
        return $"{Inline("The words, 1,000 characters at most. Example: `text: \"clean water\"`.")} text: String!, "
            + $"{Inline("The first so many entries, 500 at most, 20 where it is not given. Example: `first: 50`.")} first: Int, "
            + $"{Inline("Behind the entry of this cursor. Example: `after: \"…\"`, an `endCursor`.")} after: String, "
            + $"{Inline(kinds)} where: {SearchFilter()}";
    }

    private string SearchFilter() => Once(ApiNames.SearchFilter, () =>
    {
        WriteEnum(ApiNames.SearchTypes, "The types of nodes that `search` finds.", search!.Types.Select(t => new ModelEnumValue(t.Name, null)));
        var operations = EnumOperations(ApiNames.SearchTypes, []);
        Line($"input {ApiNames.SearchFilter} {{");
        WriteCombinators(ApiNames.SearchFilter);
        Line($"  id: {Operations("ID", false, null)}");
        Line($"  type: {operations}");
        Line("}");
    });

    private string SearchConnection(ModelType node) => Once(ApiNames.SearchConnection, () =>
    {
        WriteConnection(ApiNames.SearchConnection, ApiNames.SearchEdge, node);
        Line($"type {ApiNames.SearchEdge} {{");
        Describe("Where the entry stands, for `after`.", 2);
        Line("  cursor: String!");
        Line($"  node: {node.Name}!");
        Describe("How well it fits; docs/semantics.md has the rule.", 2);
        Line("  score: Int!");
        Line("}");
    });

    private string Connection(string stem, ModelType node, RelationshipProperties? properties) => Once(ApiNames.Connection(stem), () =>
    {
        WriteConnection(ApiNames.Connection(stem), ApiNames.Edge(stem), node);
        Describe(properties?.Description);
        Line($"type {ApiNames.Edge(stem)} {{");
        Describe("Where the entry stands, for `after` and `before`.", 2);
        Line("  cursor: String!");
        Line($"  node: {node.Name}!");
        foreach (var property in properties?.Fields ?? []) WriteProperty(property);
        Line("}");
    });

    private void WriteConnection(string name, string edge, ModelType node)
    {
        Line($"type {name} {{");
        Line($"  edges: [{edge}!]!");
        Describe("The nodes of `edges`.", 2);
        Line($"  nodes: [{node.Name}!]!");
        Line($"  pageInfo: {PageInfo()}!");
        Describe("How many there are on all pages.", 2);
        Line("  totalCount: Int!");
        Line("}");
    }

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

    private string FilterInput(ModelType type) => Once(ApiNames.Filter(type), () =>
    {
        Describe("Its fields all hold.");
        Line($"input {ApiNames.Filter(type)} {{");
        WriteCombinators(ApiNames.Filter(type));
        foreach (var field in type.Fields.Where(f => !ApiNames.IsReserved(f.Name)))
        {
            Line($"  {field.Name}: " + field switch
            {
                PropertyField property => Operations(property.TypeName, property.IsList, property.Property.EnumValues is null ? null : property.TypeName),
                ComputedField computed => ComputedOperations(computed),
                RelationshipField { ToMany: true } many => ListFilter(many.Target),
                RelationshipField one => FilterInput(one.Target),
                _ => Operations("ID", false, null),
            });
        }
        Line("}");
    });

    private string ListFilter(ModelType type) => Once(ApiNames.ListFilter(type), () => WriteQuantifiers(ApiNames.ListFilter(type), FilterInput(type)));

    private void WriteQuantifiers(string name, string inner)
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
        Line("}");
    }

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
            case "Int" or "Float" or "Date":
                foreach (var (name, says) in (ReadOnlySpan<(string, string)>)[("gt", "Greater"), ("gte", "Greater or equal"), ("lt", "Less"), ("lte", "Less or equal")])
                {
                    Describe($"{says}.", 2);
                    Line($"  {name}: {type}");
                    Describe($"The opposite of `{name}`: without a value too.", 2);
                    Line($"  n{name}: {type}");
                }
                break;
        }
        Line("}");
    });

    private string SortInput(ModelType type) => Once(ApiNames.Sort(type), () =>
    {
        Describe("Keys of an order; of several in one object, in the order in which they stand here.");
        Line($"input {ApiNames.Sort(type)} {{");
        foreach (var field in type.Fields)
        {
            var input = field switch
            {
                PropertyField { IsList: true } or RelationshipField { ToMany: true } => null,
                RelationshipField one => SortInput(one.Target),
                _ => SortDirection(),
            };
            if (input is not null) Line($"  {field.Name}: {input}");
        }
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

    private string FilterExample(ModelType type)
    {
        var fields = type.Fields.OfType<PropertyField>().Where(f => !f.IsList).ToList();
        if (fields.Find(f => f.IsEnum) is { } e) return $"{{{e.Name}: {{eq: {e.Property.EnumValues!.Value[0]}}}}}";
        if (fields.Find(f => f.TypeName == "String" && f.Name is "title" or "name" or "text") is { } t) return $"{{{t.Name}: {{icontains: \"water\"}}}}";
        return fields is [var any, ..] ? $"{{{any.Name}: {{eq: {Example(any.TypeName)}}}}}" : "{id: {in: [\"…\"]}}";
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
