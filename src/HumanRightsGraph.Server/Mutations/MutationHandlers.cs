using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Ingestion.Import;

namespace HumanRightsGraph.Server.Mutations;

/// <summary>What the mutations do. What the caller can put right stands in the payload's <c>errors</c> and in the answer's (docs/decisions/003).</summary>
internal sealed class MutationHandlers(Importer importer)
{
    private readonly Decisions _decisions = new(importer);

    public RootFieldHandlers Handlers => new(new Dictionary<string, RootFieldHandler>
    {
        ["importDocument"] = ImportAsync,
        ["reviewDeliverable"] = ReviewAsync,
        ["setFulfilment"] = (arguments, cancellation) => FulfilAsync(_decisions.SetFulfilmentAsync, arguments, cancellation),
        ["removeFulfilment"] = (arguments, cancellation) => FulfilAsync(_decisions.RemoveFulfilmentAsync, arguments, cancellation),
    });

    private async ValueTask<HandlerAnswer> ImportAsync(InputObject arguments, CancellationToken cancellation)
    {
        var (offered, wrong) = DocumentInput.Read(Input(arguments));
        if (offered is null) return Refused(ErrorCodes.BadUserInput, wrong!.Value.Message, wrong.Value.Field);
        var (text, error) = TextReading.Read(offered);
        if (text is null) return Refused(error!.Code, error.Message, offered.Hints.Symbol is { Length: > 0 } && error.Code == "DOC_UNIDENTIFIED" ? "input.symbol" : "input.text");

        var imported = await importer.ImportAsync(text, cancellation);
        var c = imported.Changes;
        var changes = c.NodesCreated + c.NodesChanged + c.NodesDeleted + c.RelationshipsCreated + c.RelationshipsChanged + c.RelationshipsDeleted;
        return Payload("document", new NodeKey("Document", imported.Symbol), null, KeyValuePair.Create("changes", (object?)changes), KeyValuePair.Create("kept", (object?)imported.Advice));

        static HandlerAnswer Refused(string code, string message, string field) =>
            Payload("document", null, (code, message, field), KeyValuePair.Create("changes", (object?)0), KeyValuePair.Create("kept", (object?)null));
    }

    private async ValueTask<HandlerAnswer> ReviewAsync(InputObject arguments, CancellationToken cancellation)
    {
        var input = Input(arguments);
        return Answer(await _decisions.ReviewAsync(
            (string)input["id"]!, ((EnumValue)input["review"]!).Name, input.GetValueOrDefault("expectedVersion") as int?, cancellation));
    }

    private static async ValueTask<HandlerAnswer> FulfilAsync(
        Func<string, string, CancellationToken, Task<Decision>> decide, InputObject arguments, CancellationToken cancellation)
    {
        var input = Input(arguments);
        return Answer(await decide((string)input["deliverable"]!, (string)input["document"]!, cancellation));
    }

    private static HandlerAnswer Answer(Decision decision) => decision.Error is { } error
        ? Payload("deliverable", null, (error.Code, error.Message, null))
        : Payload("deliverable", decision.Deliverable!.Key, null);

    private static HandlerAnswer Payload(string field, NodeKey? node, (string Code, string Message, string? Field)? error, params ReadOnlySpan<KeyValuePair<string, object?>> further)
    {
        var payload = new Dictionary<string, object?> { [field] = node, ["errors"] = Array.Empty<object?>() };
        foreach (var (name, value) in further) payload[name] = value;
        if (error is not { } e) return new(payload);
        payload["errors"] = new object?[] { new Dictionary<string, object?> { ["code"] = e.Code, ["message"] = e.Message, ["field"] = e.Field } };
        return new(payload, GraphQLError.Of(e.Code, e.Message));
    }

    private static InputObject Input(InputObject arguments) => (InputObject)arguments["input"]!;
}
