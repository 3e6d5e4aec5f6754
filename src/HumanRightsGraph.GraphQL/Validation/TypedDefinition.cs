using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>A field with the type it is selected from and what it is there; null where unknown.</summary>
internal readonly record struct TypedField(FieldNode Node, CompositeType? Parent, FieldDefinition? Definition);

/// <summary>An inline fragment with the type around it and its own.</summary>
internal readonly record struct TypedInlineFragment(InlineFragmentNode Node, CompositeType? Parent, CompositeType? Type);

internal readonly record struct TypedSpread(FragmentSpreadNode Node, CompositeType? Parent);

/// <summary>A place with directives, as <see cref="DirectiveLocations"/> names it.</summary>
internal readonly record struct DirectivePlace(string Name, ImmutableArray<DirectiveNode> Directives);

/// <summary>The arguments of a field or directive, and those it defines.</summary>
internal readonly record struct TypedArguments(string Owner, Location Location, ImmutableArray<ArgumentNode> Nodes, NamedList<InputValueDefinition> Definitions);

/// <summary>A whole value and the type its place asks for.</summary>
internal readonly record struct TypedValue(ValueNode Node, GraphQLType Type);

/// <summary>A variable and what its place asks for; the type is null where unknown.</summary>
/// <param name="HasDefault">The place has a default of its own.</param>
/// <param name="OneOf">The OneOf input object whose field the variable is.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, bool HasDefault, InputObjectType? OneOf);

/// <summary>
/// What the rules need to know of one operation or fragment, each list in document order, found in one walk.
/// The walk is as deep as the syntax tree, which the parser bounds.
/// </summary>
internal sealed class TypedDefinition
{
    private readonly GraphQLSchema _schema;

    public TypedDefinition(GraphQLSchema schema, ExecutableDefinitionNode definition)
    {
        _schema = schema;
        Definition = definition;
        if (definition is OperationDefinitionNode operation)
        {
            Type = schema.RootType(operation.Operation);
            foreach (var variable in operation.VariableDefinitions) Variable(variable);
            Directives(operation.Operation.ToString().ToUpperInvariant(), operation.Directives);
        }
        else if (definition is FragmentDefinitionNode fragment)
        {
            NamedTypes.Add(fragment.TypeCondition);
            Type = schema.Types.Find(fragment.TypeCondition.Name.Value) as CompositeType;
            Directives(DirectiveLocations.FragmentDefinition, fragment.Directives);
        }
        Selections(definition.SelectionSet, Type);
    }

    public ExecutableDefinitionNode Definition { get; }

    /// <summary>What the selection set selects from; null where unknown.</summary>
    public CompositeType? Type { get; }

    public List<NamedTypeNode> NamedTypes { get; } = [];

    public List<TypedField> Fields { get; } = [];

    public List<TypedInlineFragment> InlineFragments { get; } = [];

    public List<TypedSpread> Spreads { get; } = [];

    public List<DirectivePlace> DirectivePlaces { get; } = [];

    public List<TypedArguments> Arguments { get; } = [];

    public List<TypedValue> Values { get; } = [];

    /// <summary>Object values, those within others and in unknown places included.</summary>
    public List<ObjectValueNode> Objects { get; } = [];

    public List<VariableUsage> VariableUsages { get; } = [];

    private void Variable(VariableDefinitionNode node)
    {
        for (var type = node.Type; ;)
        {
            if (type is NamedTypeNode named)
            {
                NamedTypes.Add(named);
                break;
            }
            type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        }
        if (node.DefaultValue is { } value)
        {
            if (_schema.Resolve(node.Type) is { IsInput: true } resolved) Values.Add(new(value, resolved));
            Value(value, null, false, null);
        }
        Directives(DirectiveLocations.VariableDefinition, node.Directives);
    }

    private void Selections(SelectionSetNode set, CompositeType? parent)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field: Field(field, parent); break;
                case InlineFragmentNode inline: InlineFragment(inline, parent); break;
                case FragmentSpreadNode spread:
                    Spreads.Add(new(spread, parent));
                    Directives(DirectiveLocations.FragmentSpread, spread.Directives);
                    break;
            }
        }
    }

    private void Field(FieldNode node, CompositeType? parent)
    {
        var definition = parent is null ? null : _schema.Field(parent, node.Name.Value);
        Fields.Add(new(node, parent, definition));
        if (definition is not null) Arguments.Add(new(node.Name.Value, node.Location, node.Arguments, definition.Arguments));
        ArgumentValues(node.Arguments, definition?.Arguments);
        Directives(DirectiveLocations.Field, node.Directives);
        if (node.SelectionSet is { } set) Selections(set, definition?.Type.Named as CompositeType);
    }

    private void InlineFragment(InlineFragmentNode node, CompositeType? parent)
    {
        if (node.TypeCondition is { } condition) NamedTypes.Add(condition);
        var type = node.TypeCondition is { } named ? _schema.Types.Find(named.Name.Value) as CompositeType : parent;
        InlineFragments.Add(new(node, parent, type));
        Directives(DirectiveLocations.InlineFragment, node.Directives);
        Selections(node.SelectionSet, type);
    }

    private void Directives(string place, ImmutableArray<DirectiveNode> directives)
    {
        if (directives.IsEmpty) return;
        DirectivePlaces.Add(new(place, directives));
        foreach (var node in directives)
        {
            var definition = _schema.Directives.Find(node.Name.Value);
            if (definition is not null) Arguments.Add(new("@" + node.Name.Value, node.Location, node.Arguments, definition.Arguments));
            ArgumentValues(node.Arguments, definition?.Arguments);
        }
    }

    private void ArgumentValues(ImmutableArray<ArgumentNode> nodes, NamedList<InputValueDefinition>? definitions)
    {
        foreach (var node in nodes)
        {
            var definition = definitions?.Find(node.Name.Value);
            if (definition is not null && node.Value is not VariableNode) Values.Add(new(node.Value, definition.Type));
            Value(node.Value, definition?.Type, definition?.HasDefault ?? false, null);
        }
    }

    /// <summary>Variables and objects within a value.</summary>
    private void Value(ValueNode node, GraphQLType? type, bool hasDefault, InputObjectType? oneOf)
    {
        switch (node)
        {
            case VariableNode variable:
                VariableUsages.Add(new(variable, type, hasDefault, oneOf));
                break;
            case ListValueNode list:
                var item = (type?.Nullable as ListType)?.OfType;
                foreach (var value in list.Values) Value(value, item, false, null);
                break;
            case ObjectValueNode literal:
                Objects.Add(literal);
                var input = type?.Named as InputObjectType;
                foreach (var field in literal.Fields)
                {
                    var definition = input?.Fields.Find(field.Name.Value);
                    Value(field.Value, definition?.Type, definition?.HasDefault ?? false, input is { IsOneOf: true } ? input : null);
                }
                break;
        }
    }
}
