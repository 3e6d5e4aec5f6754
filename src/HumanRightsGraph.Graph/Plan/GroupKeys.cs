using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What a connection's entries can be grouped by (docs/semantics.md, "Groups and aggregates").</summary>
/// <param name="Name">In the API: <c>KIND</c>, <c>DUE_SESSION</c>, <c>EDGE_POSITION</c>.</param>
/// <param name="Field">Null for the node's type.</param>
/// <param name="OfEdge">It is a property of the relationship.</param>
internal sealed record GroupChoice(string Name, ModelField? Field, bool OfEdge)
{
    internal const string Type = "TYPE";

    internal string Description => Field switch
    {
        null => "The type of the node.",
        RelationshipField { ToMany: true } many => $"Each of its `{many.Name}`, by id.",
        RelationshipField one => $"Its `{one.Name}`, by id.",
        PropertyField { IsList: true } list => $"Each of the values of `{list.Name}`.",
        _ => $"`{Field.Name}`{(OfEdge ? " of the relationship" : "")}.",
    };

    /// <summary>The choices for nodes of a type, reached by a relationship or by none.</summary>
    internal static IReadOnlyList<GroupChoice> Of(ModelType type, RelationshipField? via)
    {
        var all = new List<GroupChoice>();
        foreach (var field in type.Fields.Where(f => f is not (IdField or RelationshipField { IsSeries: true }))) all.Add(new((field as RelationshipField)?.GroupName ?? Capitals(field.Name), field, false));
        foreach (var property in via?.Properties?.Fields ?? []) all.Add(new("EDGE_" + Capitals(property.Name), property, true));
        if (type.IsInterface) all.Add(new(Type, null, false));
        return [.. all.DistinctBy(c => c.Name)];
    }

    /// <summary><c>publishedOn</c> as <c>PUBLISHED_ON</c>.</summary>
    private static string Capitals(string name)
    {
        var capitals = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])) capitals.Append('_');
            capitals.Append(char.ToUpperInvariant(name[i]));
        }
        return capitals.ToString();
    }
}

/// <summary>One key of a group, with its values in place. Each of its values puts an entry into a group.</summary>
public abstract record GroupKey
{
    /// <summary>The type of the key's values. A status is its place in the order of declaration.</summary>
    public abstract PropertyType Type { get; }

    /// <summary>A value for people and programs; null for none.</summary>
    public virtual string? Text(PropertyValue value) => value.IsNull ? null : value.Type switch
    {
        PropertyType.String => value.AsString,
        PropertyType.Float => value.AsFloat.ToString("R", CultureInfo.InvariantCulture),
        PropertyType.Boolean => value.AsBoolean ? "true" : "false",
        PropertyType.Date => value.AsDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.AsInt.ToString(CultureInfo.InvariantCulture),
    };

    internal static GroupKey Of(GroupChoice choice, ModelType type, RelationshipField? via, DateOnly? asOf) => choice.Field switch
    {
        null => new TypeGroupKey(),
        RelationshipField field => new NodeGroupKey(field),
        ComputedField => new ValueGroupKey(new StatusOperand(asOf)),
        PropertyField property when choice.OfEdge => new ValueGroupKey(new EdgeOperand(property.Property, via!.Relationship.IndexOf(property.Name))),
        PropertyField property => new ValueGroupKey(new PropertyOperand(property.Property, type.KeyLabel!.IndexOf(property.Name))),
        _ => throw new InvalidOperationException($"Nothing groups by {choice.Name}."),
    };
}

/// <summary>By a property or a status; by a list's values, each once.</summary>
public sealed record ValueGroupKey(Operand Operand) : GroupKey
{
    public override PropertyType Type => OrderBinder.TypeOf(Operand) switch { PropertyType.StringList => PropertyType.String, PropertyType.DateList => PropertyType.Date, var type => type };
    /// <summary>Its values are lists.</summary>
    public bool IsList => OrderBinder.TypeOf(Operand) != Type;
    public override string? Text(PropertyValue value) => Operand is StatusOperand && !value.IsNull ? DeliverableStatus.Names[(int)value.AsInt] : base.Text(value);
}

/// <summary>By the ids of the nodes at the other end of a field, each once.</summary>
public sealed record NodeGroupKey(RelationshipField Field) : GroupKey
{
    public override PropertyType Type => PropertyType.String;
}

/// <summary>By the name of the node's type.</summary>
public sealed record TypeGroupKey : GroupKey
{
    public override PropertyType Type => PropertyType.String;
}
