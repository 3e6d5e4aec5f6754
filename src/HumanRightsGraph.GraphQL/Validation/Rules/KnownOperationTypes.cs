using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.2.1.1: the schema has the operation's root type.</summary>
internal static class KnownOperationTypes
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Operations)
            if (context.Schema.RootType(operation.Operation) is null)
                context.Report($"The schema has no {Printer.Keyword(operation.Operation)} operations.", operation.Location);
    }
}
