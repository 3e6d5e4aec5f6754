using System.Diagnostics;
using System.Globalization;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Fuzz;

/// <summary>
/// Distinct operations, as of a client that never repeats itself, through one pipeline: memory must stay where it is once the cache of plans
/// is full, and an operation asked again and again keep its plan.
/// </summary>
public static class DistinctOperations
{
    private const string Hot = "query Hot { sessions(first: 1) { totalCount } }";
    /// <summary>Memory is what it is once the cache is full and the code is compiled.</summary>
    private const long WarmUp = 100_000;
    /// <summary>To either side of the middle of what was resident then.</summary>
    private const double Spread = 0.05;

    /// <summary>0, or 1 where memory grew or the hot plan was given up.</summary>
    public static int Run(long count, TextWriter output)
    {
        var api = ApiSchema.Derive(GraphModel.Product).Schema!;
        var plans = new PlanCache();
        var pipeline = new OperationPipeline(api, EmbeddedStore.InMemory(GraphModel.Product.Graph), new() { Plans = plans });
        long least = long.MaxValue, most = 0;
        var sound = true;
        for (long i = 1; i <= count; i++)
        {
            Ask(pipeline, string.Create(CultureInfo.InvariantCulture, $"query Q{i} {{ s{i}: session(id: \"HRC/{i}\") {{ id reports(first: {i % 500}) {{ totalCount }} }} }}"));
            if (i % 100 == 0) Ask(pipeline, Hot);
            if (i % Math.Max(1, count / 20) != 0) continue;
            // What the collector keeps for itself is given back, so that what is left is ours.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = Process.GetCurrentProcess();
            var resident = process.WorkingSet64;
            if (i >= WarmUp) (least, most) = (Math.Min(least, resident), Math.Max(most, resident));
            var kept = plans.Find(Hot, null) is not null;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i:N0} operations: {resident >> 20} MiB resident, {GC.GetTotalMemory(false) >> 20} MiB live, {plans.Count:N0} plans, the hot one {(kept ? "kept" : "gone")}"));
            sound &= kept && plans.Count <= PlanCache.DefaultPlans;
        }
        return sound && (most == 0 || most - least <= Spread * (most + least)) ? 0 : 1;
    }

    private static void Ask(OperationPipeline pipeline, string query)
    {
        using var answer = pipeline.ExecuteAsync(new(query)).AsTask().GetAwaiter().GetResult();
        if (answer.Errors.Count > 0) throw new InvalidOperationException(answer.Errors[0].Message);
    }
}
