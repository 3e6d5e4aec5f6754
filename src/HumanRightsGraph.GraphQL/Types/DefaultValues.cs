using HumanRightsGraph.GraphQL.Execution;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>Coerces the defaults of a schema once, when it is made (GraphQL §3.6.1, §3.10).</summary>
internal static class DefaultValues
{
    public static void Coerce(IReadOnlyCollection<NamedType> types, NamedList<DirectiveDefinition> directives)
    {
        foreach (var input in InDependencyOrder(types.OfType<InputObjectType>())) Coerce(input.Fields);
        foreach (var field in types.OfType<ObjectOrInterfaceType>().SelectMany(t => t.Fields)) Coerce(field.Arguments);
        foreach (var directive in directives) Coerce(directive.Arguments);
    }

    // What does not coerce is reported by the schema's validation.
    private static void Coerce(NamedList<InputValueDefinition> values)
    {
        foreach (var value in values)
            if (value.DefaultLiteral is { } literal && new LiteralCoercion(null, new(1)).Coerce(literal, value.Type) is var coerced && coerced != LiteralCoercion.Absent)
                value.DefaultValue = coerced;
    }

    /// <summary>
    /// Input types after those whose defaults their own defaults take in. Circles, which validation refuses unless a default
    /// breaks them, are cut anywhere.
    /// </summary>
    private static List<InputObjectType> InDependencyOrder(IEnumerable<InputObjectType> types)
    {
        var ordered = new List<InputObjectType>();
        var entered = new HashSet<InputObjectType>();
        var stack = new Stack<(InputObjectType Type, bool Left)>();
        foreach (var start in types)
        {
            stack.Push((start, false));
            while (stack.TryPop(out var step))
            {
                if (step.Left)
                {
                    ordered.Add(step.Type);
                    continue;
                }
                if (!entered.Add(step.Type)) continue;
                stack.Push((step.Type, true));
                foreach (var field in step.Type.Fields)
                    if (field.HasDefault && field.Type.Named is InputObjectType needed) stack.Push((needed, false));
            }
        }
        return ordered;
    }
}
