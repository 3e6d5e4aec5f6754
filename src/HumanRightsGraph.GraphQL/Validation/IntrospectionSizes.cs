using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>How many values a field of introspection (GraphQL §4.2) has for each of what it is asked of, on the average of a schema.</summary>
internal sealed class IntrospectionSizes
{
    private readonly Dictionary<string, double> _items;

    public IntrospectionSizes(GraphQLSchema schema)
    {
        var types = Math.Max(1.0, schema.Types.Count);
        var fields = schema.Types.OfType<ObjectOrInterfaceType>().SelectMany(t => t.Fields).ToList();
        var owners = Math.Max(1.0, fields.Count + schema.Directives.Count);
        _items = new(StringComparer.Ordinal)
        {
            ["types"] = types,
            ["directives"] = schema.Directives.Count,
            ["fields"] = fields.Count / types,
            ["args"] = (fields.Sum(f => f.Arguments.Count) + schema.Directives.Sum(d => d.Arguments.Count)) / owners,
            ["inputFields"] = schema.Types.OfType<InputObjectType>().Sum(t => t.Fields.Count) / types,
            ["enumValues"] = schema.Types.OfType<EnumType>().Sum(t => t.Values.Count) / types,
            ["interfaces"] = schema.Types.OfType<ObjectOrInterfaceType>().Sum(t => t.Interfaces.Count) / types,
            // Some types are wrapped; the further within, the fewer.
            ["ofType"] = 0.5,
            ["possibleTypes"] = schema.Types.Where(t => t is InterfaceType or UnionType).Sum(t => schema.PossibleTypes((CompositeType)t).Count) / types,
        };
    }

    /// <summary>One where the field is neither a list nor often null.</summary>
    public double Of(string field) => _items.GetValueOrDefault(field, 1);
}
