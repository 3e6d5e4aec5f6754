using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>What a deliverable says of decisions about it. The version counts them.</summary>
internal sealed record Decided(string? Review, int Version)
{
    public static Decided Of(JsonElement deliverable) => new(deliverable.GetProperty("review").GetString(),
        deliverable.GetProperty("version") is { ValueKind: JsonValueKind.Number } version ? version.GetInt32() : 0);
}

/// <summary>What writers were told, kept outside of the process that is killed.</summary>
internal sealed class AcknowledgedDecisions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Decided> _known = [];
    private readonly Dictionary<string, string> _lost = [];

    /// <summary>All there are.</summary>
    public IReadOnlyList<string> Deliverables { get; private set; } = [];

    public int Acknowledged { get; private set; }

    public void Acknowledge(string id, Decided decided)
    {
        lock (_lock)
        {
            if (_known[id] != decided) Acknowledged++;
            _known[id] = decided;
        }
    }

    /// <summary>A decision without an answer: it may be there or not.</summary>
    public void Lose(string id, string review)
    {
        lock (_lock) _lost[id] = review;
    }

    /// <summary>Each deliverable is as the last answer said, counted as often as it was decided; or with the decision that had no answer, and one more.</summary>
    public void AssertKept(Dictionary<string, Decided> found, string when)
    {
        foreach (var (id, known) in _known)
        {
            var now = found[id];
            Assert.True(now == known || _lost.TryGetValue(id, out var lost) && now == new Decided(lost, known.Version + 1), $"{when}: {id} was {known} and is {now}");
        }
        _lost.Clear();
        foreach (var (id, now) in found) _known[id] = now;
        Deliverables = [.. found.Keys];
    }
}
