using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3: every type referred to is defined, or a built-in scalar.</summary>
internal static class KnownTypes
{
    public static void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            foreach (var field in type.Fields) Check(context, SchemaContext.NameOf(field.Type));
            foreach (var named in type.Interfaces.Concat(type.UnionTypes)) Check(context, named.Name);
        }
        foreach (var (_, value) in context.InputValues()) Check(context, SchemaContext.NameOf(value.Type));
        foreach (var root in context.Source.OperationTypes) Check(context, root.Type.Name);
    }

    private static void Check(SchemaContext context, NameNode name)
    {
        if (!context.IsKnown(name.Value)) context.Report($"There is no type {name.Value}", name.Location);
    }
}
