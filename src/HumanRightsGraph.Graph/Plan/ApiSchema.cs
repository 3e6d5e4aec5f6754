using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>An API, or why it could not be derived.</summary>
public readonly record struct ApiSchemaResult(ApiSchema? Schema, ImmutableArray<GraphQLError> Errors);

/// <summary>
/// The GraphQL API that follows from a graph's schema: the type system clients see, and beside it what its fields
/// mean in the graph. Immutable and safe for many threads.
/// </summary>
public sealed class ApiSchema
{
    private readonly FrozenDictionary<string, RootField> _roots;
    private readonly ConnectionNames _connections;
    private readonly Lazy<byte[]> _printed;

    private ApiSchema(GraphModel model, GraphQLSchema types, string sdl, IEnumerable<RootField> roots, ConnectionNames connections, SearchableFields? search)
    {
        Model = model;
        Types = types;
        Sdl = sdl;
        _roots = roots.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);
        _connections = connections;
        _printed = new(() => Encoding.UTF8.GetBytes(SchemaPrinter.Print(types)));
        Search = search;
        Computed = model.Graph.KeyLabels.Length == 0 ? null : DeliverableStatus.TryBind(model);
    }

    public GraphModel Model { get; }
    /// <summary>The type system of the language, for validation and introspection.</summary>
    public GraphQLSchema Types { get; }
    /// <summary>The text it was built from.</summary>
    public string Sdl { get; }
    /// <summary>The type system as clients download it, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Printed => _printed.Value;
    /// <summary>What <c>search</c> reads; null where the schema marks nothing with <c>@fulltext</c>.</summary>
    public SearchableFields? Search { get; }
    /// <summary>The rule of <c>Deliverable.status</c>; null in a schema without it.</summary>
    public DeliverableStatus? Computed { get; }

    /// <summary>The derived root field of <c>Query</c>, or null where it comes from the extra definitions.</summary>
    public RootField? Root(string name) => _roots.GetValueOrDefault(name);

    /// <summary>The stem of a relationship's connection and edge types: <c>Citation</c> of <c>CitationConnection</c>.</summary>
    public string ConnectionStem(RelationshipField field) => _connections.Stem(field);

    /// <summary>
    /// Derives the API. <paramref name="extraSdl"/> may define further types, <c>Mutation</c> among them, and extend
    /// derived ones; fields it adds to a root type are answered by handlers (<see cref="RootFieldHandlers"/>).
    /// </summary>
    public static ApiSchemaResult Derive(GraphModel model, string? extraSdl = null)
    {
        var errors = ComputedFields(model);
        if (errors.Length > 0) return new(null, errors);
        var connections = new ConnectionNames(model);
        var search = SearchableFields.Of(model);
        var writer = new ApiSdl(model, connections, search);
        var sdl = writer.Write();
        if (!string.IsNullOrWhiteSpace(extraSdl)) sdl = $"{sdl}\n{extraSdl}\n";
        var (document, error) = Parser.Parse(sdl, ParserOptions.Trusted);
        if (document is null) return new(null, [error!]);
        var built = SchemaBuilder.Build(document, Scalars);
        if (built.Schema is not { } schema) return new(null, [.. built.Errors]);
        return new(new(model, schema, sdl, writer.Roots, connections, search), []);
    }

    /// <summary>How the graph's own scalars read their input.</summary>
    public static IReadOnlyDictionary<string, ScalarCoercion> Scalars { get; } = new Dictionary<string, ScalarCoercion> { ["Date"] = DateScalar.Coercion };

    private static ImmutableArray<GraphQLError> ComputedFields(GraphModel model)
    {
        var rule = DeliverableStatus.TryBind(model);
        return [.. from type in model.Types
                   from field in type.Fields.OfType<ComputedField>()
                   where rule is null || !ReferenceEquals(rule.Field, field)
                   select GraphQLError.Of(ErrorCodes.SchemaInvalid,
                       $"{type.Name}.{field.Name} is @computed, and no rule computes it: {DeliverableStatus.Needs}.")];
    }
}
