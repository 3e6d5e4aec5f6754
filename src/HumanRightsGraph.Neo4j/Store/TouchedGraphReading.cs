using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Reads, in the transaction that will write, what the changes touch: the nodes they set, the ends they need, the relationships they may meet.</summary>
/// <param name="certain">What need not be looked for; then ends aren't either, and one that isn't there shows in the number of rows written. Null: all is looked for.</param>
internal sealed class TouchedGraphReading(GraphSchema schema, IAsyncQueryRunner transaction, CertainlyNew? certain, CancellationToken cancellation)
{
    private readonly TouchedGraph _touched = new(schema);

    public async Task<TouchedGraph> ReadAsync(IReadOnlyList<Change> changes)
    {
        var (wanted, ends, deleted) = (new HashSet<NodeKey>(), new HashSet<NodeKey>(), new HashSet<NodeKey>());
        var pairs = new Dictionary<RelationshipType, HashSet<(string From, string To)>>();
        foreach (var change in changes)
        {
            switch (change)
            {
                case UpsertNode c:
                    wanted.Add(c.Key);
                    break;
                case DeleteNode c:
                    wanted.Add(c.Key);
                    deleted.Add(c.Key);
                    break;
                case UpsertRelationship c:
                    Meet(c.Type, c.From, c.To);
                    break;
                case DeleteRelationship c:
                    Meet(c.Type, c.From, c.To);
                    break;
            }
        }
        if (deleted.Count > 0) certain = null;
        foreach (var group in wanted.Where(k => !IsNew(k)).GroupBy(k => k.Label)) await ReadNodesAsync(schema.KeyLabel(group.Key)!, [.. group.Select(k => k.Id)]).ConfigureAwait(false);
        ends.ExceptWith(wanted);
        if (certain is not null)
        {
            foreach (var end in ends.Where(k => !IsNew(k))) AssumeEnd(end);
            ends.Clear();
        }
        foreach (var group in ends.GroupBy(k => k.Label)) await ReadEndsAsync(schema.KeyLabel(group.Key)!, [.. group.Select(k => k.Id)]).ConfigureAwait(false);
        foreach (var (type, met) in pairs)
        {
            var possible = met.Where(p => Exists(type.From, p.From) && Exists(type.To, p.To) && certain?.Has(type, p.From, p.To) != true).ToList();
            if (possible.Count > 0) await ReadRelationshipsAsync(type, possible).ConfigureAwait(false);
        }
        foreach (var group in deleted.Where(k => _touched.Node(k).Type is not null).GroupBy(k => k.Label))
            await ReadRelationshipsAtAsync(schema.KeyLabel(group.Key)!, [.. group.Select(k => k.Id)]).ConfigureAwait(false);
        return _touched;

        void Meet(string type, NodeKey from, NodeKey to)
        {
            var definition = schema.RelationshipType(type)!;
            ends.Add(from);
            ends.Add(to);
            if (!pairs.TryGetValue(definition, out var met)) pairs.Add(definition, met = []);
            met.Add((from.Id, to.Id));
        }
    }

    private bool Exists(KeyLabel label, string id) => _touched.Node(new NodeKey(label.Name, id)).Type is not null;

    private bool IsNew(NodeKey key) => certain?.Has(schema.KeyLabel(key.Label)!, key.Id) == true;

    // Which type is of no matter: an end is only looked for.
    private void AssumeEnd(NodeKey key) => _touched.Node(key).Load(schema.NodeTypes.First(t => t.KeyLabel == schema.KeyLabel(key.Label)), []);

    private async Task ReadNodesAsync(KeyLabel label, IReadOnlyList<string> ids)
    {
        var text = $"UNWIND $ids AS id MATCH (n:{CypherName.Quoted(label.Name)} {{id: id}}) RETURN n";
        await foreach (var record in RunAsync(text, w => WriteIds(w, ids)).ConfigureAwait(false))
        {
            var (key, type, values) = GraphRecords.Node(schema, label, (INode)record[0]!);
            _touched.Node(key).Load(type, values);
        }
    }

    private async Task ReadEndsAsync(KeyLabel label, IReadOnlyList<string> ids)
    {
        var text = $"UNWIND $ids AS id MATCH (n:{CypherName.Quoted(label.Name)} {{id: id}}) RETURN n.id";
        await foreach (var record in RunAsync(text, w => WriteIds(w, ids)).ConfigureAwait(false))
            AssumeEnd(new NodeKey(label.Name, (string)record[0]!));
    }

    private async Task ReadRelationshipsAsync(RelationshipType type, List<(string From, string To)> pairs)
    {
        var (from, to) = (CypherName.Quoted(type.From.Name), CypherName.Quoted(type.To.Name));
        // From both ends: one of them may have very many relationships of the type.
        var text = $"UNWIND $pairs AS p MATCH (a:{from} {{id: p[0]}}) USING INDEX a:{from}(id) MATCH (b:{to} {{id: p[1]}}) USING INDEX b:{to}(id) "
            + $"MATCH (a)-[r:{CypherName.Quoted(type.Name)}]->(b) RETURN p[0], p[1], r";
        await foreach (var record in RunAsync(text, Write).ConfigureAwait(false)) Load(type, record, 0);

        void Write(PackStreamWriter writer)
        {
            writer.WriteMapHeader(1);
            writer.Write("pairs");
            writer.WriteListHeader(pairs.Count);
            foreach (var (start, end) in pairs)
            {
                writer.WriteListHeader(2);
                writer.Write(start);
                writer.Write(end);
            }
        }
    }

    private async Task ReadRelationshipsAtAsync(KeyLabel label, IReadOnlyList<string> ids)
    {
        foreach (var type in schema.RelationshipTypes.Where(t => t.From == label || t.To == label))
        {
            foreach (var outgoing in new[] { true, false })
            {
                if ((outgoing ? type.From : type.To) != label) continue;
                var (near, far) = outgoing ? ("a", "b") : ("b", "a");
                var text = $"UNWIND $ids AS id MATCH ({near}:{CypherName.Quoted(label.Name)} {{id: id}}) "
                    + $"MATCH ({near}){(outgoing ? "" : "<")}-[r:{CypherName.Quoted(type.Name)}]-{(outgoing ? ">" : "")}({far}:{CypherName.Quoted((outgoing ? type.To : type.From).Name)}) RETURN a.id, b.id, r";
                await foreach (var record in RunAsync(text, w => WriteIds(w, ids)).ConfigureAwait(false)) Load(type, record, 0);
            }
        }
    }

    private void Load(RelationshipType type, IRecord record, int at)
    {
        var relationship = GraphRecords.Relationship(type, record, at);
        var (from, to) = (new NodeKey(type.From.Name, relationship.From), new NodeKey(type.To.Name, relationship.To));
        _touched.Load(type, from, to, relationship.ElementId, relationship.Values);
    }

    private IAsyncEnumerable<IRecord> RunAsync(string text, Action<PackStreamWriter> parameters) => GraphRecords.RunAsync(transaction, new Query(text, parameters), cancellation);

    private static void WriteIds(PackStreamWriter writer, IReadOnlyList<string> ids)
    {
        writer.WriteMapHeader(1);
        writer.Write("ids");
        writer.WriteListHeader(ids.Count);
        foreach (var id in ids) writer.Write(id);
    }
}
