using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>What a coordinate names, null when its last name is unknown; the error when what should contain it is.</summary>
public readonly record struct CoordinateResult(INamed? Element, string? Problem);

/// <summary>Resolves coordinates (GraphQL §2.14, Resolving a Schema Coordinate).</summary>
public static class SchemaCoordinates
{
    public static CoordinateResult Find(this GraphQLSchema schema, SchemaCoordinate coordinate) => coordinate switch
    {
        TypeCoordinate c => new(schema.Types.Find(c.Name), null),
        MemberCoordinate c => schema.Types.Find(c.Type) switch
        {
            EnumType type => new(type.Values.Find(c.Member), null),
            InputObjectType type => new(type.Fields.Find(c.Member), null),
            ObjectOrInterfaceType type => new(schema.Field(type, c.Member), null),
            null => Unknown(c.Type),
            _ => new(null, $"{c.Type} has no members: it is no object, interface, enum or input object."),
        },
        ArgumentCoordinate c => schema.Types.Find(c.Type) switch
        {
            ObjectOrInterfaceType type when schema.Field(type, c.Field) is { } field => new(field.Arguments.Find(c.Argument), null),
            ObjectOrInterfaceType => new(null, $"{c.Type} has no field {c.Field}."),
            null => Unknown(c.Type),
            _ => new(null, $"{c.Type} has no fields with arguments: it is no object or interface."),
        },
        DirectiveCoordinate c => new(schema.Directives.Find(c.Name), null),
        DirectiveArgumentCoordinate c => schema.Directives.Find(c.Directive) is { } directive
            ? new(directive.Arguments.Find(c.Argument), null) : new(null, $"There is no directive @{c.Directive}."),
        _ => throw new ArgumentOutOfRangeException(nameof(coordinate), coordinate, "No form of this coordinate is known."),
    };

    private static CoordinateResult Unknown(string type) => new(null, $"There is no type {type}.");
}
