using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> (GraphQL §4). Recursion is as deep as the selection, which <see cref="Limits.IntrospectionDepth"/> bounds.</summary>
public sealed class IntrospectionExecutor
{
    private readonly GraphQLSchema _schema;
    private readonly FieldCollector _collector;
    private readonly VariableValues _variables;
    private readonly JsonBuffer _json = new();
    private readonly List<object> _path = [];
    private readonly List<GraphQLError> _errors = [];
    private readonly int _maxBytes;
    private readonly Action<int>? _progress;
    private bool _aborted;

    // Types and directives recur: the same selection set of the same type is collected once.
    private readonly Dictionary<(ObjectType, MergedField), FieldSet> _collected = [];

    private IntrospectionExecutor(GraphQLSchema schema, FieldCollector collector, VariableValues variables, int maxBytes, Action<int>? progress)
        => (_schema, _collector, _variables, _maxBytes, _progress) = (schema, collector, variables, maxBytes, progress);

    /// <summary>
    /// Writes the value of a root field <c>__schema</c> or <c>__type</c>, without its name. Errors carry the path from the root;
    /// where one reaches <c>__schema</c> itself, which is non-null, the value written is null and the whole data must be.
    /// </summary>
    /// <param name="collector">Made with <paramref name="variables"/>.</param>
    /// <param name="progress">Told at each item of a list how many bytes there are. What it throws ends the work.</param>
    /// <param name="limits">A value of more than <see cref="Limits.ResponseBytes"/> is null, with the limit's error alone.</param>
    public static ImmutableArray<GraphQLError> Write(Utf8JsonWriter writer, GraphQLSchema schema, MergedField field, FieldCollector collector, VariableValues variables, Limits? limits = null, Action<int>? progress = null)
    {
        var executor = new IntrospectionExecutor(schema, collector, variables, (limits ?? Limits.Default).ResponseBytes, progress);
        var definition = field.Name == Introspection.SchemaFieldName ? schema.SchemaField : schema.TypeField;
        executor._path.Add(field.ResponseName);
        var mark = executor._json.Length;
        if (!executor.Field(definition, field, schema))
        {
            executor._json.Cut(mark);
            executor._json.Null();
        }
        writer.WriteRawValue(executor._json.Written, skipInputValidation: true);
        return [.. executor._errors];
    }

    /// <summary>Completes one field; false when a non-null one failed, its bytes to be cut by whoever takes the null.</summary>
    private bool Field(FieldDefinition definition, MergedField field, object source)
    {
        var mark = _json.Length;
        var (arguments, error) = ArgumentValues.Coerce(definition.Arguments, field.Arguments, _variables);
        if (error is null)
        {
            if (Complete(definition.Type, field, IntrospectionFields.Resolve(_schema, source, definition.Name, arguments!))) return true;
        }
        else Report(error with { Locations = [.. field.Locations] });
        if (_aborted || definition.Type is NonNullType) return false;
        _json.Cut(mark);
        _json.Null();
        return true;
    }

    private bool Complete(GraphQLType type, MergedField field, object? value)
    {
        if (type is NonNullType nonNull) return Complete(nonNull.OfType, field, value);
        if (_json.Length > _maxBytes && !_aborted)
        {
            _aborted = true;
            _errors.Clear();
            Report(GraphQLError.Limit("responseBytes", _maxBytes, null, $"The answer has more than {_maxBytes} bytes: ask for less.", [.. field.Locations]));
        }
        if (_aborted) return false;
        switch (value)
        {
            case null: _json.Null(); return true;
            case string text: _json.String(text); return true;
            case bool boolean: _json.Boolean(boolean); return true;
        }
        return type is ListType list ? List(list, field, (IEnumerable<object>)value) : Object((ObjectType)type, field, value);
    }

    // Every list of introspection has non-null items: a failed one fails the list.
    private bool List(ListType type, MergedField field, IEnumerable<object> items)
    {
        _json.Raw("["u8);
        var index = 0;
        foreach (var item in items)
        {
            if (index > 0) _json.Raw(","u8);
            _path.Add(index++);
            _progress?.Invoke(_json.Length);
            if (!Complete(type.OfType, field, item)) return false;
            _path.RemoveAt(_path.Count - 1);
        }
        _json.Raw("]"u8);
        return true;
    }

    private bool Object(ObjectType type, MergedField field, object source)
    {
        if (!_collected.TryGetValue((type, field), out var set)) _collected[(type, field)] = set = _collector.CollectSubfields(type, field);
        if (set.Error is { } error)
        {
            Report(error);
            return false;
        }
        _json.Raw("{"u8);
        var depth = _path.Count;
        for (var i = 0; i < set.Fields.Length; i++)
        {
            var child = set.Fields[i];
            if (i > 0) _json.Raw(","u8);
            _json.String(child.ResponseName);
            _json.Raw(":"u8);
            if (child.Name == Introspection.TypeNameField.Name)
            {
                _json.String(type.Name);
                continue;
            }
            _path.Add(child.ResponseName);
            var completed = Field(type.Fields.Find(child.Name)!, child, source);
            _path.RemoveRange(depth, _path.Count - depth);
            if (!completed) return false;
        }
        _json.Raw("}"u8);
        return true;
    }

    private void Report(GraphQLError error)
    {
        if (_errors.Count < Limits.DefaultErrors) _errors.Add(error with { Path = [.. _path] });
    }
}
