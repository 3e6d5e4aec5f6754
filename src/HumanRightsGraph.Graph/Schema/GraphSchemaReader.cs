using System.Collections.Immutable;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Schema;

/// <summary>A model, or what is wrong with the schema's text.</summary>
public readonly record struct SchemaReadResult(GraphModel? Model, ImmutableArray<GraphQLError> Errors)
{
    public void Deconstruct(out GraphModel? model, out ImmutableArray<GraphQLError> errors) => (model, errors) = (Model, Errors);
}

/// <summary>
/// Reads the graph's schema file: types with <c>@node</c> and <c>@relationship</c> become labels, properties and
/// relationship types. Every error carries its place.
/// </summary>
public sealed class GraphSchemaReader
{
    private static readonly ImmutableArray<string> BuiltIn = ["ID", "String", "Int", "Float", "Boolean"];

    private readonly List<GraphQLError> _errors = [];
    private readonly List<TypeDefinitionNode> _definitions = [];
    private readonly Dictionary<string, TypeDefinitionNode> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelEnum> _enums = new(StringComparer.Ordinal);
    private readonly List<ModelScalar> _scalars = [];
    private readonly List<RelationshipProperties> _relationshipProperties = [];
    private readonly Dictionary<string, LabelDraft> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RelationshipDraft> _relationships = new(StringComparer.Ordinal);
    private readonly List<string> _relationshipOrder = [];

    private sealed record LabelDraft(string Name, List<PropertyDefinition> Properties)
    {
        public KeyLabel? Label { get; set; }
    }

    private sealed record RelationshipDraft(string From, string To, RelationshipProperties? Properties)
    {
        public RelationshipType? Type { get; set; }
    }

    /// <summary>A type's <c>@node</c>, resolved.</summary>
    private sealed record TypeDraft(TypeDefinitionNode Node, ImmutableArray<string> Labels, ImmutableArray<string> Interfaces,
        ImmutableArray<FieldDefinitionNode> Own, RootNames? Root)
    {
        public bool IsInterface => Node is InterfaceTypeDefinitionNode;
        public string Name => Node.Name.Value;
    }

    private GraphSchemaReader() { }

    public static SchemaReadResult Read(string sdl)
    {
        var (document, error) = Parser.Parse(sdl, ParserOptions.Trusted);
        if (document is null) return new(null, [error!]);
        return new GraphSchemaReader().Read(document);
    }

    private SchemaReadResult Read(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode type:
                    if (!_byName.TryAdd(type.Name.Value, type)) Error(type.Name, $"The type {type.Name.Value} is defined twice.");
                    else _definitions.Add(type);
                    break;
                case DirectiveDefinitionNode: break;
                default: Error(definition, "A schema file of the graph has types, enums, scalars and directives only."); break;
            }
        }
        ReadScalarsAndEnums();
        if (_errors.Count > 0) return Failed();
        ReadRelationshipProperties();
        var drafts = ReadTypes();
        if (_errors.Count > 0) return Failed();
        ReadProperties(drafts);
        ReadRelationships(drafts);
        if (_errors.Count > 0) return Failed();
        return Build(drafts);
    }

    private SchemaReadResult Failed() => new(null, [.. _errors]);

    private void Error(SyntaxNode at, string message) => _errors.Add(GraphQLError.Of(ErrorCodes.SchemaInvalid, message, at.Location));

    private void ReadScalarsAndEnums()
    {
        foreach (var definition in _definitions)
        {
            switch (definition)
            {
                case ScalarTypeDefinitionNode scalar:
                    if (scalar.Name.Value != "Date") Error(scalar.Name, $"The scalar {scalar.Name.Value} has no form here; Date is the only one of its kind.");
                    _scalars.Add(new(scalar.Name.Value, Text(scalar.Description), StringArgument(scalar.Directives, "specifiedBy", "url")));
                    break;
                case EnumTypeDefinitionNode @enum when @enum.Name.Value != nameof(RelationshipDirection):
                    if (@enum.Values.IsEmpty) Error(@enum.Name, $"The enum {@enum.Name.Value} has no values.");
                    _enums[@enum.Name.Value] = new(@enum.Name.Value, Text(@enum.Description),
                        [.. @enum.Values.Select(v => new ModelEnumValue(v.Name.Value, Text(v.Description)))]);
                    break;
                case UnionTypeDefinitionNode or InputObjectTypeDefinitionNode:
                    Error(definition.Name, $"{definition.Name.Value}: a schema file of the graph has no unions and no inputs.");
                    break;
            }
        }
    }

    private void ReadRelationshipProperties()
    {
        foreach (var definition in _definitions.OfType<ObjectTypeDefinitionNode>())
        {
            if (Directive(definition.Directives, "relationshipProperties") is null) continue;
            var fields = new List<PropertyField>();
            var identity = new List<string>();
            foreach (var field in definition.Fields)
            {
                if (Property(field, definition.Name.Value, allowId: false) is not { } property) continue;
                if (property.Localized) Error(field.Name, $"{Place(definition, field)}: a relationship's property has no languages.");
                fields.Add(property);
                if (Directive(field.Directives, "unique") is not null) identity.Add(property.Name);
            }
            _relationshipProperties.Add(new(definition.Name.Value, Text(definition.Description), [.. fields], [.. identity]));
        }
    }

    private List<TypeDraft> ReadTypes()
    {
        var drafts = new List<TypeDraft>();
        foreach (var definition in _definitions)
        {
            if (definition is not (ObjectTypeDefinitionNode or InterfaceTypeDefinitionNode)) continue;
            if (Directive(definition.Directives, "relationshipProperties") is not null) continue;
            var labels = StringsArgument(definition.Directives, "node", "labels");
            if (definition is ObjectTypeDefinitionNode && labels.IsEmpty)
            {
                Error(definition.Name, $"The type {definition.Name.Value} needs @node(labels: […]) or @relationshipProperties.");
                continue;
            }
            if (definition is InterfaceTypeDefinitionNode && labels.Length > 1)
                Error(definition.Name, $"The interface {definition.Name.Value} names its key label alone.");
            var interfaces = definition is ObjectTypeDefinitionNode o ? o.Interfaces : ((InterfaceTypeDefinitionNode)definition).Interfaces;
            foreach (var named in interfaces)
                if (_byName.GetValueOrDefault(named.Name.Value) is not InterfaceTypeDefinitionNode) Error(named, $"{definition.Name.Value} implements {named.Name.Value}, which is no interface of this file.");
            RootNames? root = null;
            if (Directive(definition.Directives, "root") is { } directive)
            {
                if (labels.IsEmpty) Error(directive, $"{definition.Name.Value} has @root but no @node.");
                if (StringArgument(definition.Directives, "root", "field") is { } field && StringArgument(definition.Directives, "root", "list") is { } list)
                    root = new(field, list, StringArgument(definition.Directives, "root", "key") ?? "id");
                else Error(directive, $"{definition.Name.Value}: @root needs field and list.");
            }
            drafts.Add(new(definition, labels, [.. interfaces.Select(i => i.Name.Value)],
                definition is ObjectTypeDefinitionNode ot ? ot.Fields : ((InterfaceTypeDefinitionNode)definition).Fields, root));
        }
        if (!drafts.Any(d => !d.IsInterface) && _errors.Count == 0)
            _errors.Add(GraphQLError.Of(ErrorCodes.SchemaInvalid, "The schema has no node type: a type with @node(labels: […])."));
        var seen = new Dictionary<string, TypeDraft>(StringComparer.Ordinal);
        foreach (var draft in drafts.Where(d => !d.IsInterface))
        {
            if (!seen.TryAdd(string.Join('\n', draft.Labels.Order(StringComparer.Ordinal)), draft))
                Error(draft.Node.Name, $"{draft.Name} has the same labels as {seen[string.Join('\n', draft.Labels.Order(StringComparer.Ordinal))].Name}; a node's labels tell its type.");
        }
        return drafts;
    }

    /// <summary>A type's fields, those of its interfaces first; an own definition takes an inherited one's place.</summary>
    private IEnumerable<(string DeclaredBy, FieldDefinitionNode Field)> AllFields(TypeDraft draft, List<TypeDraft> drafts)
    {
        var fields = new List<(string DeclaredBy, FieldDefinitionNode Field)>();
        foreach (var name in draft.Interfaces)
            if (drafts.Find(d => d.Name == name) is { } @interface)
                foreach (var field in @interface.Own) Put(@interface.Name, field);
        foreach (var field in draft.Own) Put(draft.Name, field);
        return fields;

        void Put(string declaredBy, FieldDefinitionNode field)
        {
            var at = fields.FindIndex(f => f.Field.Name.Value == field.Name.Value);
            if (at < 0) fields.Add((declaredBy, field));
            else fields[at] = (declaredBy, field);
        }
    }

    private void ReadProperties(List<TypeDraft> drafts)
    {
        foreach (var draft in drafts.Where(d => !d.Labels.IsEmpty))
        {
            if (!_labels.TryGetValue(draft.Labels[0], out var label)) _labels[draft.Labels[0]] = label = new(draft.Labels[0], []);
            var hasId = false;
            foreach (var (declaredBy, field) in AllFields(draft, drafts))
            {
                if (field.Name.Value == "id") { hasId = true; CheckId(draft, field); continue; }
                if (Directive(field.Directives, "relationship") is not null || Directive(field.Directives, "series") is not null || Directive(field.Directives, "computed") is not null) continue;
                if (Property(field, declaredBy, allowId: true) is not { } property) continue;
                Put(label, field, property.Property);
                if (property.Localized)
                    foreach (var language in _enums["Language"].Values)
                        Put(label, field, new(LocalizedName(property.Name, language.Name), PropertyType.String));
            }
            if (!hasId) Error(draft.Node.Name, $"{draft.Name} needs `id: ID! @unique`, or an interface that has it.");
        }

        void Put(LabelDraft label, FieldDefinitionNode field, PropertyDefinition property)
        {
            var at = label.Properties.FindIndex(p => p.Name == property.Name);
            if (at < 0) label.Properties.Add(property);
            else if (!Same(label.Properties[at], property)) Error(field.Name, $"{field.Name.Value} is another property of {label.Name} already, of another type.");
        }

        static bool Same(PropertyDefinition a, PropertyDefinition b) => a.Type == b.Type && a.Required == b.Required
            && (a.EnumValues is { } x ? b.EnumValues is { } y && x.SequenceEqual(y) : b.EnumValues is null);
    }

    private void CheckId(TypeDraft draft, FieldDefinitionNode field)
    {
        if (field.Type is not NonNullTypeNode { Type: NamedTypeNode { Name.Value: "ID" } }) Error(field.Name, $"{Place(draft.Node, field)} is the key and of type ID!.");
    }

    /// <summary>Where a localized property stands: <c>title_fr</c> for <c>FR</c>.</summary>
    public static string LocalizedName(string property, string language) => $"{property}_{language.ToLowerInvariant()}";

    private void ReadRelationships(List<TypeDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            foreach (var field in draft.Own)
            {
                if (Directive(field.Directives, "relationship") is not { } directive) continue;
                if (draft.Labels.IsEmpty) { Error(field.Name, $"{Place(draft.Node, field)}: an interface without @node has no relationships."); continue; }
                var (targetName, _, _) = Unwrap(field.Type);
                if (drafts.Find(d => d.Name == targetName) is not { Labels.IsEmpty: false } target)
                {
                    Error(field.Type, $"{Place(draft.Node, field)}: {targetName} is no type of nodes.");
                    continue;
                }
                if (StringArgument(field.Directives, "relationship", "type") is not { } type || DirectionOf(directive) is not { } direction)
                {
                    Error(directive, $"{Place(draft.Node, field)}: @relationship needs a type and a direction, IN or OUT.");
                    continue;
                }
                RelationshipProperties? properties = null;
                if (StringArgument(field.Directives, "relationship", "properties") is { } propertiesName
                    && (properties = _relationshipProperties.Find(p => p.Name == propertiesName)) is null)
                {
                    Error(directive, $"{Place(draft.Node, field)}: {propertiesName} is no type with @relationshipProperties.");
                    continue;
                }
                var (from, to) = direction == RelationshipDirection.Out ? (draft.Labels[0], target.Labels[0]) : (target.Labels[0], draft.Labels[0]);
                if (!_relationships.TryGetValue(type, out var known))
                {
                    _relationships[type] = new(from, to, properties);
                    _relationshipOrder.Add(type);
                }
                else if (known.From != from || known.To != to) Error(directive, $"{Place(draft.Node, field)}: {type} leads from {known.From} to {known.To} elsewhere, here from {from} to {to}.");
                else if (known.Properties != properties) Error(directive, $"{Place(draft.Node, field)}: {type} has {(known.Properties is null ? "no properties" : $"the properties {known.Properties.Name}")} elsewhere.");
            }
        }
    }

    private static RelationshipDirection? DirectionOf(DirectiveNode directive) =>
        directive.Arguments.FirstOrDefault(a => a.Name.Value == "direction")?.Value switch
        {
            EnumValueNode { Value: "OUT" } => RelationshipDirection.Out,
            EnumValueNode { Value: "IN" } => RelationshipDirection.In,
            _ => null,
        };

    private SchemaReadResult Build(List<TypeDraft> drafts)
    {
        foreach (var label in _labels.Values) label.Label = new(label.Name, label.Properties);
        foreach (var type in _relationshipOrder)
        {
            var draft = _relationships[type];
            draft.Type = new(type, _labels[draft.From].Label!, _labels[draft.To].Label!,
                draft.Properties?.Fields.Select(f => f.Property) ?? [], draft.Properties?.Identity ?? []);
        }
        var types = new List<ModelType>();
        foreach (var draft in drafts)
        {
            var label = draft.Labels.IsEmpty ? null : _labels[draft.Labels[0]].Label;
            types.Add(new(draft.Name, Text(draft.Node.Description), draft.IsInterface ? null : new(draft.Name, label!, draft.Labels), label, draft.Root, draft.Interfaces));
        }
        foreach (var type in types)
            type.NodeTypes = new(type.NodeType is { } own ? [own] : types.Where(t => t.Interfaces.Contains(type.Name) && t.NodeType is not null).Select(t => t.NodeType!));
        foreach (var type in types.Where(t => t.IsInterface && t.KeyLabel is not null))
            foreach (var other in type.NodeTypes.Types.Where(t => t.KeyLabel != type.KeyLabel))
                Error(_byName[other.Name].Name, $"{other.Name} implements {type.Name} and has another key label.");

        // An inherited field is one object in every type that has it: the compiler shares what it makes of it.
        var made = new Dictionary<FieldDefinitionNode, ModelField>(ReferenceEqualityComparer.Instance);
        foreach (var (draft, type) in drafts.Zip(types))
        {
            var fields = new List<ModelField>();
            foreach (var (declaredBy, field) in AllFields(draft, drafts))
            {
                if (Directive(field.Directives, "internal") is not null) continue;
                if (!made.TryGetValue(field, out var modelField))
                {
                    if (Field(field, declaredBy, types) is not { } read) continue;
                    made[field] = modelField = read;
                }
                fields.Add(modelField);
            }
            type.SetFields(fields);
        }
        if (_errors.Count > 0) return Failed();
        var graph = new GraphSchema(types.Where(t => t.NodeType is not null).Select(t => t.NodeType!), _relationshipOrder.Select(r => _relationships[r].Type!));
        return new(new(graph, types, _relationshipProperties, _definitions.Where(d => _enums.ContainsKey(d.Name.Value)).Select(d => _enums[d.Name.Value]), _scalars), []);
    }

    private ModelField? Field(FieldDefinitionNode field, string declaredBy, List<ModelType> types)
    {
        var (name, nonNull, toMany) = Unwrap(field.Type);
        if (field.Name.Value == "id") return new IdField(Text(field.Description), declaredBy);
        if (Directive(field.Directives, "computed") is not null)
        {
            if (toMany || !_enums.TryGetValue(name, out var @enum))
            {
                Error(field.Type, $"{declaredBy}.{field.Name.Value}: a computed field is an enum.");
                return null;
            }
            return new ComputedField(field.Name.Value, Text(field.Description), nonNull, declaredBy, @enum,
                [.. field.Arguments.Select(a => new ComputedArgument(a.Name.Value, Unwrap(a.Type).Name, Text(a.Description)))]);
        }
        if (Directive(field.Directives, "series") is not null) return Series(field, declaredBy, types.Find(t => t.Name == name), toMany);
        if (Directive(field.Directives, "relationship") is not { } directive) return Property(field, declaredBy, allowId: true);
        if (toMany && field.Type is not NonNullTypeNode { Type: ListTypeNode { Type: NonNullTypeNode } })
            Error(field.Type, $"{declaredBy}.{field.Name.Value}: a list of nodes is [{name}!]!.");
        var relationship = _relationships[StringArgument(field.Directives, "relationship", "type")!];
        return new RelationshipField(field.Name.Value, Text(field.Description), nonNull, declaredBy, relationship.Type!, DirectionOf(directive)!.Value,
            toMany, types.Find(t => t.Name == name)!, relationship.Properties)
        {
            GroupName = StringArgument(field.Directives, "group", "as"),
            PathName = StringArgument(field.Directives, "path", "as"),
        };
    }

    private RelationshipField? Series(FieldDefinitionNode field, string declaredBy, ModelType? target, bool toMany)
    {
        if (StringArgument(field.Directives, "series", "type") is { } type && _relationships.TryGetValue(type, out var relationship) && toMany
            && target?.KeyLabel is { } label && relationship.From == label.Name && relationship.To == label.Name)
            return new(field.Name.Value, Text(field.Description), true, declaredBy, relationship.Type!, RelationshipDirection.Out, true, target, null) { IsSeries = true };
        Error(field.Name, $"{declaredBy}.{field.Name.Value}: @series needs the type of a relationship between nodes of the list's label.");
        return null;
    }

    /// <summary>The property a field without <c>@relationship</c> is; null, with an error, where its type is none of a property's.</summary>
    private PropertyField? Property(FieldDefinitionNode field, string declaredBy, bool allowId)
    {
        var (name, nonNull, isList) = Unwrap(field.Type);
        var place = $"{declaredBy}.{field.Name.Value}";
        if (!field.Arguments.IsEmpty) { Error(field.Name, $"{place}: only a computed field has arguments of its own."); return null; }
        ImmutableArray<string>? values = null;
        PropertyType type;
        if (_enums.TryGetValue(name, out var @enum)) (type, values) = (PropertyType.String, [.. @enum.Values.Select(v => v.Name)]);
        else
        {
            switch (name)
            {
                case "String": type = PropertyType.String; break;
                case "ID" when allowId: type = PropertyType.String; break;
                case "Int": type = PropertyType.Int; break;
                case "Float": type = PropertyType.Float; break;
                case "Boolean": type = PropertyType.Boolean; break;
                case "Date" when _scalars.Count > 0: type = PropertyType.Date; break;
                default:
                    Error(field.Type, _byName.ContainsKey(name) && !BuiltIn.Contains(name)
                        ? $"{place}: a field of nodes needs @relationship(type: …, direction: …)."
                        : $"{place}: {name} is no type of this file.");
                    return null;
            }
        }
        if (isList)
        {
            if (type is not (PropertyType.String or PropertyType.Date)) { Error(field.Type, $"{place}: lists are of strings, enums or dates."); return null; }
            type = type == PropertyType.Date ? PropertyType.DateList : PropertyType.StringList;
        }
        var localized = Directive(field.Directives, "localized") is not null;
        if (localized && (type != PropertyType.String || values is not null)) { Error(field.Name, $"{place}: only a String is @localized."); return null; }
        if (localized && !_enums.ContainsKey("Language")) { Error(field.Name, $"{place}: @localized needs an enum Language."); return null; }
        return new(field.Name.Value, Text(field.Description), nonNull, declaredBy, new(field.Name.Value, type, nonNull, values), name, localized,
            Directive(field.Directives, "fulltext") is not null);
    }

    private static (string Name, bool NonNull, bool IsList) Unwrap(TypeNode type)
    {
        var nonNull = type is NonNullTypeNode;
        if (type is NonNullTypeNode outer) type = outer.Type;
        var isList = type is ListTypeNode;
        while (type is not NamedTypeNode) type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        return (((NamedTypeNode)type).Name.Value, nonNull, isList);
    }

    private static string Place(TypeDefinitionNode type, FieldDefinitionNode field) => $"{type.Name.Value}.{field.Name.Value}";
    private static string? Text(StringValueNode? description) => description?.Value;
    private static DirectiveNode? Directive(ImmutableArray<DirectiveNode> directives, string name) => directives.FirstOrDefault(d => d.Name.Value == name);

    private static ValueNode? Argument(ImmutableArray<DirectiveNode> directives, string directive, string argument) =>
        Directive(directives, directive)?.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value;

    private static string? StringArgument(ImmutableArray<DirectiveNode> directives, string directive, string argument) =>
        (Argument(directives, directive, argument) as StringValueNode)?.Value;

    private static ImmutableArray<string> StringsArgument(ImmutableArray<DirectiveNode> directives, string directive, string argument) =>
        Argument(directives, directive, argument) switch
        {
            ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(v => v.Value)],
            StringValueNode one => [one.Value],
            _ => [],
        };
}
