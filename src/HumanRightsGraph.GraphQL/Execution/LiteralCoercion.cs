using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>
/// Literals to values (GraphQL §3.5–§3.12, §6.4.1). Without variables it judges literals only: where a variable stands,
/// the rule of variable positions (§5.8.5) has the say. Depth is the literal's and the type's, both bounded by the parser.
/// </summary>
internal readonly struct LiteralCoercion(VariableValues? variables, InputProblems problems)
{
    /// <summary>No value at all, which is not null.</summary>
    public static readonly object Absent = new();

    /// <summary>The value, or <see cref="Absent"/> for a variable without one and for what is reported as a problem.</summary>
    public object? Coerce(ValueNode node, GraphQLType type, InputPath? path = null)
    {
        if (problems.Full) return Absent;
        if (node is VariableNode variable) return Variable(variable, type, path);
        if (type is NonNullType nonNull)
        {
            if (node is not NullValueNode) return Coerce(node, nonNull.OfType, path);
            return Fail($"expected a value of the non-null type {type}, found null", node, path);
        }
        if (node is NullValueNode) return null;
        return type switch
        {
            ListType list => List(node, list, path),
            InputObjectType input => Object(node, input, path),
            EnumType @enum => Enum(node, @enum, path),
            ScalarType scalar => Scalar(node, scalar, path),
            _ => Absent,
        };
    }

    private object? Variable(VariableNode node, GraphQLType type, InputPath? path)
    {
        if (variables is null) return Absent;
        var given = variables.TryGet(node.Name.Value, out var value);
        if (type is NonNullType && value is null)
            return Fail($"expected a value of the non-null type {type}, but variable ${node.Name.Value} {(given ? "is null" : "has no value")}", node, path);
        return given ? value : Absent;
    }

    private object? List(ValueNode node, ListType type, InputPath? path)
    {
        if (node is not ListValueNode list)
        {
            var item = Coerce(node, type.OfType, path);
            return item == Absent ? Absent : ImmutableArray.Create(item);
        }
        var items = new object?[list.Values.Length];
        for (var i = 0; i < items.Length && !problems.Full; i++)
        {
            items[i] = Coerce(list.Values[i], type.OfType, new(path, null, i));
            // An item cannot be absent: a variable without value is null there (GraphQL §3.11).
            if (items[i] == Absent) items[i] = null;
        }
        return ImmutableArray.Create(items);
    }

    private object? Object(ValueNode node, InputObjectType type, InputPath? path)
    {
        if (node is not ObjectValueNode literal) return Fail($"expected an object of type {type}, found {Show(node)}", node, path);
        var given = new Dictionary<string, ValueNode>(literal.Fields.Length);
        foreach (var field in literal.Fields)
        {
            if (type.Fields.Contains(field.Name.Value)) given[field.Name.Value] = field.Value;
            else problems.Add($"type {type} has no field {field.Name.Value}", path, field.Location);
        }
        var fields = new List<KeyValuePair<string, object?>>(given.Count);
        foreach (var definition in type.Fields)
        {
            if (!given.TryGetValue(definition.Name, out var value))
            {
                if (definition.IsRequired) problems.Add($"type {type} requires the field {definition.Name} of type {definition.Type}", path, node.Location);
                else if (definition.HasDefault) fields.Add(new(definition.Name, definition.DefaultValue));
                continue;
            }
            var coerced = IsMissing(value) && !definition.IsRequired ? Absent : Coerce(value, definition.Type, new(path, definition.Name, 0));
            if (coerced != Absent) fields.Add(new(definition.Name, coerced));
            else if (definition.HasDefault && variables is not null) fields.Add(new(definition.Name, definition.DefaultValue));
        }
        if (type.IsOneOf) CheckOneOf(literal, type, given, path);
        return new InputObject(fields);
    }

    private bool IsMissing(ValueNode node) => variables is not null && node is VariableNode variable && !variables.TryGet(variable.Name.Value, out _);

    // GraphQL §3.10.1: exactly one key, and its value is not null.
    private void CheckOneOf(ObjectValueNode literal, InputObjectType type, Dictionary<string, ValueNode> given, InputPath? path)
    {
        var known = literal.Fields.Where(f => given.ContainsKey(f.Name.Value)).ToList();
        if (known.Count != 1) problems.Add($"exactly one field of type {type} must be given, found {known.Count}", path, literal.Location);
        else if (known[0].Value is NullValueNode
            || known[0].Value is VariableNode variable && variables is not null && (!variables.TryGet(variable.Name.Value, out var value) || value is null))
            problems.Add($"the one field of type {type} must not be null", new(path, known[0].Name.Value, 0), literal.Location);
    }

    private object? Enum(ValueNode node, EnumType type, InputPath? path)
        => node is EnumValueNode { Value: var name } && type.Values.Contains(name) ? new EnumValue(name)
            : Fail($"expected a value of the enum {type}, found {Show(node)}", node, path);

    private object? Scalar(ValueNode node, ScalarType type, InputPath? path)
    {
        if (!type.IsBuiltIn && node is ListValueNode or ObjectValueNode && UntypedValues.HasVariables(node))
        {
            if (variables is null) return Absent;
            node = UntypedValues.WithoutVariables(node, variables);
        }
        var result = type.Coercion.FromLiteral(node);
        return result.Succeeded ? result.Value
            : Fail($"expected {result.Expected} (type {type}), found {Show(node)}", node, path, !type.IsBuiltIn);
    }

    private object Fail(string message, ValueNode node, InputPath? path, bool ownScalar = false)
    {
        problems.Add(message, path, node.Location, ownScalar);
        return Absent;
    }

    private static string Show(ValueNode node) => InputProblems.Shorten(Printer.Print(node));
}
