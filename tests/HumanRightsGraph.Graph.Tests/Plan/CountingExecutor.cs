using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Plan.Embedded;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>What answers have read of the store.</summary>
internal sealed class Reads
{
    /// <summary>Properties of nodes and relationships, statuses, texts.</summary>
    public long Values { get; set; }
    public long Ids { get; set; }
    public long Cursors { get; set; }
    public long Pages { get; set; }
}

/// <summary>The embedded store, with what is read of it counted.</summary>
internal sealed class CountingExecutor(EmbeddedExecutor store, PipelineOptions options) : IPlanExecutor, IAnswerStore<CountingExecutor.Source>
{
    public Reads Reads { get; } = new();

    public ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default) =>
        new OperationRun(operation, options, cancellation).WriteAsync<Source, int, EmbeddedPage, EmbeddedValue>(this, answer);

    public string? Statement(BoundOperation operation) => null;

    async ValueTask<Source> IAnswerStore<Source>.ReadAsync(OperationRun run, int firstField) => new(await ((IAnswerStore<EmbeddedSource>)store).ReadAsync(run, firstField), Reads);

    async ValueTask<Source> IAnswerStore<Source>.ReadAsync(OperationRun run, HandlerContent content, object? given) => new(await ((IAnswerStore<EmbeddedSource>)store).ReadAsync(run, content, given), Reads);

    internal readonly struct Source(EmbeddedSource inner, Reads reads) : IAnswerSource<int, EmbeddedPage, EmbeddedValue>
    {
        private readonly EmbeddedSource _inner = inner;

        public bool TryFind(NodeContent content, string id, out int node) => _inner.TryFind(content, id, out node);
        public bool TryFind(KeysContent content, string id, out int node) => _inner.TryFind(content, id, out node);
        public bool TryFind(NodeShape shape, NodeKey key, out int node) => _inner.TryFind(shape, key, out node);
        // What is written as a whole would not be counted.
        public bool TryWrite(int node, ValueRun run, AnswerBuffer answer) => false;
        public NodeType TypeOf(int node) => _inner.TypeOf(node);
        public bool TryFollow(int node, NodeContent content, RelationshipField field, out int other) => _inner.TryFollow(node, content, field, out other);
        public bool TryPath(PathContent content, BoundPath path, out int start, out EmbeddedPage steps) => _inner.TryPath(content, path, out start, out steps);
        public int Count(in EmbeddedPage page) => _inner.Count(page);
        public long Total(in EmbeddedPage page) => _inner.Total(page);
        public bool HasNext(in EmbeddedPage page) => _inner.HasNext(page);
        public bool HasPrevious(in EmbeddedPage page) => _inner.HasPrevious(page);
        public int NodeAt(in EmbeddedPage page, int index) => _inner.NodeAt(page, index);
        public int ScoreAt(in EmbeddedPage page, int index) => _inner.ScoreAt(page, index);
        public IReadOnlyList<EntryGroup<int>> Groups(in EmbeddedPage page, in ConnectionPlace<int> place, GroupsContent content, BoundGroups groups) => _inner.Groups(page, place, content, groups);
        public Aggregated[] Aggregate(in EmbeddedPage page, in ConnectionPlace<int> place, AggregateContent content) => _inner.Aggregate(page, place, content);
        public int ReadAhead(NodeShape shape, int node) => _inner.ReadAhead(shape, node);
        public int ReadAhead(NodeShape shape, in EmbeddedPage page) => _inner.ReadAhead(shape, page);
        public void Dispose() => _inner.Dispose();

        public EmbeddedPage Page(ConnectionContent content, BoundPage page, PageNeeds needs)
        {
            reads.Pages++;
            return _inner.Page(content, page, needs);
        }

        public EmbeddedPage Page(int node, ConnectionContent content, RelationshipField field, BoundPage page, PageNeeds needs)
        {
            reads.Pages++;
            return _inner.Page(node, content, field, page, needs);
        }

        public void WriteId(int node, AnswerBuffer answer)
        {
            reads.Ids++;
            _inner.WriteId(node, answer);
        }

        public EmbeddedValue Property(int node, PropertyContent content, int index)
        {
            reads.Values++;
            return _inner.Property(node, content, index);
        }

        public DeliverableStatus.Value Status(int node, StatusContent content, DateOnly? asOf)
        {
            reads.Values++;
            return _inner.Status(node, content, asOf);
        }

        public EmbeddedValue EdgePropertyAt(in EmbeddedPage page, int index, EdgePropertyContent content)
        {
            reads.Values++;
            return _inner.EdgePropertyAt(page, index, content);
        }

        public IReadOnlyList<SearchedText> TextsAt(in EmbeddedPage page, int index)
        {
            reads.Values++;
            return _inner.TextsAt(page, index);
        }

        public string CursorAt(in EmbeddedPage page, int index)
        {
            reads.Cursors++;
            return _inner.CursorAt(page, index);
        }
    }
}
