using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// Whether Redis is worth asking: an operation that is computed faster than Redis answers is computed. It is known by what its computations took lately, and
/// Redis by what its commands took. Safe for many threads; an estimate that another has just overwritten does no harm.
/// </summary>
/// <param name="least">What is computed faster isn't asked of Redis, in place of what Redis takes; null for the latter, and nothing is too fast for zero.</param>
internal sealed class AskingWorth(TimeSpan? least)
{
    /// <summary>Computations of an operation before it is judged.</summary>
    public const int Judged = 16;

    /// <summary>One of so many questions is asked all the same: what Redis takes under load is only known so, and fewer than one of a hundred wait for it.</summary>
    public const int AskedAllTheSame = 256;

    /// <summary>What the latest weighs in an estimate.</summary>
    private const double Latest = 1.0 / 16;

    // By plan, which lives as long as it is kept: an operation that comes back later is judged anew.
    private readonly ConditionalWeakTable<OperationPlan, Estimate> _computations = [];
    private readonly Estimate _commands = new();

    /// <summary>What has been seen of something, in milliseconds.</summary>
    private sealed class Estimate
    {
        private double _milliseconds;
        private int _seen;
        private int _passed;

        public int Seen => Volatile.Read(ref _seen);
        public double Milliseconds => Volatile.Read(ref _milliseconds);
        public bool IsTurn => (uint)Interlocked.Increment(ref _passed) % AskedAllTheSame == 0;

        public void Add(double milliseconds)
        {
            var seen = Volatile.Read(ref _seen);
            // The mean of the first ones, so that none of them weighs more than the others.
            var weight = Math.Max(Latest, 1.0 / (seen + 1));
            Volatile.Write(ref _milliseconds, Milliseconds + weight * (milliseconds - Milliseconds));
            if (seen < Judged) Interlocked.Increment(ref _seen);
        }
    }

    public bool Of(OperationPlan plan)
    {
        if (least == TimeSpan.Zero || !_computations.TryGetValue(plan, out var computations) || computations.Seen < Judged) return true;
        if (least is null && _commands.Seen == 0) return true;
        return computations.Milliseconds >= (least?.TotalMilliseconds ?? _commands.Milliseconds) || computations.IsTurn;
    }

    public void Computed(OperationPlan plan, TimeSpan took) => _computations.GetOrCreateValue(plan).Add(took.TotalMilliseconds);

    /// <summary>A command of Redis was answered.</summary>
    public void Answered(TimeSpan took) => _commands.Add(took.TotalMilliseconds);
}
