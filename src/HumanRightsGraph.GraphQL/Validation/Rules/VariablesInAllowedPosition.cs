using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.8.5: a variable's type fits every place it is used at.</summary>
internal static class VariablesInAllowedPosition
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var definitions = new Dictionary<string, (VariableDefinitionNode Node, GraphQLType? Type)>();
            foreach (var node in operation.VariableDefinitions)
                definitions[node.Variable.Name.Value] = (node, context.Schema.Resolve(node.Type));
            foreach (var usage in context.Reachable(operation).SelectMany(d => d.VariableUsages))
            {
                if (context.Full) return;
                if (usage.Type is { } expected && definitions.TryGetValue(usage.Node.Name.Value, out var variable) && variable.Type is { } type)
                    Check(context, usage, expected, variable.Node, type);
            }
        }
    }

    private static void Check(ValidationContext context, VariableUsage usage, GraphQLType expected, VariableDefinitionNode definition, GraphQLType type)
    {
        var name = usage.Node.Name.Value;
        if (!IsAllowed(type, definition.DefaultValue, expected, usage.HasDefault))
            context.Report($"Variable ${name} of type {type} cannot stand where {expected} is expected.", definition.Location, usage.Node.Location);
        // IsNonNullPosition: the one field of a OneOf input object, whatever its type says.
        if (usage.OneOf is { } oneOf && type is not NonNullType)
            context.Report($"Variable ${name} of type {type} must be non-null as the field of {oneOf}.", definition.Location, usage.Node.Location);
    }

    // IsVariableUsageAllowed: a default other than null, of the variable or of the place, stands in for non-null.
    private static bool IsAllowed(GraphQLType type, ValueNode? defaultValue, GraphQLType expected, bool placeHasDefault)
        => expected is NonNullType nonNull && type is not NonNullType
            ? (defaultValue is not (null or NullValueNode) || placeHasDefault) && GraphQLSchema.IsSubtype(type, nonNull.OfType)
            : GraphQLSchema.IsSubtype(type, expected);
}
