using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A schema, or why the document describes none.</summary>
public sealed record SchemaResult(GraphQLSchema? Schema, ImmutableArray<GraphQLError> Errors);

/// <summary>Makes a schema of a document of type definitions and extensions (GraphQL §3).</summary>
public sealed class SchemaBuilder
{
    /// <summary>A scalar without coercion of its own takes any value: literals of every form, numbers as double, enums as <see cref="EnumValue"/>.</summary>
    private static readonly ScalarCoercion AnyValue = new(node => CoercionResult.Of(UntypedValues.FromLiteral(node, null)), json => CoercionResult.Of(UntypedValues.FromJson(json)));

    private readonly SchemaSource _source;
    private readonly Dictionary<string, NamedType> _types = [];

    private SchemaBuilder(SchemaSource source) => _source = source;

    /// <param name="scalars">How own scalars read their input, by type name; a scalar without an entry takes any value.</param>
    public static SchemaResult Build(DocumentNode document, IReadOnlyDictionary<string, ScalarCoercion>? scalars = null)
    {
        var source = new SchemaSource(document);
        var errors = SchemaValidator.ValidateSource(source);
        if (!errors.IsEmpty) return new(null, errors);
        var schema = new SchemaBuilder(source).Build(scalars ?? ImmutableDictionary<string, ScalarCoercion>.Empty);
        errors = SchemaValidator.ValidateSchema(schema, source);
        return errors.IsEmpty ? new(schema, []) : new(null, errors);
    }

    private GraphQLSchema Build(IReadOnlyDictionary<string, ScalarCoercion> scalars)
    {
        foreach (var type in _source.TypesInOrder) _types[type.Name] = Declare(type, scalars);
        foreach (var scalar in BuiltInScalars.All) _types[scalar.Name] = scalar;
        foreach (var type in _source.TypesInOrder) Complete(type);
        var directives = new NamedList<DirectiveDefinition>(_source.Directives.Values.Select(Directive));
        DefaultValues.Coerce(_types.Values, directives);
        var applied = new DirectiveApplication(directives);
        // A built-in scalar may be written down; it is shared by all schemas and stays what it is.
        foreach (var type in _source.TypesInOrder)
            if (_types[type.Name] is not ScalarType { IsBuiltIn: true }) applied.Apply(type, _types[type.Name]);
        foreach (var directive in directives) applied.Apply(directive.Arguments, _source.Directives[directive.Name].Arguments);
        return new(_source.Schema?.Description?.Value,
            (ObjectType)Root(OperationType.Query)!, (ObjectType?)Root(OperationType.Mutation), (ObjectType?)Root(OperationType.Subscription),
            new(TypesInUse(directives)), directives,
            applied.Coerce((_source.Schema?.Directives ?? []).Concat(_source.SchemaExtensions.SelectMany(e => e.Directives))));
    }

    private NamedType? Root(OperationType operation) => _source.RootTypeName(operation) is { } name ? _types[name] : null;

    private static NamedType Declare(TypeSource source, IReadOnlyDictionary<string, ScalarCoercion> scalars)
    {
        var name = source.Name;
        NamedType type = source.Definition switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name, scalars.GetValueOrDefault(name) ?? AnyValue),
            ObjectTypeDefinitionNode => new ObjectType(name),
            InterfaceTypeDefinitionNode => new InterfaceType(name),
            UnionTypeDefinitionNode => new UnionType(name),
            EnumTypeDefinitionNode => new EnumType(name),
            _ => new InputObjectType(name),
        };
        type.Description = source.Definition.Description?.Value;
        type.IsBuiltIn = source.BuiltIn;
        return type;
    }

    private void Complete(TypeSource source)
    {
        switch (_types[source.Name])
        {
            case ObjectOrInterfaceType type:
                type.Interfaces = new(source.Interfaces.Select(i => (InterfaceType)_types[i.Name.Value]));
                type.Fields = new(source.Fields.Select(Field));
                break;
            case UnionType union:
                union.Types = new(source.UnionTypes.Select(t => (ObjectType)_types[t.Name.Value]));
                break;
            case EnumType @enum:
                @enum.Values = new(source.EnumValues.Select(v => new EnumValueDefinition(v.Name.Value) { Description = v.Description?.Value }));
                break;
            case InputObjectType input:
                input.IsOneOf = source.Directives.Any(d => d.Name.Value == "oneOf");
                input.Fields = new(source.InputFields.Select(InputValue));
                break;
        }
    }

    private GraphQLType Type(TypeNode node) => node switch
    {
        NamedTypeNode named => _types[named.Name.Value],
        ListTypeNode list => new ListType(Type(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Type)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private FieldDefinition Field(FieldDefinitionNode node) => new(node.Name.Value, Type(node.Type))
    {
        Description = node.Description?.Value,
        Arguments = new(node.Arguments.Select(InputValue)),
    };

    private InputValueDefinition InputValue(InputValueDefinitionNode node) => new(node.Name.Value, Type(node.Type))
    {
        Description = node.Description?.Value,
        DefaultLiteral = node.DefaultValue,
    };

    private DirectiveDefinition Directive(DirectiveDefinitionNode node) => new(node.Name.Value)
    {
        Description = node.Description?.Value,
        Arguments = new(node.Arguments.Select(InputValue)),
        Locations = [.. node.Locations.Select(l => l.Value)],
        IsRepeatable = node.Repeatable,
        IsBuiltIn = _source.BuiltInDirectives.Contains(node),
    };

    /// <summary>Own types, then built-in scalars that something refers to, then introspection.</summary>
    private IEnumerable<NamedType> TypesInUse(NamedList<DirectiveDefinition> directives)
    {
        var used = new HashSet<NamedType>(ReferenceEqualityComparer.Instance);
        foreach (var type in _types.Values)
        {
            if (type is ObjectOrInterfaceType fields)
                foreach (var field in fields.Fields)
                {
                    used.Add(field.Type.Named);
                    foreach (var argument in field.Arguments) used.Add(argument.Type.Named);
                }
            if (type is InputObjectType input)
                foreach (var field in input.Fields) used.Add(field.Type.Named);
        }
        foreach (var argument in directives.SelectMany(d => d.Arguments)) used.Add(argument.Type.Named);
        var own = _source.TypesInOrder.Where(t => !t.BuiltIn).Select(t => _types[t.Name]).Where(t => t is not ScalarType { IsBuiltIn: true });
        return own.Concat(BuiltInScalars.All.Where(used.Contains)).Concat(_source.TypesInOrder.Where(t => t.BuiltIn).Select(t => _types[t.Name]));
    }
}
