using HumanRightsGraph.Graph.Plan.Answers;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What a run came to, by the contents of its plan: how they were found, how many were expected, how many there were. Only where it is asked for.</summary>
public sealed class PlanProfile
{
    private readonly Dictionary<FieldContent, ContentProfile> _contents = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the store was sent; null where it is sent nothing.</summary>
    public string? Statement { get; set; }

    /// <summary>The store's own account of it, a line an operator.</summary>
    public IReadOnlyList<string> Server { get; set; } = [];

    /// <summary>Null where it was not come to.</summary>
    public ContentProfile? Of(FieldContent content) => _contents.GetValueOrDefault(content);

    internal void Expect(FieldContent content, string how, double rows)
    {
        var known = At(content);
        known.How = how;
        known.Expected += rows;
    }

    internal void Found(FieldContent content, long rows)
    {
        var known = At(content);
        known.Times++;
        known.Rows += rows;
    }

    private ContentProfile At(FieldContent content) => _contents.TryGetValue(content, out var known) ? known : _contents[content] = new();
}

/// <summary>Of one content, over all places of the answer where it stands.</summary>
public sealed class ContentProfile
{
    /// <summary>How it was found at last; null where the store doesn't say.</summary>
    public string? How { get; internal set; }
    /// <summary>How many rows the planner expected to fulfil the filter.</summary>
    public double Expected { get; internal set; }
    /// <summary>How many the answer has.</summary>
    public long Rows { get; internal set; }
    /// <summary>How often it was asked.</summary>
    public long Times { get; internal set; }
}
