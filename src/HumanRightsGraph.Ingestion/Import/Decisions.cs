using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>A decision that could not be taken, said for its user.</summary>
/// <param name="Code"><c>NOT_FOUND</c>, <c>CONFLICT</c> or <c>BAD_USER_INPUT</c>.</param>
/// <param name="CurrentVersion">Of a conflict, the version the deliverable has.</param>
public sealed record DecisionError(string Code, string Message, int? CurrentVersion = null);

/// <summary>The deliverable as it is after the decision, or the error that kept it as it was.</summary>
public sealed record Decision(GraphNode? Deliverable, DecisionError? Error)
{
    public static implicit operator Decision(DecisionError error) => new(null, error);
}

/// <summary>
/// What people decide about deliverables. It stands above what texts say: no import changes it. Each decision counts
/// the deliverable's <c>version</c> up by one; one that changes nothing doesn't.
/// </summary>
public sealed class Decisions(Importer importer)
{
    private static readonly string[] Reviews = ["PROPOSED", "ACCEPTED", "REJECTED"];
    private readonly IGraphStore _store = importer.Store;

    /// <param name="review"><c>PROPOSED</c>, <c>ACCEPTED</c> or <c>REJECTED</c>.</param>
    /// <param name="expectedVersion">The version that was looked at: 0 (or null in the graph) before the first decision. Null decides whatever the version.</param>
    /// <exception cref="GraphStoreException">The store can't write.</exception>
    public Task<Decision> ReviewAsync(string deliverable, string review, int? expectedVersion = null, CancellationToken cancellation = default) =>
        !Reviews.Contains(review, StringComparer.Ordinal)
            ? Task.FromResult<Decision>(new DecisionError("BAD_USER_INPUT", $"\"{review}\" is none of {string.Join(", ", Reviews)}."))
            : DecideAsync(deliverable, (node, _) => Task.FromResult(Reviewed(node, review, expectedVersion)), cancellation);

    /// <summary>Says that a document fulfils a deliverable.</summary>
    /// <exception cref="GraphStoreException">The store can't write.</exception>
    public Task<Decision> SetFulfilmentAsync(string deliverable, string document, CancellationToken cancellation = default) =>
        DecideAsync(deliverable, async (node, stop) =>
        {
            var by = Labels.DocumentKey(document);
            if (await _store.FindAsync(by, stop) is null) return NotFound(document, "document");
            if (await FulfilmentAsync(node.Key, by, stop) is { } present && StoredDocument.IsByHand(present)) return Step.Nothing;
            return new Step([Decided(node), new UpsertRelationship(Relations.Fulfils, by, node.Key, [new Property("source", PropertyValue.Of("BY_HAND"))])]);
        }, cancellation);

    /// <summary>Takes a fulfilment by hand back; what the texts say of it holds again.</summary>
    /// <exception cref="GraphStoreException">The store can't write.</exception>
    public Task<Decision> RemoveFulfilmentAsync(string deliverable, string document, CancellationToken cancellation = default) =>
        DecideAsync(deliverable, async (node, stop) =>
        {
            var by = Labels.DocumentKey(document);
            if (await FulfilmentAsync(node.Key, by, stop) is not { } present)
                return new DecisionError("NOT_FOUND", $"{document} does not fulfil {deliverable}.");
            if (!StoredDocument.IsByHand(present))
                return new DecisionError("BAD_USER_INPUT", $"That {document} fulfils {deliverable} follows from the texts, not from a decision: it can't be taken back.");

            var mandates = (await _store.RelationshipsAsync(node.Key, stop)).FirstOrDefault(r => r.Type.Name == Relations.Mandates);
            IReadOnlyList<Change> without = mandates is null ? [PartDifference.Without(present)] : await importer.WithoutAsync(mandates.From.Id, present, stop);
            return new Step([Decided(node), .. without]);
        }, cancellation);

    /// <summary>What is decided of the deliverable as it is, with nobody else writing meanwhile. What is refused is found out without keeping others waiting.</summary>
    private Task<Decision> DecideAsync(string deliverable, Func<GraphNode, CancellationToken, Task<Step>> decide, CancellationToken cancellation)
    {
        return importer.ExclusiveAsync<Decision>(async () =>
        {
            var (step, node) = await LookAsync(cancellation);
            // That nothing needs to be changed is no matter for a look beside another's commit: of a node, a server gives the one property as it was and the other as it is.
            if (step.Error is null)
            {
                await _store.UpdateAsync(async stop =>
                {
                    (step, node) = await LookAsync(stop);
                    return step.Changes;
                }, cancellation);
                if (step.Changes.Count > 0) node = await _store.FindAsync(new NodeKey(Labels.Deliverable, deliverable), cancellation);
            }
            return step.Error is { } error ? error : new Decision(node, null);
        }, cancellation);

        async Task<(Step, GraphNode?)> LookAsync(CancellationToken stop) =>
            await _store.FindAsync(new NodeKey(Labels.Deliverable, deliverable), stop) is { } node ? (await decide(node, stop), node) : (NotFound(deliverable), null);
    }

    private static Step Reviewed(GraphNode node, string review, int? expectedVersion)
    {
        var version = VersionOf(node);
        if (expectedVersion is { } expected && expected != version)
            return new DecisionError("CONFLICT", $"{node.Key.Id} has version {version}, not {expected}: someone has decided meanwhile. Look at it again.", version);
        return !node["review"].IsNull && node["review"].AsString == review && version > 0 ? Step.Nothing : new Step([Decided(node, new Property("review", PropertyValue.Of(review)))]);
    }

    private async ValueTask<GraphRelationship?> FulfilmentAsync(NodeKey deliverable, NodeKey document, CancellationToken cancellation) =>
        (await _store.RelationshipsAsync(deliverable, cancellation)).FirstOrDefault(r => r.Type.Name == Relations.Fulfils && r.From == document);

    private static UpsertNode Decided(GraphNode node, params ReadOnlySpan<Property> more) =>
        new(node.Key, null, [.. more, new Property("version", PropertyValue.Of(VersionOf(node) + 1L))]);

    private static int VersionOf(GraphNode node) => node["version"].IsNull ? 0 : (int)node["version"].AsInt;

    private static DecisionError NotFound(string id, string what = "deliverable") => new("NOT_FOUND", $"There is no {what} {id}.");

    /// <summary>The changes of a decision, or why there is none.</summary>
    private sealed record Step(IReadOnlyList<Change> Changes, DecisionError? Error = null)
    {
        public static readonly Step Nothing = new([]);

        public static implicit operator Step(DecisionError error) => new([], error);
    }
}
