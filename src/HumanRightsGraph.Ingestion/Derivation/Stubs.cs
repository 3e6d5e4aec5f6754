using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>Nodes that exist because something refers to them; what they hold follows from their id alone.</summary>
internal static class Stubs
{
    public static void Document(GraphPart part, string symbol) =>
        part.Share(Labels.DocumentKey(symbol), SymbolForm.NodeType(symbol), new Property("symbol", PropertyValue.Of(symbol)));

    public static void Session(GraphPart part, string id)
    {
        var key = Labels.SessionKey(id);
        if (SessionId.Parse(id) is not { } session)
        {
            part.Share(key, Labels.Session);
            return;
        }
        var body = new NodeKey(Labels.Body, session.Body);
        part.Share(key, Labels.Session, new("number", PropertyValue.Of((long)session.Number)), new("kind", PropertyValue.Of(session.Kind)));
        part.Share(body, Labels.Body);
        part.RelateShared(Relations.SessionOf, key, body);
    }
}
