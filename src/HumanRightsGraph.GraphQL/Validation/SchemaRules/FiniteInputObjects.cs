using HumanRightsGraph.GraphQL.Language;
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
        var cycles = new Cycles(context, finite);
        foreach (var type in inputs)
            if (!finite.Contains(type)) cycles.ReportFrom(type);

        bool IsFinite(GraphQLType type) => type is not InputObjectType || finite.Contains(type);
    }

    /// <summary>Circles of fields among input objects without a finite value, each reported once.</summary>
    private sealed class Cycles(SchemaContext context, HashSet<GraphQLType> finite)
    {
        private readonly HashSet<InputObjectType> _visited = [];

        public void ReportFrom(InputObjectType start)
        {
            if (!_visited.Add(start)) return;
            var path = new List<(InputObjectType Type, Queue<(string Name, InputObjectType Target)> Steps)> { (start, Steps(start)) };
            // The field that leads from each type of the path to the next.
            var fields = new List<string>();
            while (path.Count > 0)
            {
                var (type, steps) = path[^1];
                if (!steps.TryDequeue(out var step))
                {
                    path.RemoveAt(path.Count - 1);
                    if (fields.Count > 0) fields.RemoveAt(fields.Count - 1);
                    continue;
                }
                fields.Add(step.Name);
                if (path.FindIndex(p => p.Type == step.Target) is var at and >= 0) Report(path, fields, at);
                else if (_visited.Add(step.Target))
                {
                    path.Add((step.Target, Steps(step.Target)));
                    continue;
                }
                fields.RemoveAt(fields.Count - 1);
            }
        }

        private Queue<(string, InputObjectType)> Steps(InputObjectType type)
            => new(from field in type.Fields
                   let target = (type.IsOneOf ? field.Type : (field.Type as NonNullType)?.OfType) as InputObjectType
                   where target is not null && !finite.Contains(target)
                   select (field.Name, target));

        private void Report(List<(InputObjectType Type, Queue<(string Name, InputObjectType Target)> Steps)> path, List<string> fields, int from)
        {
            var circle = Enumerable.Range(from, path.Count - from).Select(i => (path[i].Type.Name, Field: fields[i])).ToList();
            context.Report($"No value of {circle[0].Name} can be written: it contains itself through {string.Join(", ", circle.Select(c => $"{c.Name}.{c.Field}"))}, which must be given",
                [.. circle.Select(c => context.Source.Types[c.Name].InputFields.First(f => f.Name.Value == c.Field).Location)]);
        }
    }
}
