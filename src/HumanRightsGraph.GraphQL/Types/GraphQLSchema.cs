using System.Collections.Frozen;
using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A valid type system (GraphQL §3), immutable and safe for many threads. <see cref="SchemaBuilder"/> makes it.</summary>
public sealed class GraphQLSchema
{
    private readonly FrozenDictionary<NamedType, NamedList<ObjectType>> _possibleTypes;
    private IntrospectionSizes? _introspectionSizes;

    internal GraphQLSchema(string? description, ObjectType queryType, ObjectType? mutationType, ObjectType? subscriptionType,
        NamedList<NamedType> types, NamedList<DirectiveDefinition> directives, ImmutableArray<AppliedDirective> appliedDirectives)
    {
        Description = description;
        QueryType = queryType;
        MutationType = mutationType;
        SubscriptionType = subscriptionType;
        Types = types;
        Directives = directives;
        AppliedDirectives = appliedDirectives;
        _possibleTypes = FindPossibleTypes(types);
    }

    public string? Description { get; }

    public ObjectType QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>All types by name, in source order, then built-in ones in use.</summary>
    public NamedList<NamedType> Types { get; }

    public NamedList<DirectiveDefinition> Directives { get; }

    public ImmutableArray<AppliedDirective> AppliedDirectives { get; }

    internal IntrospectionSizes IntrospectionSizes => _introspectionSizes ??= new(this);

    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>GetPossibleTypes (GraphQL §5.5.2.3): an object's is itself. In source order.</summary>
    public NamedList<ObjectType> PossibleTypes(CompositeType type) => _possibleTypes[type];

    public bool IsPossible(CompositeType type, ObjectType candidate) => _possibleTypes[type].Contains(candidate.Name);

    /// <summary>Whether a value could be of both types.</summary>
    public bool Overlap(CompositeType left, CompositeType right)
    {
        if (left == right) return true;
        var (few, many) = (_possibleTypes[left], _possibleTypes[right]);
        if (few.Count > many.Count) (few, many) = (many, few);
        foreach (var type in few)
            if (many.Contains(type.Name)) return true;
        return false;
    }

    /// <summary>IsSubType (GraphQL §3.6, covariant results): whether every value of <paramref name="type"/> is one of <paramref name="super"/>.</summary>
    public static bool IsSubtype(GraphQLType type, GraphQLType super) => (type, super) switch
    {
        _ when type.Equals(super) => true,
        (NonNullType t, NonNullType s) => IsSubtype(t.OfType, s.OfType),
        (NonNullType t, _) => IsSubtype(t.OfType, super),
        (ListType t, ListType s) => IsSubtype(t.OfType, s.OfType),
        (ObjectType t, UnionType s) => s.Types.Contains(t.Name),
        (ObjectOrInterfaceType t, InterfaceType s) => t.Interfaces.Contains(s.Name),
        _ => false,
    };

    /// <summary>The type a reference names; null when it is unknown.</summary>
    public GraphQLType? Resolve(TypeNode node) => node switch
    {
        NamedTypeNode named => Types.Find(named.Name.Value),
        ListTypeNode list => Resolve(list.Type) is { } inner ? new ListType(inner) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.Type) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    /// <summary>
    /// The field as selected from <paramref name="parent"/>, meta-fields included (GraphQL §4.1, §4.4); null when there is none.
    /// </summary>
    public FieldDefinition? Field(CompositeType parent, string name)
    {
        if (name == Introspection.TypeNameField.Name) return Introspection.TypeNameField;
        if (parent == QueryType && name.StartsWith("__", StringComparison.Ordinal))
            return name == Introspection.SchemaFieldName ? SchemaField : name == Introspection.TypeFieldName ? TypeField : null;
        return parent is ObjectOrInterfaceType type ? type.Fields.Find(name) : null;
    }

    /// <summary><c>__schema: __Schema!</c></summary>
    internal FieldDefinition SchemaField => field ??= new(Introspection.SchemaFieldName, new NonNullType(Types.Find("__Schema")!));

    /// <summary><c>__type(name: String!): __Type</c></summary>
    internal FieldDefinition TypeField => field ??= new(Introspection.TypeFieldName, Types.Find("__Type")!)
    {
        Arguments = new([new("name", new NonNullType(BuiltInScalars.String))]),
    };

    private static FrozenDictionary<NamedType, NamedList<ObjectType>> FindPossibleTypes(NamedList<NamedType> types)
    {
        var possible = new Dictionary<NamedType, List<ObjectType>>(ReferenceEqualityComparer.Instance);
        foreach (var type in types.OfType<CompositeType>()) possible[type] = [];
        foreach (var type in types)
        {
            if (type is UnionType union) possible[union].AddRange(union.Types);
            if (type is not ObjectType @object) continue;
            possible[@object].Add(@object);
            foreach (var implemented in @object.Interfaces) possible[implemented].Add(@object);
        }
        return possible.ToFrozenDictionary(p => p.Key, p => new NamedList<ObjectType>(p.Value));
    }
}
