using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Costs;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Writes the API's type system as SDL. Input and connection types are written where something uses them, once each.</summary>
internal sealed partial class ApiSdl(GraphModel model, ConnectionNames connections, SearchableFields? search)
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
            Line($"  {root.Field}({Inline($"Its `{root.Key}`, letter for letter. Example: `{root.Key}: \"…\"`.")} {root.Key}: ID!): {type.Name}");
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
            Line($"  node({Inline("Its id. Example: `id: \"…\"`.")} id: ID!): Node");
            Describe("Nodes by their ids, 500 at most, in the order asked; null where there is none. Example: `nodes(ids: [\"…\", \"…\"])`.", 2);
            Line($"  nodes({Inline("Their ids. Example: `ids: [\"…\", \"…\"]`.")} ids: [ID!]!): [Node]! @listSize(slicingArguments: [\"ids\"])");
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
}
