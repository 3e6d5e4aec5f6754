using System.Collections.Immutable;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A variable that must have this value (<c>@skip</c> wants false, <c>@include</c> true).</summary>
/// <param name="Variable">Its index in <see cref="OperationPlan.ConditionVariables"/>.</param>
public readonly record struct ConditionVariable(int Variable, bool Value);

/// <summary>Conditions that all hold; none at all always holds. In the order of variables.</summary>
public readonly struct Conditions : IEquatable<Conditions>
{
    private readonly ImmutableArray<ConditionVariable> _all;

    private Conditions(ImmutableArray<ConditionVariable> all) => _all = all;

    public static Conditions Always => default;
    public ImmutableArray<ConditionVariable> All => _all.IsDefault ? [] : _all;
    public bool IsAlways => _all.IsDefaultOrEmpty;

    /// <summary>These and one more; null when they can't hold together.</summary>
    public Conditions? And(ConditionVariable condition)
    {
        foreach (var own in All)
            if (own.Variable == condition.Variable) return own.Value == condition.Value ? this : null;
        return new([.. All.Append(condition).OrderBy(c => c.Variable)]);
    }

    /// <summary>Whether these hold wherever the others do.</summary>
    public bool FollowFrom(Conditions others)
    {
        foreach (var own in All)
            if (!others.All.Contains(own)) return false;
        return true;
    }

    public bool Hold(ReadOnlySpan<bool> values)
    {
        foreach (var own in All)
            if (values[own.Variable] != own.Value) return false;
        return true;
    }

    public bool Equals(Conditions other) => All.AsSpan().SequenceEqual(other.All.AsSpan());
    public override bool Equals(object? obj) => obj is Conditions other && Equals(other);
    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);
}

/// <summary>
/// When a field stands at its place in the answer: where <see cref="When"/> holds and none of <see cref="Unless"/>,
/// the conditions of its earlier places. So the order is that of first appearance, whatever is skipped (GraphQL §6.3.2).
/// </summary>
public sealed record Inclusion(Conditions When, ImmutableArray<Conditions> Unless)
{
    public bool Holds(ReadOnlySpan<bool> values)
    {
        if (!When.Hold(values)) return false;
        foreach (var earlier in Unless)
            if (earlier.Hold(values)) return false;
        return true;
    }

    public bool Equals(Inclusion? other) => other is not null && When.Equals(other.When) && Unless.AsSpan().SequenceEqual(other.Unless.AsSpan());
    public override int GetHashCode() => When.GetHashCode();
}
