using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.13: a directive's definition does not refer to the directive, neither in its arguments nor in their types, directly or through others.</summary>
internal static class DirectiveCycles
{
    public static void Check(SchemaContext context)
    {
        foreach (var directive in context.Directives)
            if (Reaches(context, directive)) context.Report($"The definition of @{directive.Name.Value} refers to itself", directive.Name.Location);
    }

    private static bool Reaches(SchemaContext context, DirectiveDefinitionNode target)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<string>();
        Enter("@" + target.Name.Value);
        seen.Clear();
        while (pending.TryPop(out var name))
        {
            if (name == "@" + target.Name.Value) return true;
            if (seen.Add(name)) Enter(name);
        }
        return false;

        void Enter(string name)
        {
            if (name[0] == '@')
            {
                foreach (var argument in context.Source.Directives.GetValueOrDefault(name[1..])?.Arguments ?? []) Value(argument);
                return;
            }
            if (!context.Source.Types.TryGetValue(name, out var type) || !type.IsInput) return;
            Uses(type.Directives);
            foreach (var field in type.InputFields) Value(field);
            foreach (var value in type.EnumValues) Uses(value.Directives);
        }

        void Value(InputValueDefinitionNode value)
        {
            Uses(value.Directives);
            pending.Push(SchemaContext.NameOf(value.Type).Value);
        }

        void Uses(IEnumerable<DirectiveNode> directives)
        {
            foreach (var directive in directives) pending.Push("@" + directive.Name.Value);
        }
    }
}
