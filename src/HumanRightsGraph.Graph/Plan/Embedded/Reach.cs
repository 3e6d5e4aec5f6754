using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Goes along one relationship in several steps (docs/semantics.md, "Further along a relationship"). Each node is come to once, however many ways lead there.</summary>
internal sealed class Reach(NodeReader reader, RunLimits limits)
{
    private GraphVersion Version => reader.Version;

    /// <summary>The nodes that so many steps lead to, by id; the start itself in a series alone.</summary>
    internal IReadOnlyList<int> From(int start, RelationshipField field, int steps)
    {
        var found = new HashSet<int> { start };
        var frontier = new List<int> { start };
        for (var step = 0; step < steps && frontier.Count > 0; step++)
        {
            var next = new List<int>();
            foreach (var node in frontier)
            {
                Add(Version.Outgoing(node, field.Relationship), field.IsSeries || field.Direction == RelationshipDirection.Out, next);
                Add(Version.Incoming(node, field.Relationship), field.IsSeries || field.Direction == RelationshipDirection.In, next);
            }
            frontier = next;
        }
        if (!field.IsSeries) found.Remove(start);
        var nodes = found.ToArray();
        Array.Sort(nodes, Version.CompareIds);
        return nodes;

        void Add(ReadOnlySpan<RelationshipEnd> ends, bool wanted, List<int> next)
        {
            if (!wanted) return;
            foreach (var end in ends)
            {
                limits.Step();
                if (found.Add(end.Node)) next.Add(end.Node);
            }
        }
    }

    /// <summary>
    /// The relationships of the shortest path, each with the node it leads to; of several paths the one whose ids, and
    /// then identity properties, come first. Null where none of so many steps leads there.
    /// </summary>
    internal List<Entry>? Path(int from, int to, RelationshipField field, int steps)
    {
        // From the end backwards, how far each node is: then every step from the start on is the first of those that come nearer.
        var left = new Dictionary<int, int> { [to] = 0 };
        var frontier = new List<int> { to };
        for (var step = 1; !left.ContainsKey(from); step++)
        {
            if (step > steps || frontier.Count == 0) return null;
            var next = new List<int>();
            foreach (var node in frontier)
            {
                foreach (var end in field.Direction == RelationshipDirection.Out ? Version.Incoming(node, field.Relationship) : Version.Outgoing(node, field.Relationship))
                {
                    limits.Step();
                    if (left.TryAdd(end.Node, step)) next.Add(end.Node);
                }
            }
            frontier = next;
        }
        var path = new List<Entry>();
        for (var at = from; at != to;)
        {
            foreach (var end in reader.Ends(at, field))
            {
                limits.Step();
                if (!left.TryGetValue(end.Node, out var rest) || rest != left[at] - 1) continue;
                path.Add(new(end.Node, end.Relationship, 0));
                break;
            }
            at = path[^1].Node;
        }
        return path;
    }
}
