namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>Who gets the answers of a subscription. Called by one thread at a time, which it must not keep.</summary>
internal interface ISubscriber
{
    /// <summary>The next answer; from the first one on it is told each that follows.</summary>
    void Next(EventAnswer answer);

    /// <summary>How many answers wait to be sent to it.</summary>
    int Waiting { get; }
}
