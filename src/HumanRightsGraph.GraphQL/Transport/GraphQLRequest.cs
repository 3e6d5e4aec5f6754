using System.Text.Json;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>A request as a client sends it (GraphQL over HTTP). Members absent or null are null.</summary>
/// <param name="Query">The document; null only when <paramref name="DocumentId"/> or <paramref name="Extensions"/> name one.</param>
/// <param name="OperationName">Names one of the document's operations.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Extensions">A JSON object.</param>
/// <param name="DocumentId">The id of a trusted document: member <c>documentId</c>, or else <c>id</c>.</param>
public sealed record GraphQLRequest(string? Query, string? OperationName, JsonElement? Variables, JsonElement? Extensions, string? DocumentId);

/// <summary>A request, or several in a list where that is allowed, or what is wrong with its form.</summary>
public readonly record struct RequestResult(GraphQLRequest? Request, GraphQLError? Error)
{
    /// <summary>What is wrong is the shape of sound JSON.</summary>
    public bool IsMisshapen { get; init; }

    /// <summary>The requests of a list, each read or wrong for itself.</summary>
    public IReadOnlyList<RequestResult>? Batch { get; init; }
}
