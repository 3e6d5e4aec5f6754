using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>
/// GraphQL §3.10, InputObjectDefaultValueHasCycle: coercing a default never needs that default again. The fields with defaults are the
/// nodes of a graph; an edge leads to every field whose default fills a gap of another's.
/// </summary>
internal static class DefaultCycles
{
    public static void Check(SchemaContext context, GraphQLSchema schema)
    {
        var owners = new Dictionary<InputValueDefinition, string>(ReferenceEqualityComparer.Instance);
        foreach (var type in schema.Types.OfType<InputObjectType>())
            foreach (var field in type.Fields)
                if (field is { HasDefault: true, Type.Named: InputObjectType }) owners[field] = type.Name;

        var done = new HashSet<InputValueDefinition>(ReferenceEqualityComparer.Instance);
        foreach (var start in owners.Keys)
        {
            var open = new HashSet<InputValueDefinition>(ReferenceEqualityComparer.Instance);
            var stack = new Stack<(InputValueDefinition Field, Queue<InputValueDefinition> Needs)>();
            if (done.Add(start)) Push(start);
            while (stack.TryPeek(out var top))
            {
                if (!top.Needs.TryDequeue(out var next))
                {
                    open.Remove(top.Field);
                    stack.Pop();
                }
                else if (open.Contains(next))
                    context.Report($"The default of {owners[next]}.{next.Name} contains itself",
                        [.. stack.Reverse().Select(s => s.Field).SkipWhile(f => f != next).Select(f => f.DefaultLiteral!.Location)]);
                else if (done.Add(next)) Push(next);
            }

            void Push(InputValueDefinition field)
            {
                open.Add(field);
                var needs = new Queue<InputValueDefinition>();
                Gaps(field.DefaultLiteral!, (InputObjectType)field.Type.Named, needs);
                stack.Push((field, needs));
            }
        }
    }

    /// <summary>Fields left out of a literal that have defaults of their own. As deep as the literal.</summary>
    private static void Gaps(ValueNode value, InputObjectType type, Queue<InputValueDefinition> gaps)
    {
        if (value is ListValueNode list)
            foreach (var item in list.Values) Gaps(item, type, gaps);
        if (value is not ObjectValueNode literal) return;
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType inner) continue;
            if (literal.Fields.FirstOrDefault(f => f.Name.Value == field.Name) is { } given) Gaps(given.Value, inner, gaps);
            else if (field.HasDefault) gaps.Enqueue(field);
        }
    }
}
