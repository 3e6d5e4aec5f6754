using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.6.1, §3.10: defaults, and arguments of directives, are values of their types.</summary>
internal static class DefaultsAreValid
{
    public static void Check(SchemaContext context, GraphQLSchema schema)
    {
        foreach (var (owner, node) in context.InputValues())
            if (node.DefaultValue is { } value) Check(context, schema, $"The default of {owner}.{node.Name.Value}", value, node.Type);
        foreach (var directive in context.DirectivePlaces().SelectMany(p => p.Directives))
        {
            var definition = context.Source.Directives[directive.Name.Value];
            foreach (var argument in directive.Arguments)
                Check(context, schema, $"Argument {argument.Name.Value} of @{directive.Name.Value}", argument.Value, definition.Arguments.First(a => a.Name.Value == argument.Name.Value).Type);
        }
    }

    private static void Check(SchemaContext context, GraphQLSchema schema, string what, ValueNode value, TypeNode type)
    {
        var problems = new InputProblems(10);
        // Built-in scalars that nothing else uses are no types of the schema.
        var resolved = Resolve(schema, type);
        new LiteralCoercion(null, problems).Coerce(value, resolved);
        foreach (var problem in problems.Items) context.Report($"{what}: {problem.Message}{(problem.Path.Length > 0 ? " at " + problem.Path : "")}", problem.Location ?? value.Location);
    }

    private static GraphQLType Resolve(GraphQLSchema schema, TypeNode type) => type switch
    {
        ListTypeNode list => new ListType(Resolve(schema, list.Type)),
        NonNullTypeNode nonNull => new NonNullType(Resolve(schema, nonNull.Type)),
        _ => schema.Types.Find(((NamedTypeNode)type).Name.Value) ?? BuiltInScalars.All.First(s => s.Name == ((NamedTypeNode)type).Name.Value),
    };
}
