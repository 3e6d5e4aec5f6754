using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §4.1: names that begin with two underscores belong to introspection. The names of built-in scalars belong to them (§3.5).</summary>
internal static class ReservedNames
{
    public static void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            Check(context, type.Definition.Name, type.Definition);
            if (type.Definition is not ScalarTypeDefinitionNode && BuiltInScalars.All.Any(s => s.Name == type.Name))
                context.Report($"{type.Name} is the name of a built-in scalar", type.Definition.Name.Location);
            foreach (var field in type.Fields) Check(context, field.Name, field);
            foreach (var value in type.EnumValues) Check(context, value.Name, value);
        }
        foreach (var directive in context.Directives) Check(context, directive.Name, directive);
        foreach (var (_, value) in context.InputValues()) Check(context, value.Name, value);
    }

    private static void Check(SchemaContext context, NameNode name, SyntaxNode definition)
    {
        if (name.Value.StartsWith("__", StringComparison.Ordinal))
            context.Report($"The name {name.Value} begins with two underscores, which are reserved", definition.Location);
    }
}
