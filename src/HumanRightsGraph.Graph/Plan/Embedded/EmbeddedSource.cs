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

    private sealed class Parts(GraphVersion version, NodeReader reader, FilterTest filter, RunLimits limits, BoundOperation operation, int mostGroups)
    {
        internal readonly BoundOperation Operation = operation;
        internal PlanProfile? Profile => Operation.Profile;
        /// <summary>The entries that groups were made of at last, and where: several groups of one connection stand beside each other.</summary>
        internal Tuple<ConnectionPlace<int>, List<Entry>>? Grouped;
        internal AccessPlanner Access => field ??= new(Reader, Filter, Limits);
        internal Reach Reach => field ??= new(Reader, Limits);
        internal Grouping Grouping => field ??= new(Reader, Limits, mostGroups);
        internal readonly GraphVersion Version = version;
        internal readonly NodeReader Reader = reader;
        internal readonly FilterTest Filter = filter;
        internal readonly Pager Pager = new(reader, filter, limits);
        internal NodeSelection Selection => SelectionIfAny ??= new(Reader, Filter, Limits);
        internal NodeSelection? SelectionIfAny;
        internal readonly RunLimits Limits = limits;
        internal ApiSchema Api => Operation.Plan.Api;
    }

    internal EmbeddedSource(GraphVersion version, OperationRun run)
    {
        var reader = new NodeReader(version, run.Operation.Plan.Api, run.Limits, run.Today);
        _parts = new(version, reader, new(reader, run.Limits), run.Limits, run.Operation, run.PlanLimits.Groups);
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
        var (access, label) = (Expected(content, type, page, needs), type.KeyLabel!);
        // Where all nodes have to be known, they are filtered as a whole.
        if (!access.FromFilter && (needs.Total || !page.Order.IsEmpty) && (type.Narrowing is not null || !page.Where.IsTrue))
        {
            var all = page with { Where = Predicate.True };
            return new(_parts.Pager.Find(_parts.Selection.Of(type, page.Where), null, null, all, needs), all, null, false);
        }
        var nodes = access.FromFilter ? _parts.Access.Nodes(page.Where, label) : _parts.Version.Nodes(label);
        return new(_parts.Pager.Find(EntryList.Of(nodes), type.Narrowing, null, page, needs), page, null, false);
    }

    private AccessPath Expected(ConnectionContent content, ModelType type, BoundPage page, PageNeeds needs)
    {
        var access = _parts.Access.OfScan(type, page, needs);
        _parts.Profile?.Expect(content, access.FromFilter ? _parts.Access.Describe(page.Where, type.KeyLabel!) : "scan", access.Rows);
        return access;
    }

    private IReadOnlyList<int> Nodes(ConnectionContent content, ModelType type, BoundPage page, PageNeeds needs) =>
        Expected(content, type, page, needs).FromFilter ? _parts.Access.Nodes(page.Where, type.KeyLabel!) : _parts.Version.Nodes(type.KeyLabel!);

    private EntryList Ends(int node, ConnectionContent content, RelationshipField field, BoundPage page)
    {
        var ends = _parts.Reader.EndsOf(node, field);
        if (page.Where.IsTrue && _parts.Profile is null) return new(ends);
        var access = _parts.Access.OfRelationships(field, ends.Count, page);
        _parts.Profile?.Expect(content, access.FromFilter ? $"{_parts.Access.Describe(page.Where, field.Target.KeyLabel!)}, met with the adjacency" : "adjacency", access.Rows);
        if (!access.FromFilter) return new(ends);
        var met = _parts.Access.Meeting(ends.AsSpan(), _parts.Access.Nodes(page.Where, field.Target.KeyLabel!));
        return new(new EndList(met, 0, met.Length));
    }

    public EmbeddedPage Page(int node, ConnectionContent content, RelationshipField field, BoundPage page, PageNeeds needs) =>
        page.TakesFirst && field.Target.Narrowing is null && _parts.Profile is null ? new(EntryPage.First(new(_parts.Reader.EndsOf(node, field)), page.Count), page, field.Relationship, false)
        : page.Depth > 1 ? new(_parts.Pager.Find(EntryList.Of(_parts.Reach.From(node, field, page.Depth)), field.Target.Narrowing, null, page, needs), page, null, false)
        : new(_parts.Pager.Find(Ends(node, content, field, page), field.Target.Narrowing, field.Relationship, page, needs), page, field.Relationship, false);

    public int ReadAhead(NodeShape shape, int node) => Embedded.ReadAhead.Of(_parts.Version, _parts.Operation, shape, node);
    public int ReadAhead(NodeShape shape, in EmbeddedPage page) => Embedded.ReadAhead.Of(_parts.Version, _parts.Operation, shape, page.Found.Entries);

    public bool TryWrite(int node, ValueRun run, AnswerBuffer answer) => RunWriter.TryWrite(_parts.Version, node, run, answer);

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

    public bool TryPath(PathContent content, BoundPath path, out int start, out EmbeddedPage steps)
    {
        steps = default;
        var label = content.Field.Target.KeyLabel!;
        if (!Find(path.From, out start, _parts) || !Find(path.To, out var end, _parts) || _parts.Reach.Path(start, end, content.Field, path.Depth) is not { } found) return false;
        steps = new(new(new([.. found]), 0, false, false), null!, content.Field.Relationship, false);
        return true;

        bool Find(string id, out int node, Parts parts) => parts.Version.TryFind(label, id, out node) && parts.Reader.IsOf(content.Field.Target, node);
    }

    public int Count(in EmbeddedPage page) => page.Found.Entries.Count;
    public long Total(in EmbeddedPage page) => page.Found.Total;
    public bool HasNext(in EmbeddedPage page) => page.Found.HasNext;
    public bool HasPrevious(in EmbeddedPage page) => page.Found.HasPrevious;
    public int NodeAt(in EmbeddedPage page, int index) => page.Found.Entries[index].Node;
    public int ScoreAt(in EmbeddedPage page, int index) => page.Found.Entries[index].Score;

    public IReadOnlyList<SearchedText> TextsAt(in EmbeddedPage page, int index)
    {
        var (version, node) = (_parts.Version, page.Found.Entries[index].Node);
        var texts = new List<SearchedText>();
        foreach (var property in _parts.Api.Search!.Labels.First(l => l.Label == version.TypeOf(node).KeyLabel).All)
            if (version.Get(node, property.Index) is { IsNull: false } text) texts.Add(new(property.Field, property.Language, text.AsString));
        return texts;
    }

    public EmbeddedValue EdgePropertyAt(in EmbeddedPage page, int index, EdgePropertyContent content)
    {
        var (definition, relationship) = (content.Field.Property, page.Found.Entries[index].Relationship);
        if (relationship < 0) return new(PropertyValue.Null);
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

    public IReadOnlyList<EntryGroup<int>> Groups(in EmbeddedPage page, in ConnectionPlace<int> place, GroupsContent content, BoundGroups groups) =>
        _parts.Grouping.Groups(Entries(place), content, groups);

    public Aggregated[] Aggregate(in EmbeddedPage page, in ConnectionPlace<int> place, AggregateContent content) => _parts.Grouping.Aggregate(Entries(place), content);

    /// <summary>The entries of all pages.</summary>
    private List<Entry> Entries(in ConnectionPlace<int> place)
    {
        if (_parts.Grouped is var (at, known) && ReferenceEquals(at.Content, place.Content) && ReferenceEquals(at.Page, place.Page) && at.Node == place.Node) return known;
        var entries = AllEntries(place);
        _parts.Grouped = new(place, entries);
        return entries;
    }

    private List<Entry> AllEntries(in ConnectionPlace<int> place)
    {
        var (content, node, page) = place;
        switch (content.Source)
        {
            case Traverse { Field: var field } when page.Depth > 1: return _parts.Pager.All(EntryList.Of(_parts.Reach.From(node!.Value, field, page.Depth)), field.Target.Narrowing, page);
            case Traverse { Field: var field }: return _parts.Pager.All(Ends(node!.Value, content, field, page), field.Target.Narrowing, page);
            case Scan { Type: var type }:
                return _parts.Pager.All(EntryList.Of(Nodes(content, type, page, new(false, true, false, false))), type.Narrowing, page);
            default:
                var found = new TextScan(_parts.Version, _parts.Filter, _parts.Limits, _parts.Api.Search!).Find(page with { Count = int.MaxValue / 4, Backward = false, After = null, Before = null }).Entries;
                var entries = new List<Entry>(found.Count);
                for (var i = 0; i < found.Count; i++) entries.Add(found[i]);
                return entries;
        }
    }

    public void Dispose() => _parts?.SelectionIfAny?.Return();
}
