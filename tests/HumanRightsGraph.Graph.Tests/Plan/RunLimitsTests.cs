using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Tests.Plan;

public class RunLimitsTests
{
    [Fact]
    public void What_is_made_beside_a_run_is_waited_for_within_the_run_s_time()
    {
        var limits = new RunLimits(new PlanLimits { Deadline = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, CancellationToken.None);
        var over = Assert.Throws<RunLimits.Exceeded>(() => limits.Wait(new TaskCompletionSource<int>().Task));
        Assert.Equal(ErrorCodes.Timeout, over.Error.Code);
        Assert.Equal(7, limits.Wait(Task.FromResult(7)));
    }

    [Fact]
    public void A_caller_that_has_gone_waits_for_nothing()
    {
        var limits = new RunLimits(new PlanLimits(), TimeProvider.System, new CancellationToken(canceled: true));
        Assert.ThrowsAny<OperationCanceledException>(() => limits.Wait(new TaskCompletionSource<int>().Task));
    }
}
