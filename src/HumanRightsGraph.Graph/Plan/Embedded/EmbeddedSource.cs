using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>A page that was found, with what its cursors say.</summary>
public readonly struct EmbeddedPage
{
    internal EmbeddedPage(EntryPage found, BoundPage page, RelationshipType? relationship, bool isSearch) =>
        (Found, Page, Relationship, IsSearch) = (found, page, relationship, isSearch);

    internal EntryPage Found { get; }
    internal BoundPage Page { get; }
    internal RelationshipType? Relationship { get; }
    internal bool IsSearch { get; }
}

/// <summary>Gives an answer what one version of the embedded store has. A node is its number in the version.</summary>
public readonly struct EmbeddedSource : IAnswerSource<int, EmbeddedPage, EmbeddedValue>
{
    private readonly Parts _parts;

    private sealed class Parts(GraphVersion version, NodeReader reader, FilterTest filter, RunLimits limits, ApiSchema api)
    {
        internal readonly GraphVersion Version = version;
        internal readonly NodeReader Reader = reader;
        internal readonly FilterTest Filter = filter;
        internal readonly Pager Pager = new(reader, filter, limits);
        internal readonly RunLimits Limits = limits;
        internal readonly ApiSchema Api = api;
    }

    internal EmbeddedSource(GraphVersion version, OperationRun run)
    {
        var api = run.Operation.Plan.Api;
        var reader = new NodeReader(version, api, run.Limits, run.Today);
        _parts = new(version, reader, new(reader, run.Limits), run.Limits, api);
    }

    public bool TryFind(NodeContent content, string id, out int node)
    {
        if (content.Source is not Seek seek) return TryFindAnywhere(id, out node);
        return _parts.Version.TryFind(seek.Label, id, out node) && seek.Types.Contains(_parts.Version.Schema, _parts.Version.TypeNumberOf(node));
    }

    public bool TryFind(KeysContent content, string id, out int node) => TryFindAnywhere(id, out node);

    public bool TryFind(NodeShape shape, NodeKey key, out int node)
    {
        node = -1;
        return _parts.Version.Schema.KeyLabel(key.Label) is { } label && _parts.Version.TryFind(label, key.Id, out node);
    }

    private bool TryFindAnywhere(string id, out int node)
    {
        foreach (var label in _parts.Version.Schema.KeyLabels)
            if (_parts.Version.TryFind(label, id, out node)) return true;
        node = -1;
        return false;
    }

    public EmbeddedPage Page(ConnectionContent content, BoundPage page, PageNeeds needs)
    {
        if (content.Source is not Scan { Type: var type })
            return new(new TextScan(_parts.Version, _parts.Filter, _parts.Limits, _parts.Api.Search!).Find(page), page, null, true);
        var candidates = page.Where.IsTrue ? null : _parts.Filter.Candidates(page.Where, type.KeyLabel!);
        return new(_parts.Pager.Find(EntryList.Of(candidates ?? _parts.Version.Nodes(type.KeyLabel!)), type.Narrowing, null, page, needs), page, null, false);
    }

    public EmbeddedPage Page(int node, ConnectionContent content, RelationshipField field, BoundPage page, PageNeeds needs) =>
        new(_parts.Pager.Find(new(_parts.Reader.EndsOf(node, field)), field.Target.Narrowing, field.Relationship, page, needs), page, field.Relationship, false);

    public NodeType TypeOf(int node) => _parts.Version.TypeOf(node);
    public void WriteId(int node, AnswerBuffer answer) => answer.Raw(_parts.Version.IdTextOf(node).Json);
    public EmbeddedValue Property(int node, PropertyContent content, int index)
    {
        var definition = content.Field.Property;
        if (definition.Type != PropertyType.String) return new(_parts.Version.Get(node, index));
        return new(_parts.Version.TextOf(node, index), definition.EnumValues is null || _parts.Version.IsKnown(node, index));
    }

    public DeliverableStatus.Value Status(int node, StatusContent content, DateOnly? asOf) => _parts.Reader.Status(node, asOf);

    public bool TryFollow(int node, NodeContent content, RelationshipField field, out int other)
    {
        other = _parts.Reader.First(node, field);
        return other >= 0;
    }

    public int Count(in EmbeddedPage page) => page.Found.Entries.Count;
    public long Total(in EmbeddedPage page) => page.Found.Total;
    public bool HasNext(in EmbeddedPage page) => page.Found.HasNext;
    public bool HasPrevious(in EmbeddedPage page) => page.Found.HasPrevious;
    public int NodeAt(in EmbeddedPage page, int index) => page.Found.Entries[index].Node;
    public int ScoreAt(in EmbeddedPage page, int index) => page.Found.Entries[index].Score;

    public EmbeddedValue EdgePropertyAt(in EmbeddedPage page, int index, EdgePropertyContent content)
    {
        var (definition, relationship) = (content.Field.Property, page.Found.Entries[index].Relationship);
        if (definition.Type != PropertyType.String) return new(_parts.Version.GetRelationship(relationship, content.Index));
        return new(_parts.Version.RelationshipTextOf(relationship, content.Index), definition.EnumValues is null || _parts.Version.IsKnownOfRelationship(relationship, content.Index));
    }

    public string CursorAt(in EmbeddedPage page, int index)
    {
        var entry = page.Found.Entries[index];
        var (keys, ties) = page.IsSearch ? TextScan.Position(_parts.Version, entry)
            : (_parts.Pager.Keys(entry, page.Page.Order), _parts.Pager.Ties(entry, page.Relationship));
        return page.Page.Cursors.Write(keys, _parts.Version.IdOf(entry.Node), ties);
    }

    public void Dispose() { }
}
