using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A version's nodes and relationships as the records that every store gives, in the order that every store gives them.</summary>
internal static class GraphListing
{
    extension(GraphVersion version)
    {
        internal GraphNode Node(int node)
        {
            var type = version.TypeOf(node);
            var properties = new List<Property>();
            for (var p = 0; p < type.KeyLabel.Properties.Length; p++)
                if (version.Get(node, p) is { IsNull: false } value) properties.Add(new Property(type.KeyLabel.Properties[p].Name, value));
            return new GraphNode(version.KeyOf(node), type, properties);
        }

        internal NodeKey KeyOf(int node) => new(version.TypeOf(node).KeyLabel.Name, version.IdOf(node));

        internal GraphRelationship Relationship(RelationshipType type, int from, int to, int relationship)
        {
            var properties = new List<Property>();
            for (var p = 0; p < type.Properties.Length; p++)
                if (version.GetRelationship(relationship, p) is { IsNull: false } value) properties.Add(new Property(type.Properties[p].Name, value));
            return new GraphRelationship(type, version.KeyOf(from), version.KeyOf(to), properties);
        }

        internal IReadOnlyList<GraphRelationship> RelationshipsAt(int node)
        {
            var relationships = new List<GraphRelationship>();
            foreach (var type in version.Schema.RelationshipTypes)
            {
                foreach (var end in version.Outgoing(node, type)) relationships.Add(version.Relationship(type, node, end.Node, end.Relationship));
                foreach (var end in version.Incoming(node, type))
                    if (end.Node != node) relationships.Add(version.Relationship(type, end.Node, node, end.Relationship));
            }
            return relationships;
        }

        /// <summary>By id and then key label, both by code point.</summary>
        internal IEnumerable<GraphNode> AllNodes()
        {
            var lists = version.Schema.KeyLabels.OrderBy(l => l.Name, CodePointComparer.Instance).Select(version.Nodes).Where(l => l.Count > 0).ToArray();
            var next = new int[lists.Length];
            while (true)
            {
                var first = -1;
                for (var i = 0; i < lists.Length; i++)
                {
                    if (next[i] == lists[i].Count) continue;
                    if (first < 0 || CodePointComparer.Instance.Compare(version.IdOf(lists[i][next[i]]), version.IdOf(lists[first][next[first]])) < 0) first = i;
                }
                if (first < 0) yield break;
                yield return version.Node(lists[first][next[first]++]);
            }
        }

        /// <summary>By type, start, end and identity properties, each by code point.</summary>
        internal IEnumerable<GraphRelationship> AllRelationships()
        {
            foreach (var type in version.Schema.RelationshipTypes.OrderBy(t => t.Name, CodePointComparer.Instance))
                foreach (var node in version.Nodes(type.From))
                    foreach (var end in version.Outgoing(node, type).ToArray())
                        yield return version.Relationship(type, node, end.Node, end.Relationship);
        }
    }
}
