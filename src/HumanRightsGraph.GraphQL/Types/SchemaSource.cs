using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A type's definition with its extensions, as written.</summary>
internal sealed class TypeSource(TypeDefinitionNode definition, bool builtIn)
{
    public TypeDefinitionNode Definition { get; } = definition;

    public bool BuiltIn { get; } = builtIn;

    public List<TypeExtensionNode> Extensions { get; } = [];

    public string Name => Definition.Name.Value;

    public bool IsInput => Definition is ScalarTypeDefinitionNode or EnumTypeDefinitionNode or InputObjectTypeDefinitionNode;

    public bool IsOutput => Definition is not InputObjectTypeDefinitionNode;

    public IEnumerable<DirectiveNode> Directives => Definition.Directives.Concat(Extensions.SelectMany(e => e.Directives));

    public IEnumerable<FieldDefinitionNode> Fields => Parts(Definition switch
    {
        ObjectTypeDefinitionNode t => t.Fields,
        InterfaceTypeDefinitionNode t => t.Fields,
        _ => [],
    }, e => e switch { ObjectTypeExtensionNode t => t.Fields, InterfaceTypeExtensionNode t => t.Fields, _ => [] });

    public IEnumerable<NamedTypeNode> Interfaces => Parts(Definition switch
    {
        ObjectTypeDefinitionNode t => t.Interfaces,
        InterfaceTypeDefinitionNode t => t.Interfaces,
        _ => [],
    }, e => e switch { ObjectTypeExtensionNode t => t.Interfaces, InterfaceTypeExtensionNode t => t.Interfaces, _ => [] });

    public IEnumerable<NamedTypeNode> UnionTypes => Parts((Definition as UnionTypeDefinitionNode)?.Types ?? [], e => (e as UnionTypeExtensionNode)?.Types ?? []);

    public IEnumerable<EnumValueDefinitionNode> EnumValues => Parts((Definition as EnumTypeDefinitionNode)?.Values ?? [], e => (e as EnumTypeExtensionNode)?.Values ?? []);

    public IEnumerable<InputValueDefinitionNode> InputFields => Parts((Definition as InputObjectTypeDefinitionNode)?.Fields ?? [], e => (e as InputObjectTypeExtensionNode)?.Fields ?? []);

    private IEnumerable<T> Parts<T>(ImmutableArray<T> own, Func<TypeExtensionNode, ImmutableArray<T>> added)
        => own.Concat(Extensions.SelectMany(e => (IEnumerable<T>)added(e)));
}

/// <summary>
/// The definitions of a schema document, extensions gathered at what they extend, those of the specification added.
/// Of definitions with one name the first counts; the rules report the rest.
/// </summary>
internal sealed class SchemaSource
{
    public SchemaSource(DocumentNode document)
    {
        Document = document;
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode schema: Schema ??= schema; break;
                case SchemaExtensionNode extension: SchemaExtensions.Add(extension); break;
                case DirectiveDefinitionNode directive: Directives.TryAdd(directive.Name.Value, directive); break;
                case TypeDefinitionNode type: Add(type, builtIn: false); break;
            }
        }
        foreach (var definition in Introspection.Definitions.Definitions)
        {
            if (definition is TypeDefinitionNode type) Add(type, builtIn: true);
            if (definition is DirectiveDefinitionNode directive && Directives.TryAdd(directive.Name.Value, directive)) BuiltInDirectives.Add(directive);
        }
        foreach (var extension in document.Definitions.OfType<TypeExtensionNode>())
            if (Types.TryGetValue(extension.Name.Value, out var type)) type.Extensions.Add(extension);
    }

    public DocumentNode Document { get; }

    public SchemaDefinitionNode? Schema { get; }

    public List<SchemaExtensionNode> SchemaExtensions { get; } = [];

    public Dictionary<string, TypeSource> Types { get; } = [];

    /// <summary>The types in source order, those of introspection last.</summary>
    public List<TypeSource> TypesInOrder { get; } = [];

    public Dictionary<string, DirectiveDefinitionNode> Directives { get; } = [];

    public HashSet<DirectiveDefinitionNode> BuiltInDirectives { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The root operation types as written: by schema definition and extensions.</summary>
    public IEnumerable<OperationTypeDefinitionNode> OperationTypes
        => (Schema?.OperationTypes ?? []).Concat(SchemaExtensions.SelectMany(e => e.OperationTypes));

    /// <summary>The name of a root type: as written, or, without a schema definition, the default name (GraphQL §3.3.1).</summary>
    public string? RootTypeName(OperationType operation)
    {
        foreach (var root in OperationTypes)
            if (root.Operation == operation) return root.Type.Name.Value;
        return Schema is null && Types.ContainsKey(operation.ToString()) ? operation.ToString() : null;
    }

    private void Add(TypeDefinitionNode definition, bool builtIn)
    {
        var source = new TypeSource(definition, builtIn);
        if (Types.TryAdd(source.Name, source)) TypesInOrder.Add(source);
    }
}
