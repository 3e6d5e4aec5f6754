using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.4.2: no argument is given twice, known or not.</summary>
internal static class UniqueArgumentNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var definition in context.Definitions)
        {
            foreach (var field in definition.Fields) Check(context, field.Node.Arguments);
            foreach (var directive in definition.DirectivePlaces.SelectMany(p => p.Directives)) Check(context, directive.Arguments);
        }
    }

    public static void Check(ValidationContext context, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2) return;
        foreach (var group in arguments.GroupBy(a => a.Name.Value))
            if (group.Skip(1).Any())
                context.Report($"Argument {group.Key} is given more than once.", [.. group.Select(a => a.Name.Location)]);
    }
}
