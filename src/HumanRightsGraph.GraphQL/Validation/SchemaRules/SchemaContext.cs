using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>The text of a schema under validation, and the errors found so far.</summary>
internal sealed class SchemaContext(SchemaSource source)
{
    private const int MaxErrors = 100;

    private readonly ImmutableArray<GraphQLError>.Builder _errors = ImmutableArray.CreateBuilder<GraphQLError>();

    public SchemaSource Source => source;

    /// <summary>The types of the text, without those of introspection.</summary>
    public IEnumerable<TypeSource> Types => source.TypesInOrder.Where(t => !t.BuiltIn);

    /// <summary>The directives of the text.</summary>
    public IEnumerable<DirectiveDefinitionNode> Directives => source.Directives.Values.Where(d => !source.BuiltInDirectives.Contains(d));

    public ImmutableArray<GraphQLError> Errors => [.. _errors.OrderBy(e => e.Locations.Count > 0 ? e.Locations[0].Offset : 0)];

    public bool HasErrors => _errors.Count > 0;

    public void Report(string message, params ReadOnlySpan<Location> locations)
    {
        if (_errors.Count >= MaxErrors) return;
        var place = locations.IsEmpty ? "" : $" ({locations[0]})";
        _errors.Add(GraphQLError.Of(ErrorCodes.SchemaInvalid, message + place + ".", locations));
    }

    public bool IsKnown(string type) => source.Types.ContainsKey(type) || BuiltInScalars.All.Any(s => s.Name == type);

    /// <summary>IsInputType and IsOutputType by name (GraphQL §3.4.2); unknown types are both.</summary>
    public bool IsInput(TypeNode type) => !source.Types.TryGetValue(NameOf(type).Value, out var found) || found.IsInput;

    public bool IsOutput(TypeNode type) => !source.Types.TryGetValue(NameOf(type).Value, out var found) || found.IsOutput;

    public static NameNode NameOf(TypeNode type)
    {
        while (true)
        {
            switch (type)
            {
                case ListTypeNode list: type = list.Type; break;
                case NonNullTypeNode nonNull: type = nonNull.Type; break;
                default: return ((NamedTypeNode)type).Name;
            }
        }
    }

    /// <summary>All arguments and input fields of the text, with what they belong to.</summary>
    public IEnumerable<(string Owner, InputValueDefinitionNode Node)> InputValues()
    {
        foreach (var type in Types)
        {
            foreach (var field in type.Fields)
                foreach (var argument in field.Arguments) yield return ($"{type.Name}.{field.Name.Value}", argument);
            foreach (var field in type.InputFields) yield return (type.Name, field);
        }
        foreach (var directive in Directives)
            foreach (var argument in directive.Arguments) yield return ("@" + directive.Name.Value, argument);
    }

    /// <summary>All places with directives. What stands on a type and on its extensions is one place (GraphQL §5.7.3).</summary>
    public IEnumerable<(string Place, ImmutableArray<DirectiveNode> Directives)> DirectivePlaces()
    {
        yield return (DirectiveLocations.Schema, [.. (source.Schema?.Directives ?? []).Concat(source.SchemaExtensions.SelectMany(e => e.Directives))]);
        foreach (var type in Types)
        {
            yield return (type.Definition switch
            {
                ScalarTypeDefinitionNode => DirectiveLocations.Scalar,
                ObjectTypeDefinitionNode => DirectiveLocations.Object,
                InterfaceTypeDefinitionNode => DirectiveLocations.Interface,
                UnionTypeDefinitionNode => DirectiveLocations.Union,
                EnumTypeDefinitionNode => DirectiveLocations.Enum,
                _ => DirectiveLocations.InputObject,
            }, [.. type.Directives]);
            foreach (var field in type.Fields)
            {
                yield return (DirectiveLocations.FieldDefinition, field.Directives);
                foreach (var argument in field.Arguments) yield return (DirectiveLocations.ArgumentDefinition, argument.Directives);
            }
            foreach (var field in type.InputFields) yield return (DirectiveLocations.InputFieldDefinition, field.Directives);
            foreach (var value in type.EnumValues) yield return (DirectiveLocations.EnumValue, value.Directives);
        }
        foreach (var argument in Directives.SelectMany(d => d.Arguments)) yield return (DirectiveLocations.ArgumentDefinition, argument.Directives);
    }
}
