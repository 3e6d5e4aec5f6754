using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>Writes a schema as definitions (GraphQL §3) that build the same API: descriptions, defaults and the specification's own directives, no other directive's use.</summary>
public static class SchemaPrinter
{
    private static readonly Location Nowhere = default;

    public static string Print(GraphQLSchema schema)
    {
        var definitions = new List<DefinitionNode>();
        if (SchemaDefinition(schema) is { } root) definitions.Add(root);
        definitions.AddRange(schema.Directives.Where(d => !d.IsBuiltIn).Select(Directive));
        definitions.AddRange(schema.Types.Where(t => !t.IsBuiltIn).Select(Definition));
        return Printer.Print(new DocumentNode([.. definitions], Nowhere)) + "\n";
    }

    /// <summary>One type's definition.</summary>
    public static string Print(NamedType type) => Printer.Print(Definition(type));

    // GraphQL §3.3.1: needed when a root type's name is not the default one, when a default name is something else's, or to describe the schema.
    private static SchemaDefinitionNode? SchemaDefinition(GraphQLSchema schema)
    {
        var roots = Enum.GetValues<OperationType>().Select(o => (Operation: o, Type: schema.RootType(o))).ToList();
        if (schema.Description is null && roots.All(r => r.Type is null ? !schema.Types.Contains(r.Operation.ToString()) : r.Type.Name == r.Operation.ToString()))
            return null;
        return new(Description(schema.Description), [],
            [.. roots.Where(r => r.Type is not null).Select(r => new OperationTypeDefinitionNode(r.Operation, Named(r.Type!.Name), Nowhere))], Nowhere);
    }

    private static TypeDefinitionNode Definition(NamedType type)
    {
        var (description, name) = (Description(type.Description), Name(type.Name));
        return type switch
        {
            ScalarType t => new ScalarTypeDefinitionNode(description, name, Directive("specifiedBy", "url", t.SpecifiedByUrl), Nowhere),
            ObjectType t => new ObjectTypeDefinitionNode(description, name, Names(t.Interfaces), [], Fields(t), Nowhere),
            InterfaceType t => new InterfaceTypeDefinitionNode(description, name, Names(t.Interfaces), [], Fields(t), Nowhere),
            UnionType t => new UnionTypeDefinitionNode(description, name, [], Names(t.Types), Nowhere),
            EnumType t => new EnumTypeDefinitionNode(description, name, [],
                [.. t.Values.Select(v => new EnumValueDefinitionNode(Description(v.Description), Name(v.Name), Deprecated(v.DeprecationReason), Nowhere))], Nowhere),
            InputObjectType t => new InputObjectTypeDefinitionNode(description, name, t.IsOneOf ? [new(Name("oneOf"), [], Nowhere)] : [], InputValues(t.Fields), Nowhere),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.GetType(), "No form of this type is known."),
        };
    }

    private static ImmutableArray<FieldDefinitionNode> Fields(ObjectOrInterfaceType type)
        => [.. type.Fields.Select(f => new FieldDefinitionNode(Description(f.Description), Name(f.Name), InputValues(f.Arguments), Reference(f.Type), Deprecated(f.DeprecationReason), Nowhere))];

    private static ImmutableArray<InputValueDefinitionNode> InputValues(NamedList<InputValueDefinition> values)
        => [.. values.Select(v => new InputValueDefinitionNode(Description(v.Description), Name(v.Name), Reference(v.Type), v.DefaultLiteral, Deprecated(v.DeprecationReason), Nowhere))];

    private static DirectiveDefinitionNode Directive(DirectiveDefinition directive)
        => new(Description(directive.Description), Name(directive.Name), InputValues(directive.Arguments), directive.IsRepeatable, [.. directive.Locations.Select(Name)], Nowhere);

    private static ImmutableArray<DirectiveNode> Deprecated(string? reason)
        => reason == Introspection.DefaultDeprecationReason ? [new(Name("deprecated"), [], Nowhere)] : Directive("deprecated", "reason", reason);

    private static ImmutableArray<DirectiveNode> Directive(string name, string argument, string? value)
        => value is null ? [] : [new(Name(name), [new(Name(argument), new StringValueNode(value, false, Nowhere), Nowhere)], Nowhere)];

    private static TypeNode Reference(GraphQLType type) => type switch
    {
        ListType list => new ListTypeNode(Reference(list.OfType), Nowhere),
        NonNullType nonNull => new NonNullTypeNode(Reference(nonNull.OfType), Nowhere),
        _ => Named(((NamedType)type).Name),
    };

    private static NameNode Name(string value) => new(value, Nowhere);

    private static NamedTypeNode Named(string name) => new(Name(name), Nowhere);

    private static ImmutableArray<NamedTypeNode> Names<T>(NamedList<T> types) where T : NamedType => [.. types.Select(t => Named(t.Name))];

    private static StringValueNode? Description(string? text) => text is null ? null : new(text, IsBlock(text), Nowhere);

    /// <summary>Whether reading the block string again gives the text: no control characters, no blank first or last line, no common indentation.</summary>
    private static bool IsBlock(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyInRange('\0', '\x08') || text.AsSpan().ContainsAnyInRange('\x0b', '\x1f')) return false;
        return StringValues.DecodeBlock(Encoding.UTF8.GetBytes("\n" + text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal) + "\n")) == text;
    }
}
