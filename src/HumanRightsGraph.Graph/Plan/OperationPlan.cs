using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// What an operation does, as a tree that any store can run: fields in the order of the answer, with what each seeks,
/// scans, traverses and pages. It depends on the operation's text alone; arguments become values in <see cref="OperationBinder"/>.
/// </summary>
/// <param name="ConditionVariables">Variables of <c>@skip</c> and <c>@include</c>.</param>
/// <param name="Arguments">By slot, the arguments of the fields that have some.</param>
/// <param name="Contents">How many contents hold others.</param>
public sealed record OperationPlan(
    ApiSchema Api,
    DocumentNode Document,
    OperationDefinitionNode Operation,
    Shape Root,
    ImmutableArray<string> ConditionVariables,
    ImmutableArray<ArgumentSlot> Arguments,
    int Contents)
{
    public OperationType Kind => Operation.Operation;
    public string? Name => Operation.Name?.Value;

    /// <summary>Fields once fragments are expanded and types told apart.</summary>
    public int Fields { get; init; }

    /// <summary>The greatest weight the API's schema gives to a field with its arguments (<see cref="ApiSdl"/>).</summary>
    private const long GreatestWeight = 50;

    private readonly bool _hasGroups = Arguments.Any(a => a.Use is GroupsUse);

    /// <summary>
    /// Whether it is worth counting what it costs: each field stands at most once in each node asked for, in its connection, edge and page, and in each group of it.
    /// </summary>
    /// <param name="nodes">The nodes asked for.</param>
    internal bool MayCost(long nodes, Limits limits, PlanLimits planned)
        => GreatestWeight * (Fields + 1L) * (nodes + 1) * (_hasGroups ? planned.PageSize : 1) > Math.Min(limits.FieldCost, limits.TypeCost);

    /// <summary>It costs the same with any variables: they are keys alone.</summary>
    internal bool CostsTheSame { get; } = ConditionVariables.IsEmpty && Arguments.All(a => !a.HasVariables || a.Use is KeyUse);

    /// <summary>True when nothing in it depends on a variable, so that it is bound once.</summary>
    public bool IsConstant { get; } = ConditionVariables.IsEmpty && !Arguments.Any(a => a.HasVariables);
}

/// <summary>A field's arguments as written.</summary>
/// <param name="Use">What they are for.</param>
public sealed record ArgumentSlot(FieldNode Field, NamedList<InputValueDefinition> Definitions, ArgumentUse Use)
{
    public bool HasVariables { get; } = Field.Arguments.Any(a => Mentions(a.Value));

    private static bool Mentions(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(Mentions),
        ObjectValueNode @object => @object.Fields.Any(f => Mentions(f.Value)),
        _ => false,
    };
}

/// <summary>What a field's arguments become.</summary>
public abstract record ArgumentUse;
/// <summary>An id to look up.</summary>
public sealed record KeyUse(string Argument) : ArgumentUse;
/// <summary>Ids to look up.</summary>
public sealed record KeysUse(string Argument) : ArgumentUse;
/// <summary>Filter, order and page of a connection; its cursors are bound to <paramref name="Coordinate"/>.</summary>
/// <param name="Field">The relationship that is followed; null at the root.</param>
public sealed record PageUse(ModelType Node, RelationshipField? Field, string Coordinate) : ArgumentUse;
/// <summary>Keys and number of a connection's groups.</summary>
/// <param name="Field">The relationship that is followed; null for none.</param>
public sealed record GroupsUse(ModelType Node, RelationshipField? Field) : ArgumentUse;
/// <summary>Ends and greatest length of a path.</summary>
public sealed record PathUse(RelationshipField Field) : ArgumentUse;
/// <summary>Text, filter and page of a search.</summary>
public sealed record SearchUse(string Coordinate) : ArgumentUse;
/// <summary>The language of a localized property.</summary>
public sealed record LanguageUse(PropertyField Field, KeyLabel Label) : ArgumentUse;
/// <summary>The day a status is asked for.</summary>
public sealed record ComputedUse(ComputedField Field) : ArgumentUse;
/// <summary>Arguments a handler takes as they are.</summary>
public sealed record HandlerUse : ArgumentUse;

/// <summary>The fields of an object in the order of the answer.</summary>
public sealed record Shape(ImmutableArray<ShapeField> Fields)
{
    public static Shape Empty { get; } = new([]);

    /// <summary>True when some field depends on a variable of <c>@skip</c> or <c>@include</c>.</summary>
    public bool IsConditional { get; } = Fields.Any(f => f.Inclusion is not null);

    /// <summary>By field, what stands before its value where all fields stand there: <c>{"symbol":</c> of the first, <c>,"title":</c> of the others.</summary>
    internal ImmutableArray<byte[]> Openings { get; } = OpeningsOf(Fields);

    /// <summary>By place of its first field, the values of a node that can be written as a whole where all fields stand there.</summary>
    internal ImmutableArray<ValueRun?> Runs { get; } = ValueRun.Of(Fields, OpeningsOf(Fields));

    /// <summary>Whether some field is a text that stands in its node's record.</summary>
    internal bool HasTexts { get; } = Fields.Any(f => f.Content is PropertyContent { Field.Property: { Type: PropertyType.String, EnumValues: null } });

    /// <summary>Properties that stand elsewhere than the texts of a node.</summary>
    internal ImmutableArray<int> Columns { get; } = [.. Fields.Select(f => f.Content).OfType<PropertyContent>()
        .Where(c => c.Index >= 0 && c.Field.Property is not { Type: PropertyType.String, EnumValues: null }).Select(c => c.Index).Distinct()];

    private static ImmutableArray<byte[]> OpeningsOf(ImmutableArray<ShapeField> fields) => [.. fields.Select((f, i) => (byte[])[i == 0 ? (byte)'{' : (byte)',', .. f.Key.Span])];
}

/// <summary>One field of an object.</summary>
/// <param name="Inclusion">Null when it always stands there.</param>
/// <param name="NonNull">A null instead of its value nulls the object.</param>
public sealed record ShapeField(string ResponseName, Inclusion? Inclusion, FieldNode Node, bool NonNull, FieldContent Content)
{
    /// <summary>The member's name as JSON: <c>"title":</c></summary>
    public ReadOnlyMemory<byte> Key { get; } = Encoding.UTF8.GetBytes($"\"{ResponseName}\":");
}

/// <summary>What to write of a node, which depends on its type.</summary>
public sealed class NodeShape
{
    private readonly FrozenDictionary<NodeType, Shape> _byType;

    internal NodeShape(IReadOnlyList<(NodeType Type, Shape Shape)> byType)
    {
        ByType = [.. byType];
        _byType = byType.ToFrozenDictionary(t => t.Type, t => t.Shape);
        if (ByType.Length > 0 && ByType.All(t => ReferenceEquals(t.Shape, ByType[0].Shape))) Uniform = ByType[0].Shape;
    }

    public ImmutableArray<(NodeType Type, Shape Shape)> ByType { get; }
    /// <summary>The shape where all types have the same; else null.</summary>
    public Shape? Uniform { get; }

    /// <summary>Of the shapes of a key label's types the one with most fields.</summary>
    internal Shape WidestOf(KeyLabel label)
    {
        var widest = Shape.Empty;
        foreach (var (type, shape) in ByType)
            if (shape.Fields.Length > widest.Fields.Length && type.KeyLabel == label) widest = shape;
        return widest;
    }

    public Shape Of(NodeType type) => Uniform ?? _byType.GetValueOrDefault(type, Shape.Empty);
}
