using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>
/// The values of the fields of introspection (GraphQL §4.2): null, <see cref="string"/>, <see cref="bool"/>, an element of the
/// schema, or a list of elements in source order. Enum values are their names.
/// </summary>
internal static class IntrospectionFields
{
    public static object? Resolve(GraphQLSchema schema, object source, string field, InputObject arguments) => source switch
    {
        GraphQLSchema when field == Introspection.SchemaFieldName => schema,
        GraphQLSchema when field == Introspection.TypeFieldName => schema.Types.Find((string)arguments["name"]!),
        GraphQLSchema => OfSchema(schema, field),
        GraphQLType type => OfType(schema, type, field, arguments),
        FieldDefinition definition => OfField(definition, field, arguments),
        InputValueDefinition value => OfInputValue(value, field),
        EnumValueDefinition value => OfEnumValue(value, field),
        DirectiveDefinition directive => OfDirective(directive, field, arguments),
        _ => null,
    };

    private static object? OfSchema(GraphQLSchema schema, string field) => field switch
    {
        "description" => schema.Description,
        "types" => schema.Types,
        "queryType" => schema.QueryType,
        "mutationType" => schema.MutationType,
        "subscriptionType" => schema.SubscriptionType,
        "directives" => schema.Directives,
        _ => null,
    };

    private static object? OfType(GraphQLSchema schema, GraphQLType type, string field, InputObject arguments) => field switch
    {
        "kind" => Kind(type),
        "name" => (type as NamedType)?.Name,
        "description" => (type as NamedType)?.Description,
        "specifiedByURL" => (type as ScalarType)?.SpecifiedByUrl,
        "fields" => (type as ObjectOrInterfaceType)?.Fields.Where(f => f.DeprecationReason is null || Deprecated(arguments)),
        "interfaces" => (type as ObjectOrInterfaceType)?.Interfaces,
        "possibleTypes" => type is InterfaceType or UnionType ? schema.PossibleTypes((CompositeType)type) : null,
        "enumValues" => (type as EnumType)?.Values.Where(v => v.DeprecationReason is null || Deprecated(arguments)),
        "inputFields" => (type as InputObjectType)?.Fields.Where(f => f.DeprecationReason is null || Deprecated(arguments)),
        "ofType" => type switch { ListType list => list.OfType, NonNullType nonNull => nonNull.OfType, _ => null },
        "isOneOf" => (type as InputObjectType)?.IsOneOf,
        _ => null,
    };

    private static object? OfField(FieldDefinition definition, string field, InputObject arguments) => field switch
    {
        "name" => definition.Name,
        "description" => definition.Description,
        "args" => definition.Arguments.Where(a => a.DeprecationReason is null || Deprecated(arguments)),
        "type" => definition.Type,
        "isDeprecated" => definition.DeprecationReason is not null,
        "deprecationReason" => definition.DeprecationReason,
        _ => null,
    };

    private static object? OfInputValue(InputValueDefinition value, string field) => field switch
    {
        "name" => value.Name,
        "description" => value.Description,
        "type" => value.Type,
        "defaultValue" => value.DefaultLiteral is { } literal ? Printer.Print(literal) : null,
        "isDeprecated" => value.DeprecationReason is not null,
        "deprecationReason" => value.DeprecationReason,
        _ => null,
    };

    private static object? OfEnumValue(EnumValueDefinition value, string field) => field switch
    {
        "name" => value.Name,
        "description" => value.Description,
        "isDeprecated" => value.DeprecationReason is not null,
        "deprecationReason" => value.DeprecationReason,
        _ => null,
    };

    private static object? OfDirective(DirectiveDefinition directive, string field, InputObject arguments) => field switch
    {
        "name" => directive.Name,
        "description" => directive.Description,
        "isRepeatable" => directive.IsRepeatable,
        "locations" => directive.Locations.AsEnumerable(),
        "args" => directive.Arguments.Where(a => a.DeprecationReason is null || Deprecated(arguments)),
        _ => null,
    };

    private static bool Deprecated(InputObject arguments) => arguments.TryGetValue("includeDeprecated", out var value) && value is true;

    private static string Kind(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}
