using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>
/// Holds the limits of selections on the expanded form: the walk enters every spread anew, and <see cref="Limits.ExpandedSelections"/>
/// ends it. Its recursion is bounded by <see cref="Limits.Nesting"/>. Fragments do not contain themselves: that has been checked.
/// </summary>
internal sealed class SelectionLimits
{
    private static readonly string[] IntrospectionLists = ["fields", "interfaces", "possibleTypes", "inputFields"];

    private readonly ValidationContext _context;
    private readonly Limits _limits;
    private readonly IntrospectionSizes _sizes;
    private readonly List<string> _path = [];
    private GraphQLError? _exceeded;
    private int _selections, _fields, _aliases, _rootFields, _directives, _nesting;
    // Of introspection: values so far, and of how many objects the next ones are asked.
    private double _introspected, _objects = 1;

    private SelectionLimits(ValidationContext context) => (_context, _limits, _sizes) = (context, context.Limits, context.Schema.IntrospectionSizes);

    /// <summary>Checked before anything is done once for each operation.</summary>
    public static GraphQLError? TooManyOperations(ValidationContext context)
        => context.Operations.Length <= context.Limits.Operations ? null
            : Error("operations", context.Limits.Operations, context.Operations.Length, "operations", context.Operations[context.Limits.Operations].Location);

    /// <summary>The first limit that is exceeded, expansion before all others, or null.</summary>
    public static GraphQLError? Exceeded(ValidationContext context)
    {
        var limits = context.Limits;
        if (context.FragmentsInOrder.Length > limits.Fragments)
            return Error("fragments", limits.Fragments, context.FragmentsInOrder.Length, "fragment definitions", context.FragmentsInOrder[limits.Fragments].Location);
        foreach (var fragment in context.FragmentsInOrder)
        {
            var alone = new SelectionLimits(context);
            alone.Directives(fragment.Directives);
            if (alone._exceeded is not null) return alone._exceeded;
        }
        foreach (var operation in context.Operations)
            if (new SelectionLimits(context).Operation(operation) is { } error) return error;
        return null;
    }

    private GraphQLError? Operation(OperationDefinitionNode operation)
    {
        if (operation.Name is { Value.Length: var length } name && length > _limits.OperationName)
            return Error("operationName", _limits.OperationName, length, "characters in the name of an operation", name.Location);
        if (operation.VariableDefinitions.Length > _limits.Variables)
            return Error("variables", _limits.Variables, operation.VariableDefinitions.Length, "variables", operation.VariableDefinitions[_limits.Variables].Location);
        Directives(operation.Directives);
        foreach (var variable in operation.VariableDefinitions) Directives(variable.Directives);
        Set(operation.SelectionSet, 0, -1, 0);
        return _exceeded;
    }

    /// <param name="depth">Fields above.</param>
    /// <param name="introspection">Fields above from the introspection field on, or -1 outside introspection.</param>
    /// <param name="lists">Lists of introspection above.</param>
    private void Set(SelectionSetNode set, int depth, int introspection, int lists)
    {
        if (++_nesting > _limits.Nesting)
            _exceeded ??= Error("nesting", _limits.Nesting, _nesting, "selection sets within each other, spreads expanded,", set.Location);
        else
        {
            foreach (var selection in set.Selections)
            {
                if (++_selections > _limits.ExpandedSelections)
                {
                    // An explosion is called by its name, whatever else it exceeds, and ends the walk.
                    if (_selections == _limits.ExpandedSelections + 1)
                        _exceeded = Error("expandedSelections", _limits.ExpandedSelections, null, "selections once fragments are expanded", selection.Location);
                    break;
                }
                Directives(selection.Directives);
                if (selection is FieldNode field) Field(field, depth, introspection, lists);
                else if (selection is InlineFragmentNode inline) Set(inline.SelectionSet, depth, introspection, lists);
                else if (selection is FragmentSpreadNode spread && _context.Fragments.TryGetValue(spread.Name.Value, out var fragment)) Set(fragment.SelectionSet, depth, introspection, lists);
            }
        }
        _nesting--;
    }

    private void Field(FieldNode field, int depth, int introspection, int lists)
    {
        if (++_fields > _limits.Fields) _exceeded ??= Error("fields", _limits.Fields, null, "fields", field.Location);
        if (field.Alias is not null && ++_aliases > _limits.Aliases) _exceeded ??= Error("aliases", _limits.Aliases, null, "aliases", field.Location);
        if (depth == 0 && ++_rootFields > _limits.RootFields) _exceeded ??= Error("rootFields", _limits.RootFields, null, "fields at its root", field.Location);
        _path.Add(field.ResponseName);
        var objects = _objects;
        var name = field.Name.Value;
        if (introspection < 0 && name is Introspection.SchemaFieldName or Introspection.TypeFieldName)
        {
            introspection = 0;
            if (!_limits.Introspection)
                _exceeded ??= GraphQLError.Of(ErrorCodes.ValidationFailed, $"{name} is not answered here: introspection is switched off ({field.Location}).", field.Location);
        }
        if (introspection >= 0)
        {
            if (++introspection > _limits.IntrospectionDepth) _exceeded ??= TooDeep(_limits.IntrospectionDepth, introspection, "levels of introspection", field);
            if (IntrospectionLists.Contains(name) && ++lists >= _limits.IntrospectionLists)
                _exceeded ??= TooDeep(_limits.IntrospectionLists - 1, lists, "nested lists of introspection", field);
            Introspected(field);
        }
        else if (depth + 1 > _limits.Depth) _exceeded ??= TooDeep(_limits.Depth, depth + 1, "levels of fields", field);
        if (field.SelectionSet is { } set) Set(set, depth + 1, introspection, lists);
        _objects = objects;
        _path.RemoveAt(_path.Count - 1);
    }

    private void Introspected(FieldNode field)
    {
        _objects *= _sizes.Of(field.Name.Value);
        _introspected += _objects;
        if (_introspected > _limits.IntrospectionValues)
            _exceeded ??= Error("introspectionValues", _limits.IntrospectionValues, null, "values of introspection to give", field.Location);
    }

    private void Directives(ImmutableArray<DirectiveNode> directives)
    {
        if (directives.IsEmpty) return;
        if (directives.Length > _limits.DirectivesPerPlace)
            _exceeded ??= Error("directives", _limits.DirectivesPerPlace, directives.Length, "directives at one place", directives[_limits.DirectivesPerPlace].Location);
        _directives += directives.Length;
        if (_directives > _limits.Directives) _exceeded ??= Error("directives", _limits.Directives, null, "directives", directives[0].Location);
    }

    private GraphQLError TooDeep(int max, int found, string what, FieldNode field)
        => GraphQLError.Limit("depth", max, found, $"The operation has {found} {what} at {string.Join('.', _path)} ({field.Location}); {max} are allowed.", field.Location);

    private static GraphQLError Error(string name, int max, int? found, string what, Location location)
        => GraphQLError.Limit(name, max, found, $"The document has {(found is { } count ? $"{count} {what}; {max} are allowed" : $"more than {max} {what}")} (at {location}).", location);
}
