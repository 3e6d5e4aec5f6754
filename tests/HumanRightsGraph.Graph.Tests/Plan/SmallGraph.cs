using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>A graph put together by hand, and the answers the pipeline gives over it.</summary>
internal sealed class SmallGraph
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<GraphModel, System.Runtime.CompilerServices.StrongBox<ApiSchemaResult>> _apis = [];
    private readonly GraphModel _model;
    private readonly List<Change> _changes = [];
    private readonly Dictionary<string, NodeKey> _keys = [];
    private OperationPipeline? _pipeline;

    internal SmallGraph(GraphModel? model = null) => _model = model ?? GraphModel.Product;

    internal PipelineOptions Options { get; init; } = new() { Time = new StandingClock(2026, 11, 21) };
    internal string? ExtraSdl { get; init; }
    /// <summary>The graph goes into the store's base, as a large one does.</summary>
    internal bool InBase { get; init; }
    /// <summary>What makes an empty store hold it.</summary>
    internal IReadOnlyList<Change> Changes => _changes;
    internal EmbeddedStore Store { get; private set; } = null!;

    /// <summary>A node; values are string, int, double, bool, DateOnly (also as "yyyy-MM-dd" for a date property) and string[].</summary>
    internal SmallGraph Node(string type, string id, params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var nodeType = _model.Graph.NodeType(type)!;
        var label = nodeType.KeyLabel;
        _keys[id] = new(label.Name, id);
        var values = ImmutableArray.CreateBuilder<Property>();
        if (label.IndexOf("symbol") >= 0) values.Add(new("symbol", PropertyValue.Of(id)));
        foreach (var (name, value) in properties) values.Add(new(name, Value(label.Properties[label.IndexOf(name)].Type, value)));
        _changes.Add(new UpsertNode(_keys[id], type, values.ToImmutable()));
        return this;
    }

    internal SmallGraph Link(string from, string type, string to, params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var relationship = _model.Graph.RelationshipType(type)!;
        var values = ImmutableArray.CreateBuilder<Property>();
        foreach (var (name, value) in properties) values.Add(new(name, Value(relationship.Properties[relationship.IndexOf(name)].Type, value)));
        _changes.Add(new UpsertRelationship(type, _keys[from], _keys[to], values.ToImmutable()));
        return this;
    }

    private static PropertyValue Value(PropertyType type, object? value) => value switch
    {
        null => PropertyValue.Null,
        string text when type == PropertyType.Date => PropertyValue.Of(DateOnly.Parse(text)),
        string text => PropertyValue.Of(text),
        int number when type == PropertyType.Float => PropertyValue.Of((double)number),
        int number => PropertyValue.Of((long)number),
        long number => PropertyValue.Of(number),
        double number => PropertyValue.Of(number),
        bool truth => PropertyValue.Of(truth),
        string[] texts when type == PropertyType.DateList => PropertyValue.Of([.. texts.Select(DateOnly.Parse)]),
        string[] texts => PropertyValue.Of([.. texts]),
        _ => throw new ArgumentException($"No property holds a {value.GetType()}."),
    };

    internal OperationPipeline Pipeline
    {
        get
        {
            if (_pipeline is not null) return _pipeline;
            Store = InBase ? EmbeddedStore.InMemory(_model.Graph, new StoreOptions { MergeAt = 1 }) : EmbeddedStore.InMemory(_model.Graph);
            Store.ApplyAsync(_changes).AsTask().GetAwaiter().GetResult();
            var derived = ExtraSdl is null ? _apis.GetValue(_model, model => new(ApiSchema.Derive(model))).Value : ApiSchema.Derive(_model, ExtraSdl);
            Assert.Empty(derived.Errors);
            return _pipeline = new(derived.Schema!, Store, Options);
        }
    }

    /// <summary>Introspection as the common tools ask it.</summary>
    internal const string Introspection = """
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
          types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
        """;

    /// <summary>The response, as text.</summary>
    internal string Ask(string query, string? variables = null, string? operationName = null)
    {
        using var parsed = variables is null ? null : JsonDocument.Parse(variables);
        using var answer = Pipeline.ExecuteAsync(new(query, operationName, parsed?.RootElement), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        var text = Encoding.UTF8.GetString(answer.Utf8.Span);
        using var wellFormed = JsonDocument.Parse(text);
        Assert.Equal(wellFormed.RootElement.TryGetProperty("data", out _), answer.HasData);
        return text;
    }

    /// <summary>The response's data, which must have come without errors, with ' for ".</summary>
    internal string Data(string query, string? variables = null)
    {
        var text = Ask(query, variables);
        Assert.StartsWith("{\"data\":", text);
        using var json = JsonDocument.Parse(text);
        Assert.False(json.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        return text[8..^1].Replace('"', '\'');
    }

    /// <summary>The first error of a response, and whether there is data.</summary>
    internal (string Code, string Message, JsonElement Error, bool HasData) Error(string query, string? variables = null, string? operationName = null)
    {
        using var json = JsonDocument.Parse(Ask(query, variables, operationName));
        var error = json.RootElement.GetProperty("errors")[0].Clone();
        return (error.GetProperty("extensions").GetProperty("code").GetString()!, error.GetProperty("message").GetString()!, error, json.RootElement.TryGetProperty("data", out _));
    }
}
