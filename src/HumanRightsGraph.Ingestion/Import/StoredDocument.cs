using System.Text.Json;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>A document's part of the graph as a store has it: what a new derivation replaces.</summary>
internal sealed class StoredDocument
{
    private readonly List<TextVersion> _texts = [];
    private readonly Dictionary<NodeKey, GraphNode> _owned = [];
    private readonly Dictionary<RelationshipKey, GraphRelationship> _relationships = [];
    private readonly List<GivenDeliverable> _given = [];
    private readonly List<GraphRelationship> _answered = [];
    private readonly HashSet<NodeKey> _answerFindings = [];
    private readonly List<string> _maybeAgendas = [];
    private readonly List<string> _citing = [];
    private readonly List<GraphRelationship> _follows = [];
    private readonly HashSet<string> _followers = [];

    public required string Symbol { get; init; }
    /// <summary>The texts whose facts can be read, in no order.</summary>
    public IReadOnlyList<TextVersion> Texts => _texts;
    /// <summary>Texts, provisions, deliverables, and findings about the document alone; without the document itself.</summary>
    public IReadOnlyDictionary<NodeKey, GraphNode> Owned => _owned;
    /// <summary>Of the document and its own nodes, without what fulfils or answers it and without decisions by hand.</summary>
    public IReadOnlyDictionary<RelationshipKey, GraphRelationship> Relationships => _relationships;
    public IReadOnlyList<GivenDeliverable> Given => _given;
    /// <summary>ANSWERS to the document and FULFILS of its deliverables, whatever their source.</summary>
    public IReadOnlyList<GraphRelationship> Answered => _answered;
    /// <summary>Citing documents that may be agendas: theirs is no symbol of a resolution, a decision, a statement or a draft.</summary>
    public IReadOnlyList<string> MaybeAgendas => _maybeAgendas;
    /// <summary>Texts that cite it and may follow it: of its body and kind.</summary>
    public IReadOnlyList<string> Citing => _citing;
    /// <summary>FOLLOWS to the previous text of its series.</summary>
    public IReadOnlyList<GraphRelationship> Follows => _follows;
    /// <summary>The texts that follow it.</summary>
    public IReadOnlySet<string> Followers => _followers;
    /// <summary>Findings about how other documents answer this one.</summary>
    public IReadOnlySet<NodeKey> AnswerFindings => _answerFindings;

    public string? AdoptedAs => _relationships.Values.FirstOrDefault(r => r.Type.Name == Relations.AdoptedAs)?.To.Id;

    public static async ValueTask<StoredDocument> ReadAsync(IGraphStore store, string symbol, CancellationToken cancellation)
    {
        var document = new StoredDocument { Symbol = symbol };
        var key = Labels.DocumentKey(symbol);
        foreach (var relationship in await store.RelationshipsAsync(key, cancellation))
        {
            var type = relationship.Type.Name;
            if (relationship.From == key && Relations.OfOwnTexts.Contains(type))
            {
                document.Add(relationship);
                if (type is Relations.HasProvision or Relations.Mandates) await document.OwnAsync(store, relationship.To, cancellation);
            }
            else if (relationship.From == key && type == Relations.Follows) document._follows.Add(relationship);
            else if (relationship.To == key)
                switch (type)
                {
                    case Relations.Follows:
                        document._followers.Add(relationship.From.Id);
                        break;
                    case Relations.Cites when Series.MayPrecede(relationship.From.Id, symbol):
                        document._citing.Add(relationship.From.Id);
                        break;
                    case Relations.Voted or Relations.Sponsored:
                        document.Add(relationship);
                        break;
                    case Relations.Cites when SymbolForm.NodeType(relationship.From.Id) == "OtherDocument":
                        document._maybeAgendas.Add(relationship.From.Id);
                        break;
                    case Relations.Answers:
                        document._answered.Add(relationship);
                        break;
                    case Relations.TextOf:
                        document.Add(relationship);
                        await document.OwnAsync(store, relationship.From, cancellation);
                        break;
                    case Relations.FoundIn when relationship.From.Id.StartsWith($"{symbol}#", StringComparison.Ordinal):
                        await document.AddFindingAsync(store, relationship, cancellation);
                        break;
                }
        }
        return document;
    }

    private void Add(GraphRelationship relationship) =>
        _relationships[PartDifference.KeyOf(relationship)] = relationship;

    private async ValueTask OwnAsync(IGraphStore store, NodeKey key, CancellationToken cancellation)
    {
        if (await store.FindAsync(key, cancellation) is not { } node || !_owned.TryAdd(key, node)) return;
        if (key.Label == Labels.Text && ReadText(node) is { } text && text.Symbol == Symbol) _texts.Add(text);
        if (key.Label == Labels.Deliverable) await AddDeliverableAsync(store, node, cancellation);
    }

    private async ValueTask AddDeliverableAsync(IGraphStore store, GraphNode node, CancellationToken cancellation)
    {
        string? assignee = null, session = null;
        var decided = IsDecided(node);
        foreach (var relationship in await store.RelationshipsAsync(node.Key, cancellation))
            switch (relationship.Type.Name)
            {
                case Relations.DueAt:
                    session = relationship.To.Id;
                    Add(relationship);
                    break;
                case Relations.AssignedTo:
                    assignee = relationship.To.Id;
                    Add(relationship);
                    break;
                case Relations.Fulfils:
                    decided |= IsByHand(relationship);
                    _answered.Add(relationship);
                    break;
            }
        if (DeliverableId.Parse(node.Key.Id) is { } id && id.Symbol == Symbol)
            _given.Add(new GivenDeliverable(id, node["kind"].IsNull ? null : node["kind"].AsString, assignee, session, decided));
    }

    private async ValueTask AddFindingAsync(IGraphStore store, GraphRelationship foundIn, CancellationToken cancellation)
    {
        if (await store.FindAsync(foundIn.From, cancellation) is not { } node) return;
        if (!node["kind"].IsNull && node["kind"].AsString is DoubtKind.FulfilmentAmbiguous or DoubtKind.RequestNotFound)
        {
            _answerFindings.Add(node.Key);
            return;
        }
        _owned.TryAdd(node.Key, node);
        Add(foundIn);
    }

    /// <summary>A person has decided on the node; extraction leaves <c>review</c> and <c>version</c> alone.</summary>
    public static bool IsDecided(GraphNode node) =>
        !node["version"].IsNull || !node["review"].IsNull && node["review"].AsString != "PROPOSED";

    public static bool IsByHand(GraphRelationship relationship) =>
        relationship.Properties.Any(p => p.Name == "source" && p.Value.AsString == "BY_HAND");

    /// <summary>Null where the node has no facts that can be read (a graph that came without them).</summary>
    public static TextVersion? ReadText(GraphNode node)
    {
        if (node["facts"].IsNull) return null;
        try
        {
            return new TextVersion(FactsForm.Read(node["facts"].AsString), Text("format") ?? "", Text("sha256"), Text("extractor"));
        }
        catch (JsonException)
        {
            return null;
        }

        string? Text(string name) => node[name].IsNull ? null : node[name].AsString;
    }
}
