using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>A deliverable that a person has decided on stays when no text says it any more, with a finding that says so.</summary>
internal static class DecidedDeliverables
{
    public static void Keep(StoredDocument stored, GraphPart part)
    {
        foreach (var given in stored.Given)
        {
            var key = new NodeKey(Labels.Deliverable, given.Id.ToString());
            if (!given.Decided || part.Owned.ContainsKey(key) || !stored.Owned.TryGetValue(key, out var node)) continue;
            part.Own(key, node.Type.Name, [.. node.Properties]);
            foreach (var relationship in stored.Relationships.Values)
                if (relationship.From == key || relationship.To == key)
                    part.Relate(relationship.Type.Name, relationship.From, relationship.To, [.. relationship.Properties]);

            var doubt = new Doubt(DoubtKind.DecisionWithoutText, key.Id, "A person has decided on this deliverable, and no text says it any more.", [key.Id]);
            var finding = new NodeKey(Labels.Finding, doubt.Id(stored.Symbol));
            part.Own(finding, Labels.Finding,
                new("kind", PropertyValue.Of(doubt.Kind)), new("message", PropertyValue.Of(doubt.Message)), new("places", PropertyValue.Of(doubt.Places)));
            part.Relate(Relations.FoundIn, finding, Labels.DocumentKey(stored.Symbol));
        }
    }
}
