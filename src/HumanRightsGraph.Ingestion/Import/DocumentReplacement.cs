using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>
/// The transaction that gives one document new texts: its own part, the answers to it and by it, the drafts it
/// adopted, the session whose agenda it is.
/// </summary>
internal sealed class DocumentReplacement
{
    private readonly IGraphStore _store;
    private readonly ReferenceData _reference;
    private readonly StoredTexts _texts;
    private readonly ProposalChanges _proposals;
    /// <summary>The document that gets new texts.</summary>
    private string? _symbol;
    private GraphRelationship? _takenBack;
    /// <summary>What the agenda that gets new texts announced before.</summary>
    private ImmutableArray<Announcement> _announcedBefore = [];

    public DocumentReplacement(IGraphStore store, ReferenceData reference)
    {
        (_store, _reference) = (store, reference);
        Edit = new GraphEdit(store, reference);
        _texts = new StoredTexts(store);
        _proposals = new ProposalChanges(store, reference, _texts);
    }

    public GraphEdit Edit { get; }

    public async ValueTask<ImmutableArray<Doubt>> ReplaceAsync(StoredDocument stored, IReadOnlyList<TextVersion> texts, CancellationToken cancellation)
    {
        _symbol = stored.Symbol;
        _texts.Put(stored.Symbol, texts);
        var before = stored.Texts.Count == 0 ? null : DocumentGraph.Of(stored.Texts, _reference);
        var document = new MergedDocument(texts.Select(t => t.Facts));
        var adoptedAs = document is { IsDraft: true, Session: { } submittedTo }
            ? DraftAdoption.Of(DocumentGraph.TitlesOf(document, _reference), await AdoptedAtAsync(submittedTo, cancellation)) : null;
        var graph = await ReplacePartAsync(stored, texts, adoptedAs, cancellation);
        await _proposals.AddAsync(Edit, stored.Symbol, before?.Proposals, graph.Proposals, cancellation);

        _announcedBefore = before?.Merged.Announces ?? [];
        await ReplaceAnswersAsync(stored, Requests(stored, graph, adoptedAs), imported: true, cancellation);
        var announced = (await AnnouncementsAsync(stored, a => a.Symbol == stored.Symbol, cancellation)).Select(a => a.Announcement).Concat(_announcedBefore).Concat(graph.Merged.Announces);
        var requests = graph.Merged.Fulfils.Concat(before?.Merged.Fulfils ?? []).Select(f => f.RequestedBy).Concat(announced.Select(a => a.RequestedBy).OfType<string>())
            .Where(r => r != stored.Symbol).Distinct(StringComparer.Ordinal);
        foreach (var request in requests) await ReplaceAnswersToAsync(request, cancellation);

        await ReplaceSeriesAsync(stored, graph, cancellation);
        foreach (var session in Sessions(before?.Merged, graph.Merged, d => d.IsAdopted))
            await ReplaceDraftsAsync(session, graph, cancellation);
        foreach (var session in Sessions(before?.Merged, graph.Merged, d => d.Kind == DocumentKind.AGENDA))
            await SetDocumentsKnownAsync(session, graph.Merged, cancellation);
        return [.. graph.Doubts];
    }

    private static IEnumerable<string> Sessions(MergedDocument? before, MergedDocument after, Func<MergedDocument, bool> concerns) =>
        new[] { before, after }.Where(d => d is not null && concerns(d)).Select(d => d!.Session).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Links the answers to a document anew.</summary>
    /// <param name="takenBack">A fulfilment by hand that counts no longer.</param>
    public async ValueTask ReplaceAnswersToAsync(string request, CancellationToken cancellation, GraphRelationship? takenBack = null)
    {
        _takenBack = takenBack;
        var stored = await StoredDocument.ReadAsync(_store, request, cancellation);
        await ReplaceAnswersAsync(stored, [.. stored.Given.Select(Requested.Of)], stored.Texts.Count > 0, cancellation);
    }

    private async ValueTask<DocumentGraph> ReplacePartAsync(
        StoredDocument stored, IReadOnlyList<TextVersion> texts, string? adoptedAs, CancellationToken cancellation)
    {
        var graph = DocumentGraph.Of(texts, _reference, stored.Given, adoptedAs);
        if (adoptedAs is null) DecidedDeliverables.Keep(stored, graph.Part);
        await Edit.ReplaceAsync(stored.Owned.Values, stored.Relationships.Values, graph.Part, cancellation);
        return graph;
    }

    private static List<Requested> Requests(StoredDocument stored, DocumentGraph graph, string? adoptedAs)
    {
        var derived = graph.Deliverables.Select(Requested.Of).ToList();
        var ids = derived.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        if (adoptedAs is null)
            derived.AddRange(stored.Given.Where(g => g.Decided).Select(Requested.Of).Where(g => !ids.Contains(g.Id)));
        return derived;
    }

    private async ValueTask ReplaceAnswersAsync(StoredDocument stored, IReadOnlyList<Requested> requests, bool imported, CancellationToken cancellation)
    {
        // An edge whose start has no facts came with a graph, not with a text: it stays.
        var ofTexts = new List<GraphRelationship>();
        var byHand = new HashSet<RelationshipKey>();
        var answering = new SortedSet<string>(StringComparer.Ordinal);
        var announced = (await AnnouncementsAsync(stored, a => a.RequestedBy == stored.Symbol, cancellation)).ToLookup(a => a.Announcement.Symbol, StringComparer.Ordinal);
        foreach (var relationship in stored.Answered)
        {
            answering.Add(relationship.From.Id);
            if (_takenBack is { } taken && PartDifference.KeyOf(taken) == PartDifference.KeyOf(relationship)) ofTexts.Add(relationship);
            else if (StoredDocument.IsByHand(relationship)) byHand.Add(PartDifference.KeyOf(relationship));
            else if (announced.Contains(relationship.From.Id) || _announcedBefore.Any(a => a.Symbol == relationship.From.Id)
                || (await _texts.OfAsync(relationship.From.Id, cancellation)).Count > 0) ofTexts.Add(relationship);
        }
        if (_symbol is not null) answering.Add(_symbol);
        answering.UnionWith(announced.Select(a => a.Key));
        var answers = new List<Answer>();
        foreach (var symbol in answering)
        {
            var document = await _texts.OfAsync(symbol, cancellation) is { Count: > 0 } texts ? new MergedDocument(texts.Select(t => t.Facts)) : null;
            var own = document is null ? null : Answer.To(stored.Symbol, document);
            var told = announced[symbol].ToList();
            if (told.Count > 0 && symbol != stored.Symbol) answers.Add(Answer.Announced(symbol, own, document, told[0].Session, [.. told.Select(t => t.Announcement)]));
            else if (own is not null) answers.Add(own);
        }

        var part = Answers.To(stored.Symbol, imported, requests, answers);
        part.Leave(byHand);
        if (part.Relationships.Count > 0) Stubs.Document(part, stored.Symbol);
        foreach (var report in announced) Stubs.Document(part, report.Key);
        var findings = new List<GraphNode>();
        var foundIn = new List<GraphRelationship>();
        foreach (var key in stored.AnswerFindings)
        {
            if (await _store.FindAsync(key, cancellation) is { } finding) findings.Add(finding);
            foundIn.AddRange((await _store.RelationshipsAsync(key, cancellation)).Where(r => r.From == key));
        }
        await Edit.ReplaceAsync(findings, ofTexts.Concat(foundIn), part, cancellation);
    }

    /// <summary>What agendas that cite a document announce of it, and the session whose agenda says so.</summary>
    private async ValueTask<List<(Announcement Announcement, string? Session)>> AnnouncementsAsync(StoredDocument stored, Func<Announcement, bool> concerns, CancellationToken cancellation)
    {
        var agendas = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var symbol in stored.MaybeAgendas)
            if (await _store.FindAsync(Labels.DocumentKey(symbol), cancellation) is { Type.Name: "Agenda" }) agendas.Add(symbol);
        if (_symbol is not null) agendas.Add(_symbol);
        var announcements = new List<(Announcement, string?)>();
        foreach (var symbol in agendas)
            if (await _texts.OfAsync(symbol, cancellation) is { Count: > 0 } texts && texts.Any(t => t.Facts.Kind == DocumentKind.AGENDA) && new MergedDocument(texts.Select(t => t.Facts)) is var agenda)
                announcements.AddRange(agenda.Announces.Where(concerns).Select(a => (a, agenda.Session)));
        return announcements;
    }

    /// <summary>The text that a document follows, and whether those that cite it follow it.</summary>
    private async ValueTask ReplaceSeriesAsync(StoredDocument stored, DocumentGraph graph, CancellationToken cancellation)
    {
        await FollowAsync(stored.Symbol, graph.Titles, graph.Merged.Cites.Select(c => c.Value.Symbol), stored.Follows, graph.Titles, cancellation);
        foreach (var citing in stored.Citing.Distinct(StringComparer.Ordinal))
        {
            if (await _store.FindAsync(Labels.DocumentKey(citing), cancellation) is not { } node || TitlesOf(node) is not { Count: > 0 } titles) continue;
            if (!stored.Followers.Contains(citing) && !DraftAdoption.SameTitle(titles, graph.Titles)) continue;
            var relationships = (await _store.RelationshipsAsync(node.Key, cancellation)).Where(r => r.From == node.Key).ToList();
            await FollowAsync(citing, titles, relationships.Where(r => r.Type.Name == Relations.Cites).Select(r => r.To.Id), [.. relationships.Where(r => r.Type.Name == Relations.Follows)], graph.Titles, cancellation);
        }
    }

    private async ValueTask FollowAsync(string symbol, IReadOnlyDictionary<string, string> titles, IEnumerable<string> cites, IReadOnlyList<GraphRelationship> follows, IReadOnlyDictionary<string, string> titlesOfNew, CancellationToken cancellation)
    {
        var cited = new List<Titled>();
        foreach (var other in cites.Distinct(StringComparer.Ordinal).Where(c => Series.MayPrecede(symbol, c)))
            if (other == _symbol) cited.Add(new Titled(other, titlesOfNew));
            else if (await _store.FindAsync(Labels.DocumentKey(other), cancellation) is { } node) cited.Add(new Titled(other, TitlesOf(node)));
        var part = new GraphPart();
        if (Series.Previous(symbol, titles, cited) is { } previous) part.Relate(Relations.Follows, Labels.DocumentKey(symbol), Labels.DocumentKey(previous));
        await Edit.ReplaceAsync([], follows, part, cancellation);
    }

    /// <summary>The texts adopted at a session, with their titles; the one that is being replaced not among them.</summary>
    private async ValueTask<List<Titled>> AdoptedAtAsync(string session, CancellationToken cancellation)
    {
        var key = Labels.SessionKey(session);
        var adopted = new List<Titled>();
        foreach (var relationship in await _store.RelationshipsAsync(key, cancellation))
            if (relationship.Type.Name == Relations.AdoptedAt && relationship.To == key && relationship.From.Id != _symbol
                && await _store.FindAsync(relationship.From, cancellation) is { } node)
                adopted.Add(new Titled(node.Key.Id, TitlesOf(node)));
        return adopted;
    }

    private async ValueTask ReplaceDraftsAsync(string session, DocumentGraph adoptedText, CancellationToken cancellation)
    {
        var key = Labels.SessionKey(session);
        List<Titled>? adopted = null;
        foreach (var relationship in await _store.RelationshipsAsync(key, cancellation))
        {
            if (relationship.Type.Name != Relations.SubmittedTo || relationship.To != key || relationship.From.Id == _symbol) continue;
            if (await _store.FindAsync(relationship.From, cancellation) is not { Type.Name: "DraftResolution" } draft) continue;
            if (adopted is null)
            {
                adopted = await AdoptedAtAsync(session, cancellation);
                if (adoptedText.Merged is { IsAdopted: true } merged && merged.Session == session) adopted.Add(new Titled(merged.Symbol, adoptedText.Titles));
            }
            await ReplaceDraftAsync(draft, DraftAdoption.Of(TitlesOf(draft), adopted), cancellation);
        }
    }

    private async ValueTask ReplaceDraftAsync(GraphNode draft, string? adoptedAs, CancellationToken cancellation)
    {
        var stored = await StoredDocument.ReadAsync(_store, draft.Key.Id, cancellation);
        if (stored.AdoptedAs == adoptedAs || stored.Texts.Count == 0) return;
        var graph = await ReplacePartAsync(stored, stored.Texts, adoptedAs, cancellation);
        await ReplaceAnswersAsync(stored, Requests(stored, graph, adoptedAs), imported: true, cancellation);
    }

    // A session's documents are known once its annotated agenda is there, or the reference data says so.
    private async ValueTask SetDocumentsKnownAsync(string session, MergedDocument document, CancellationToken cancellation)
    {
        var key = Labels.SessionKey(session);
        var known = document.Kind == DocumentKind.AGENDA && document.Session == session;
        foreach (var relationship in known ? [] : await _store.RelationshipsAsync(key, cancellation))
            known |= relationship.Type.Name == Relations.SubmittedTo && relationship.From.Id != _symbol
                && await _store.FindAsync(relationship.From, cancellation) is { Type.Name: "Agenda" };
        known |= _reference.Nodes.TryGetValue(key, out var reference) && reference["documentsKnown"] == PropertyValue.Of(true);
        var value = known ? PropertyValue.Of(true) : PropertyValue.Null;
        var stored = await Edit.FindAsync(key, cancellation);
        if ((stored?["documentsKnown"] ?? PropertyValue.Null) != value)
            Edit.Set(new UpsertNode(key, null, [new Property("documentsKnown", value)]));
    }

    private static Dictionary<string, string> TitlesOf(GraphNode node) =>
        Languages.InOrder.Where(language => !node[$"title_{language}"].IsNull)
            .ToDictionary(language => language, language => node[$"title_{language}"].AsString, StringComparer.Ordinal);
}
