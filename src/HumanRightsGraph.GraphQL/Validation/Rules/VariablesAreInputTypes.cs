using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.8.2: variables are of scalar, enum or input object types, or lists of them.</summary>
internal static class VariablesAreInputTypes
{
    public static void Check(ValidationContext context)
    {
        foreach (var variable in context.Operations.SelectMany(o => o.VariableDefinitions))
            if (context.Schema.Resolve(variable.Type) is { IsInput: false } type)
                context.Report($"Variable ${variable.Variable.Name.Value} cannot be of type {type}, which is no input type.", variable.Type.Location);
    }
}
