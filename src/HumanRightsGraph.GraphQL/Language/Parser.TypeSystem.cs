using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>Definitions and extensions of the type system (GraphQL §3).</summary>
public ref partial struct Parser
{
    private static readonly FrozenSet<string> DirectiveLocations = Types.DirectiveLocations.All.ToFrozenSet();

    /// <summary>Null, nothing read, when no definition of the type system begins here.</summary>
    private TypeSystemNode? TypeSystemDefinition(StringValueNode? description, Location start)
    {
        if (SkipWord("schema"u8)) return new SchemaDefinitionNode(description, Directives(true), OperationTypes(required: true), start);
        if (SkipWord("scalar"u8)) return new ScalarTypeDefinitionNode(description, Name(), Directives(true), start);
        if (SkipWord("type"u8)) return new ObjectTypeDefinitionNode(description, Name(), Implements(), Directives(true), FieldDefinitions(), start);
        if (SkipWord("interface"u8)) return new InterfaceTypeDefinitionNode(description, Name(), Implements(), Directives(true), FieldDefinitions(), start);
        if (SkipWord("union"u8)) return new UnionTypeDefinitionNode(description, Name(), Directives(true), UnionTypes(), start);
        if (SkipWord("enum"u8)) return new EnumTypeDefinitionNode(description, Name(), Directives(true), EnumValues(), start);
        if (SkipWord("input"u8)) return new InputObjectTypeDefinitionNode(description, Name(), Directives(true), InputFields(), start);
        return SkipWord("directive"u8) ? DirectiveDefinition(description, start) : null;
    }

    private DefinitionNode Extension()
    {
        var start = _token.Start;
        Advance();
        var keyword = _token;
        if (SkipWord("schema"u8))
        {
            var schema = new SchemaExtensionNode(Directives(true), OperationTypes(required: false), start);
            return NotEmpty(schema, schema.Directives.Length + schema.OperationTypes.Length);
        }
        if (SkipWord("scalar"u8))
        {
            var scalar = new ScalarTypeExtensionNode(Name(), Directives(true), start);
            return NotEmpty(scalar, scalar.Directives.Length);
        }
        if (SkipWord("type"u8))
        {
            var type = new ObjectTypeExtensionNode(Name(), Implements(), Directives(true), FieldDefinitions(), start);
            return NotEmpty(type, type.Interfaces.Length + type.Directives.Length + type.Fields.Length);
        }
        if (SkipWord("interface"u8))
        {
            var type = new InterfaceTypeExtensionNode(Name(), Implements(), Directives(true), FieldDefinitions(), start);
            return NotEmpty(type, type.Interfaces.Length + type.Directives.Length + type.Fields.Length);
        }
        if (SkipWord("union"u8))
        {
            var union = new UnionTypeExtensionNode(Name(), Directives(true), UnionTypes(), start);
            return NotEmpty(union, union.Directives.Length + union.Types.Length);
        }
        if (SkipWord("enum"u8))
        {
            var type = new EnumTypeExtensionNode(Name(), Directives(true), EnumValues(), start);
            return NotEmpty(type, type.Directives.Length + type.Values.Length);
        }
        if (SkipWord("input"u8))
        {
            var input = new InputObjectTypeExtensionNode(Name(), Directives(true), InputFields(), start);
            return NotEmpty(input, input.Directives.Length + input.Fields.Length);
        }
        _token = keyword;
        Unexpected("\"schema\", \"scalar\", \"type\", \"interface\", \"union\", \"enum\" or \"input\"");
        return NoDefinition();
    }

    private DefinitionNode NotEmpty(TypeSystemNode extension, int parts)
    {
        if (parts == 0) Unexpected("what the extension adds");
        return extension;
    }

    private ImmutableArray<OperationTypeDefinitionNode> OperationTypes(bool required)
    {
        if (!required && !At(TokenKind.BraceLeft)) return [];
        Expect(TokenKind.BraceLeft);
        var types = ImmutableArray.CreateBuilder<OperationTypeDefinitionNode>();
        do
        {
            var start = _token.Start;
            var (token, kind) = (_token, OperationKind());
            Name();
            if (kind is { } known)
            {
                Expect(TokenKind.Colon);
                types.Add(new(known, NamedType(), start));
            }
            else if (_error is null)
            {
                _token = token;
                Unexpected("\"query\", \"mutation\" or \"subscription\"");
            }
        }
        while (More(TokenKind.BraceRight));
        return types.DrainToImmutable();
    }

    private ImmutableArray<NamedTypeNode> Implements() => SkipWord("implements"u8) ? NamedTypes(TokenKind.Ampersand) : [];

    private ImmutableArray<NamedTypeNode> UnionTypes() => Skip(TokenKind.Equals) ? NamedTypes(TokenKind.Pipe) : [];

    /// <summary>Names with a separator between them and perhaps one before.</summary>
    private ImmutableArray<NamedTypeNode> NamedTypes(TokenKind separator)
    {
        Skip(separator);
        var types = ImmutableArray.CreateBuilder<NamedTypeNode>();
        do types.Add(NamedType());
        while (Skip(separator));
        return types.DrainToImmutable();
    }

    private ImmutableArray<FieldDefinitionNode> FieldDefinitions()
    {
        if (!Skip(TokenKind.BraceLeft)) return [];
        var fields = ImmutableArray.CreateBuilder<FieldDefinitionNode>();
        do
        {
            var start = _token.Start;
            var description = Description();
            var name = Name();
            var arguments = InputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
            Expect(TokenKind.Colon);
            fields.Add(new(description, name, arguments, Type(), Directives(true), start));
        }
        while (More(TokenKind.BraceRight));
        return fields.DrainToImmutable();
    }

    private ImmutableArray<InputValueDefinitionNode> InputFields() => InputValues(TokenKind.BraceLeft, TokenKind.BraceRight);

    private ImmutableArray<InputValueDefinitionNode> InputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open)) return [];
        var values = ImmutableArray.CreateBuilder<InputValueDefinitionNode>();
        do
        {
            var start = _token.Start;
            var description = Description();
            var name = Name();
            Expect(TokenKind.Colon);
            var type = Type();
            var defaultValue = Skip(TokenKind.Equals) ? Value(true) : null;
            values.Add(new(description, name, type, defaultValue, Directives(true), start));
        }
        while (More(close));
        return values.DrainToImmutable();
    }

    private ImmutableArray<EnumValueDefinitionNode> EnumValues()
    {
        if (!Skip(TokenKind.BraceLeft)) return [];
        var values = ImmutableArray.CreateBuilder<EnumValueDefinitionNode>();
        do
        {
            var start = _token.Start;
            var description = Description();
            if (AtWord("true"u8) || AtWord("false"u8) || AtWord("null"u8)) Fail("an enum value cannot be named \"true\", \"false\" or \"null\"");
            values.Add(new(description, Name(), Directives(true), start));
        }
        while (More(TokenKind.BraceRight));
        return values.DrainToImmutable();
    }

    private DirectiveDefinitionNode DirectiveDefinition(StringValueNode? description, Location start)
    {
        Expect(TokenKind.At);
        var name = Name();
        var arguments = InputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        var repeatable = SkipWord("repeatable"u8);
        ExpectWord("on"u8);
        Skip(TokenKind.Pipe);
        var locations = ImmutableArray.CreateBuilder<NameNode>();
        do
        {
            var token = _token;
            var location = Name();
            if (_error is null && !DirectiveLocations.Contains(location.Value))
            {
                _token = token;
                Unexpected("a directive location");
            }
            locations.Add(location);
        }
        while (Skip(TokenKind.Pipe));
        return new(description, name, arguments, repeatable, locations.DrainToImmutable(), start);
    }
}
