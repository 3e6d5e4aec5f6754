using System.Text.Json;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Persisted;

/// <summary>A request's document, or why it has none.</summary>
/// <param name="IsTrusted">It comes from the folder.</param>
internal readonly record struct FoundDocument(string? Text, bool IsTrusted, GraphQLError? Problem);

/// <summary>
/// Finds the document that a request names or brings: by <c>documentId</c> (GraphQL over HTTP, appendix A) or HotChocolate's <c>id</c>, by the hash of Apollo's automatic
/// persisted queries, or as it is. Where only trusted documents are taken all others are refused here, before anything is parsed.
/// </summary>
/// <param name="folder">Null where there is none.</param>
internal sealed class PersistedDocuments(DocumentFolder? folder, RegisteredDocuments registered, bool trustedOnly)
{
    private const string Extension = "persistedQuery";

    public bool TrustedOnly => trustedOnly;

    /// <summary>Nothing is to be looked up for a request that brings its document and says nothing of it.</summary>
    public bool IsPlain(GraphQLRequest request) => !trustedOnly && request.DocumentId is null && request.Extensions is null && request.Query is not null;

    public async ValueTask<FoundDocument> FindAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        if (request.DocumentId is { } named)
        {
            if (PersistedDocument.ParseId(named) is not { } id)
                return Problem(ErrorCodes.BadRequest, "The id of a document has letters, digits, - and _, 128 at most, or is sha256: and 64 hexadecimal digits in lower case.");
            if ((folder?.Find(id) ?? folder?.FindByHash(id)) is { } found) return new(found.Text, IsTrusted: true, null);
            return trustedOnly || !PersistedDocument.IsHash(id) || await registered.FindAsync(id, cancellation) is not { } text ? NotFound : new(text, false, null);
        }
        var (hash, problem) = HashOf(request.Extensions);
        if (problem is not null) return new(null, false, problem);
        if (request.Query is null)
        {
            if (hash is null) return NotFound;
            if (folder?.FindByHash(hash) is { } found) return new(found.Text, IsTrusted: true, null);
            return trustedOnly || await registered.FindAsync(hash, cancellation) is not { } text ? NotFound : new(text, false, null);
        }
        if (hash is not null && PersistedDocument.Hash(request.Query) != hash) return Problem(ErrorCodes.PersistedQueryMismatch, "The hash is not that of the document: SHA-256 of its UTF-8, in lower-case hexadecimal.");
        if (trustedOnly)
        {
            return folder!.FindByHash(hash ?? PersistedDocument.Hash(request.Query)) is { } listed ? new(listed.Text, IsTrusted: true, null)
                : Problem(ErrorCodes.DocumentNotTrusted, "This server runs the operations that it knows, and this is none of them: ask by the id of one.");
        }
        if (hash is not null && System.Text.Encoding.UTF8.GetByteCount(request.Query) <= Limits.DefaultDocumentBytes) registered.Register(hash, request.Query);
        return new(request.Query, false, null);
    }

    /// <summary>The hash in <c>extensions.persistedQuery</c>, or what is wrong with that.</summary>
    private static (string? Hash, GraphQLError? Problem) HashOf(JsonElement? extensions)
    {
        if (extensions is not { } given || !given.TryGetProperty(Extension, out var persisted) || persisted.ValueKind == JsonValueKind.Null) return default;
        var isKnown = persisted.ValueKind == JsonValueKind.Object && persisted.TryGetProperty("version", out var version) && version is { ValueKind: JsonValueKind.Number } && version.TryGetInt32(out var number) && number == 1;
        if (isKnown && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String && PersistedDocument.IsHash(hash.GetString()!)) return (hash.GetString(), null);
        return (null, GraphQLError.Of(ErrorCodes.BadRequest, "extensions.persistedQuery has version 1 and sha256Hash, 64 hexadecimal digits in lower case."));
    }

    // Clients know it by these words.
    private static FoundDocument NotFound => Problem(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound");

    private static FoundDocument Problem(string code, string message) => new(null, false, GraphQLError.Of(code, message));
}
