using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>Puts the directives of a schema's text on what they stand at, and reads those of the specification (GraphQL §3.13).</summary>
internal sealed class DirectiveApplication(NamedList<DirectiveDefinition> definitions)
{
    public ImmutableArray<AppliedDirective> Coerce(IEnumerable<DirectiveNode> nodes)
        => [.. nodes.Select(node => new AppliedDirective(node.Name.Value, Arguments(node), node))];

    // What does not coerce is reported by the schema's validation; here it is just empty.
    private InputObject Arguments(DirectiveNode node)
        => definitions.TryFind(node.Name.Value, out var definition) && ArgumentValues.Coerce(definition.Arguments, node.Arguments, VariableValues.None).Values is { } values
            ? values : InputObject.Empty;

    public void Apply(TypeSource source, NamedType type)
    {
        type.AppliedDirectives = Coerce(source.Directives);
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl = Find(scalar.AppliedDirectives, "specifiedBy", "url");
                break;
            case ObjectOrInterfaceType fields:
                foreach (var (field, node) in fields.Fields.Zip(source.Fields))
                {
                    field.AppliedDirectives = Coerce(node.Directives);
                    field.DeprecationReason = Reason(field.AppliedDirectives);
                    Apply(field.Arguments, node.Arguments);
                }
                break;
            case EnumType @enum:
                foreach (var (value, node) in @enum.Values.Zip(source.EnumValues))
                {
                    value.AppliedDirectives = Coerce(node.Directives);
                    value.DeprecationReason = Reason(value.AppliedDirectives);
                }
                break;
            case InputObjectType input:
                Apply(input.Fields, source.InputFields);
                break;
        }
    }

    public void Apply(NamedList<InputValueDefinition> values, IEnumerable<InputValueDefinitionNode> nodes)
    {
        foreach (var (value, node) in values.Zip(nodes))
        {
            value.AppliedDirectives = Coerce(node.Directives);
            value.DeprecationReason = Reason(value.AppliedDirectives);
        }
    }

    private static string? Reason(ImmutableArray<AppliedDirective> applied) => Find(applied, "deprecated", "reason");

    private static string? Find(ImmutableArray<AppliedDirective> applied, string name, string argument)
        => applied.FirstOrDefault(d => d.Name == name)?.Arguments.GetValueOrDefault(argument) as string;
}
