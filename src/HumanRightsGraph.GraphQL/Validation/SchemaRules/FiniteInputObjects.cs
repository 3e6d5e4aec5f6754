using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>
/// GraphQL §3.10, circular references: a value of every input object can be written down. It can when those of its required objects can,
/// or, for a OneOf input object, when one of its fields can.
/// </summary>
internal static class FiniteInputObjects
{
    public static void Check(SchemaContext context, GraphQLSchema schema)
    {
        var inputs = schema.Types.OfType<InputObjectType>().ToList();
        var finite = new HashSet<GraphQLType>();
        int before;
        do
        {
            before = finite.Count;
            foreach (var type in inputs)
                if (!finite.Contains(type) && (type.IsOneOf ? type.Fields.Any(f => IsFinite(f.Type)) : type.Fields.All(f => f.Type is not NonNullType || IsFinite(f.Type.Nullable))))
                    finite.Add(type);
        }
        while (finite.Count > before);
        foreach (var type in inputs)
            if (!finite.Contains(type))
                context.Report($"No value of {type} can be written: it contains itself through fields that must be given", context.Source.Types[type.Name].Definition.Location);

        bool IsFinite(GraphQLType type) => type is not InputObjectType || finite.Contains(type);
    }
}
