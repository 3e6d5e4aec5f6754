namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>Who gets the answers of a subscription. Called by one thread at a time, which it must not keep.</summary>
internal interface ISubscriber
{
    /// <summary>An answer, the same bytes for all who asked the same.</summary>
    void Next(ReadOnlyMemory<byte> answer);

    /// <summary>How many answers wait to be sent to it.</summary>
    int Waiting { get; }
}
