namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// An answer, the same bytes for all who asked the same, and the one that follows it. What waits for a reader is a place in such a chain: one that is hundreds
/// of answers behind costs no more than one that is not.
/// </summary>
internal sealed class EventAnswer(ReadOnlyMemory<byte> utf8)
{
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>Null as long as it is the last one.</summary>
    public EventAnswer? Following { get; set; }
}
