using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>A document under validation: what its definitions are in terms of the schema, and the errors found so far.</summary>
internal sealed class ValidationContext
{
    private const int ErrorsWithSuggestions = 5;

    private readonly List<GraphQLError> _errors = [];
    private Dictionary<OperationDefinitionNode, ImmutableArray<TypedDefinition>>? _reachable;

    public ValidationContext(GraphQLSchema schema, DocumentNode document, Limits limits)
    {
        Schema = schema;
        Document = document;
        Limits = limits;
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        FragmentsInOrder = [.. document.Definitions.OfType<FragmentDefinitionNode>()];
        foreach (var fragment in FragmentsInOrder) Fragments[fragment.Name.Value] = fragment;
    }

    public GraphQLSchema Schema { get; }

    public DocumentNode Document { get; }

    public Limits Limits { get; }

    public ImmutableArray<OperationDefinitionNode> Operations { get; }

    public ImmutableArray<FragmentDefinitionNode> FragmentsInOrder { get; }

    public Dictionary<string, FragmentDefinitionNode> Fragments { get; } = [];

    /// <summary>All operations and fragments, in document order. Made when first asked for: after the limits have been held.</summary>
    public ImmutableArray<TypedDefinition> Definitions => field.IsDefault
        ? field = [.. Document.Definitions.OfType<ExecutableDefinitionNode>().Select(d => new TypedDefinition(Schema, d))]
        : field;

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public bool Full => _errors.Count >= Limits.Errors;

    public void Report(string message, params ReadOnlySpan<Location> locations) => Report(ErrorCodes.ValidationFailed, message, locations);

    public void Report(string code, string message, ReadOnlySpan<Location> locations)
    {
        if (!Full) _errors.Add(GraphQLError.Of(code, message, locations));
    }

    /// <summary>" Did you mean …?", or nothing: where introspection is switched off, names are not told. Only few errors are worth the search.</summary>
    public string Suggest(string word, IEnumerable<string> names)
        => Limits.Introspection && _errors.Count < ErrorsWithSuggestions && NearestName.Of(word, names) is { } name ? $" Did you mean {name}?" : "";

    /// <summary>The operation itself and every fragment it spreads, directly or not, each once.</summary>
    public ImmutableArray<TypedDefinition> Reachable(OperationDefinitionNode operation)
    {
        _reachable ??= new(ReferenceEqualityComparer.Instance);
        if (_reachable.TryGetValue(operation, out var reachable)) return reachable;
        var byNode = TypedByNode;
        var seen = new HashSet<string>();
        var found = ImmutableArray.CreateBuilder<TypedDefinition>();
        found.Add(byNode[operation]);
        for (var i = 0; i < found.Count; i++)
            foreach (var spread in found[i].Spreads)
                if (seen.Add(spread.Node.Name.Value) && Fragments.TryGetValue(spread.Node.Name.Value, out var fragment))
                    found.Add(byNode[fragment]);
        return _reachable[operation] = found.DrainToImmutable();
    }

    private Dictionary<ExecutableDefinitionNode, TypedDefinition> TypedByNode
        => field ??= Definitions.ToDictionary(d => d.Definition, ReferenceEqualityComparer.Instance as IEqualityComparer<ExecutableDefinitionNode>);
}
