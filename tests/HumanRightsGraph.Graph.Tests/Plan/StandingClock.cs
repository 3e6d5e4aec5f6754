namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>A clock that stands on one day.</summary>
internal sealed class StandingClock(int year, int month, int day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
