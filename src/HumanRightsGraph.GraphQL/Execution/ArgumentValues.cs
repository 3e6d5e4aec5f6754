using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>Coerced arguments, or the error at the field that has them.</summary>
public readonly record struct ArgumentResult(InputObject? Values, GraphQLError? Error);

/// <summary>CoerceArgumentValues (GraphQL §6.4.1) for fields and directives.</summary>
public static class ArgumentValues
{
    /// <summary>The values of all arguments that are given or have a default, in the order of <paramref name="definitions"/>.</summary>
    public static ArgumentResult Coerce(NamedList<InputValueDefinition> definitions, ImmutableArray<ArgumentNode> arguments, VariableValues variables)
    {
        if (definitions.Count == 0) return new(InputObject.Empty, null);
        var values = new List<KeyValuePair<string, object?>>(definitions.Count);
        for (var i = 0; i < definitions.Count; i++)
        {
            var definition = definitions[i];
            var node = Find(arguments, definition.Name);
            // Whether there is a value is the variable's matter, not the argument's (GraphQL §6.4.1, #1056).
            if (node is null || node.Value is VariableNode variable && !variables.TryGet(variable.Name.Value, out _))
            {
                if (definition.HasDefault) values.Add(new(definition.Name, definition.DefaultValue));
                else if (definition.Type is NonNullType)
                    return new(null, GraphQLError.Of(ErrorCodes.BadUserInput,
                        $"Argument {definition.Name} requires a value of type {definition.Type}, found none.", node is null ? [] : [node.Value.Location]));
                continue;
            }
            var problems = new InputProblems(1);
            var value = new LiteralCoercion(variables, problems).Coerce(node.Value, definition.Type);
            if (problems.Items is [var problem])
                return new(null, GraphQLError.Of(ErrorCodes.BadUserInput, $"Argument {definition.Name}{problem.Path}: {problem.Message}.", node.Value.Location));
            values.Add(new(definition.Name, value));
        }
        return new(new(values), null);
    }

    private static ArgumentNode? Find(ImmutableArray<ArgumentNode> arguments, string name)
    {
        foreach (var argument in arguments)
            if (argument.Name.Value == name) return argument;
        return null;
    }
}
