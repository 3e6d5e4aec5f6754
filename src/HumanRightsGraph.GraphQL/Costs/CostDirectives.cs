using System.Collections.Immutable;
using System.Globalization;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Costs;

/// <summary>How many items a list has: <c>@listSize</c> with the arguments of one use.</summary>
/// <param name="Size">Items at most.</param>
/// <param name="SizedFields">The fields below whose lists are meant; empty for the field's own list.</param>
internal readonly record struct ListSize(double Size, IReadOnlyList<object?> SizedFields);

/// <summary>Weights and sizes a schema states (IBM's specification of cost directives, as HotChocolate spells them).</summary>
public static class CostDirectives
{
    /// <summary>The definitions a schema needs that uses them.</summary>
    public const string Definitions = """
        "What resolving a field, or giving an argument, costs; what an object of a type costs."
        directive @cost("A number." weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

        "How many items the list of a field has at most, for its cost."
        directive @listSize(
          "Where no argument says it."
          assumedSize: Int
          "Arguments that say it; the size of a list counts its items."
          slicingArguments: [String!]
          "Where none of these arguments is given."
          slicingArgumentDefaultValue: Int
          "The fields of the object whose lists are meant, as of a connection."
          sizedFields: [String!]
        ) on FIELD_DEFINITION

        """;

    /// <summary>An object costs 1, a leaf nothing, unless <c>@cost</c> says otherwise.</summary>
    internal static double Weight(NamedType type) => Stated(type.AppliedDirectives) ?? (type is CompositeType ? 1 : 0);

    internal static double Weight(FieldDefinition field) => Stated(field.AppliedDirectives) ?? (field.Type.Named is CompositeType ? 1 : 0);

    /// <summary>The weights of what is given, input objects and their fields included. Depth is the values', which coercion bounds.</summary>
    internal static double Given(NamedList<InputValueDefinition> definitions, InputObject values)
    {
        double sum = 0;
        foreach (var (name, value) in values)
            if (definitions.Find(name) is { } definition) sum += (Stated(definition.AppliedDirectives) ?? 0) + Within(definition.Type.Named, value);
        return sum;
    }

    private static double Within(NamedType type, object? value)
    {
        if (type is not InputObjectType input) return 0;
        if (value is InputObject given) return Given(input.Fields, given);
        double sum = 0;
        foreach (var item in value as IReadOnlyList<object?> ?? []) sum += Within(type, item);
        return sum;
    }

    /// <summary>Null where the field has no <c>@listSize</c>.</summary>
    /// <param name="values">The field's arguments; null where they could not be coerced.</param>
    internal static ListSize? Size(FieldDefinition field, InputObject? values)
    {
        foreach (var applied in field.AppliedDirectives)
        {
            if (applied.Name != "listSize") continue;
            double? size = null;
            foreach (var name in Names(applied.Arguments, "slicingArguments"))
            {
                switch (values?.GetValueOrDefault((string)name!))
                {
                    case int count: size = Math.Max(size ?? 0, count); break;
                    case IReadOnlyList<object?> list: size = Math.Max(size ?? 0, list.Count); break;
                }
            }
            size ??= applied.Arguments.GetValueOrDefault("slicingArgumentDefaultValue") as int? ?? applied.Arguments.GetValueOrDefault("assumedSize") as int?;
            return new(Math.Max(0, size ?? 1), Names(applied.Arguments, "sizedFields"));
        }
        return null;
    }

    private static IReadOnlyList<object?> Names(InputObject arguments, string name) => arguments.GetValueOrDefault(name) as IReadOnlyList<object?> ?? [];

    private static double? Stated(ImmutableArray<AppliedDirective> applied)
    {
        foreach (var directive in applied)
            if (directive.Name == "cost" && directive.Arguments.GetValueOrDefault("weight") is string text
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && double.IsFinite(weight)) return weight;
        return null;
    }
}
