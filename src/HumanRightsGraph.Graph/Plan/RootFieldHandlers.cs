using System.Collections.Frozen;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// What a handler gives for its field: null; a bool, int, long, double, string, <see cref="DateOnly"/> or
/// <see cref="EnumValue"/>; a <see cref="Changes.NodeKey"/> for a node, which is read from the graph as it is after the
/// handler; a dictionary for another object, with <c>__typename</c> where its type is abstract; lists of these.
/// </summary>
/// <param name="Error">Reported at the field's path. Without a value the field becomes null; with one (a payload that says the same to those who read payloads) the value stands.</param>
public readonly record struct HandlerAnswer(object? Value, GraphQLError? Error = null);

/// <summary>Answers a root field that the extra definitions of <see cref="ApiSchema.Derive"/> added. When it returns, what it wrote is visible.</summary>
public delegate ValueTask<HandlerAnswer> RootFieldHandler(InputObject arguments, CancellationToken cancellation);

/// <summary>Handlers by the name of their root field.</summary>
public sealed class RootFieldHandlers(IEnumerable<KeyValuePair<string, RootFieldHandler>> handlers)
{
    private readonly FrozenDictionary<string, RootFieldHandler> _handlers = handlers.ToFrozenDictionary(StringComparer.Ordinal);

    public static RootFieldHandlers None { get; } = new([]);

    public RootFieldHandler? Find(string field) => _handlers.GetValueOrDefault(field);
}
