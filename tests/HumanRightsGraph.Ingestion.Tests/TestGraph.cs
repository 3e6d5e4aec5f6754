using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>A store in memory with the product's seed as its reference data, and an importer into it.</summary>
internal sealed class TestGraph : IAsyncDisposable
{
    public static string RepositoryRoot { get; } = FindRoot();

    private static readonly Lazy<Seed> _seed = new(() =>
    {
        var reading = Seed.Load(Path.Combine(RepositoryRoot, "seed"));
        return reading.Value ?? throw new InvalidOperationException(reading.Error!.ToString());
    });

    private static readonly Lazy<Seed> _small = new(() => SmallSeed.Load(Path.Combine(RepositoryRoot, "seed")));

    public TestGraph(ReferenceData? reference = null)
    {
        Importer = new Importer(Store, reference ?? NoTitles.Value);
        Decisions = new Decisions(Importer);
    }

    /// <summary>The seed's tables without the titles of its documents, which would colour documents of the same symbol.</summary>
    private static readonly Lazy<ReferenceData> NoTitles = new(() => ReferenceData.Load(Path.Combine(RepositoryRoot, "seed")).Value!);

    public static Seed ProductSeed => _seed.Value;
    public static Seed Small => _small.Value;

    public EmbeddedStore Store { get; } = EmbeddedStore.InMemory(GraphModel.Product.Graph);
    public Importer Importer { get; }
    public Decisions Decisions { get; }

    public async Task<ImportedText> ImportAsync(DocumentFacts facts, string? sha256 = null, string format = "txt") =>
        await Importer.ImportAsync(new TextVersion(facts, format, sha256, "1"));

    public static async Task<TestGraph> OfAsync(params DocumentFacts[] documents)
    {
        var graph = new TestGraph();
        foreach (var facts in documents) await graph.ImportAsync(facts);
        return graph;
    }

    public async Task<GraphNode?> FindAsync(string label, string id) => await Store.FindAsync(new NodeKey(label, id));
    public async Task<GraphNode> DocumentAsync(string symbol) => (await FindAsync("Document", symbol))!;
    public async Task<GraphNode> DeliverableAsync(string id) => (await FindAsync("Deliverable", id))!;

    /// <summary>The ids at the other ends of a node's relationships of a type, in the order of their text.</summary>
    public async Task<string[]> OutAsync(string label, string id, string type) =>
        [.. (await Store.RelationshipsAsync(new NodeKey(label, id))).Where(r => r.Type.Name == type && r.From == new NodeKey(label, id)).Select(r => r.To.Id).Order(StringComparer.Ordinal)];

    public async Task<string[]> InAsync(string label, string id, string type) =>
        [.. (await Store.RelationshipsAsync(new NodeKey(label, id))).Where(r => r.Type.Name == type && r.To == new NodeKey(label, id)).Select(r => r.From.Id).Order(StringComparer.Ordinal)];

    public async Task<GraphRelationship[]> RelationshipsAsync(string type)
    {
        var all = new List<GraphRelationship>();
        await foreach (var relationship in Store.RelationshipsAsync())
            if (relationship.Type.Name == type) all.Add(relationship);
        return [.. all];
    }

    public Task<string[]> DeliverablesOfAsync(string symbol) => OutAsync("Document", symbol, "MANDATES");

    public async Task<string[]> FindingsAsync(string kind)
    {
        var all = new List<string>();
        await foreach (var node in Store.NodesAsync())
            if (node.Key.Label == "Finding" && node["kind"].AsString == kind) all.Add(node.Key.Id);
        return [.. all];
    }

    /// <summary>The whole graph as text; equal texts are equal graphs.</summary>
    public async Task<string> ExportAsync()
    {
        var lines = new List<string>();
        await foreach (var node in Store.NodesAsync())
            lines.Add($"({string.Join(":", node.Type.Labels)} {node.Key.Id} {Text(node.Properties)})");
        await foreach (var relationship in Store.RelationshipsAsync())
            lines.Add($"{relationship.Type.Name} {relationship.From} -> {relationship.To} {Text(relationship.Properties)}");
        lines.Sort(StringComparer.Ordinal);
        return string.Join("\n", lines);

        static string Text(IEnumerable<Property> properties) =>
            string.Join(" ", properties.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));
    }

    public async ValueTask DisposeAsync()
    {
        Importer.Dispose();
        await Store.DisposeAsync();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "schema.graphql"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside the repository: no folder above them has schema.graphql.");
    }
}

/// <summary>Facts in a line.</summary>
internal static class Some
{
    public static DocumentFacts Resolution(string number = "53/90", string language = "en", params Mandate[] mandates) => new()
    {
        Symbol = $"A/HRC/RES/{number}",
        Kind = DocumentKind.RESOLUTION,
        Language = language,
        Body = "HRC",
        Session = $"HRC/{number.Split('/')[0]}",
        AgendaItems = [3],
        Deliverables = [.. mandates],
    };

    public static DocumentFacts Report(string symbol, string session, string preparedBy = "OHCHR", params Fulfilment[] fulfils) => new()
    {
        Symbol = symbol,
        Kind = DocumentKind.REPORT,
        Language = "en",
        Body = "HRC",
        Session = session,
        PreparedBy = preparedBy,
        Fulfils = [.. fulfils],
    };

    public static DocumentFacts Draft(string symbol = "A/HRC/53/L.9", params Mandate[] mandates) => new()
    {
        Symbol = symbol,
        Kind = DocumentKind.DRAFT_RESOLUTION,
        Language = "en",
        Body = "HRC",
        Session = "HRC/53",
        Deliverables = [.. mandates],
    };

    public static Mandate Mandate(
        string paragraph = "16", string? due = "HRC/56", DeliverableKind kind = DeliverableKind.REPORT, string? assignee = "OHCHR",
        string? sub = null, string? recipient = "HRC", Recurrence? recurrence = null, string? subject = null, int? count = null) =>
        new(paragraph, sub, assignee, kind, count, recipient, due, null, null, recurrence is null ? null : due, recurrence, subject, null, 0.9, "test");

    public static DocumentFacts Titled(this DocumentFacts facts, string title, string language = "en") =>
        facts with { Title = facts.Title.SetItem(language, title) };

    public static DocumentFacts Citing(this DocumentFacts facts, params (string Symbol, string Paragraph)[] cites) =>
        facts with { Cites = [.. cites.Select(c => new Citation(c.Symbol, c.Paragraph, null, c.Symbol))] };
}
