using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Redis is asked for what takes longer to compute than it does.</summary>
public class AskingWorthTests
{
    [Fact]
    public void An_operation_that_was_hardly_computed_is_asked_for()
    {
        var (worth, plan) = (new AskingWorth(null), Plan("{ sessions { totalCount } }"));
        worth.Answered(TimeSpan.FromMilliseconds(10));
        for (var n = 0; n < AskingWorth.Judged; n++)
        {
            Assert.True(worth.Of(plan));
            worth.Computed(plan, TimeSpan.FromMilliseconds(1));
        }
        Assert.False(worth.Of(plan));
    }

    [Fact]
    public void Each_operation_is_judged_for_itself_and_anew_when_it_or_Redis_changes()
    {
        var worth = new AskingWorth(null);
        var (fast, slow) = (Plan("{ sessions { totalCount } }"), Plan("{ resolutions { totalCount } }"));
        for (var n = 0; n < 100; n++)
        {
            worth.Answered(TimeSpan.FromMilliseconds(2));
            worth.Computed(fast, TimeSpan.FromMilliseconds(1));
            worth.Computed(slow, TimeSpan.FromMilliseconds(3));
        }
        Assert.Equal((false, true), (worth.Of(fast), worth.Of(slow)));
        for (var n = 0; n < 100; n++) worth.Computed(fast, TimeSpan.FromMilliseconds(4));
        Assert.True(worth.Of(fast));
        for (var n = 0; n < 100; n++) worth.Answered(TimeSpan.FromMilliseconds(5));
        Assert.Equal((false, false), (worth.Of(fast), worth.Of(slow)));
    }

    [Fact]
    public void Few_are_asked_for_all_the_same()
    {
        var (worth, plan) = (new AskingWorth(null), Plan("{ sessions { totalCount } }"));
        worth.Answered(TimeSpan.FromMilliseconds(2));
        for (var n = 0; n < AskingWorth.Judged; n++) worth.Computed(plan, TimeSpan.FromMilliseconds(1));
        Assert.Equal(4, Enumerable.Range(0, 4 * AskingWorth.AskedAllTheSame).Count(_ => worth.Of(plan)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void What_is_set_takes_the_place_of_what_Redis_takes(int milliseconds, bool asked)
    {
        var (worth, plan) = (new AskingWorth(TimeSpan.FromMilliseconds(milliseconds)), Plan("{ sessions { totalCount } }"));
        worth.Answered(TimeSpan.FromSeconds(1));
        for (var n = 0; n < AskingWorth.Judged; n++) worth.Computed(plan, TimeSpan.FromMilliseconds(2));
        Assert.Equal(asked, worth.Of(plan));
    }

    private static OperationPlan Plan(string query)
    {
        var pipeline = new OperationPipeline(ApiSchema.Derive(GraphModel.Product).Schema!, EmbeddedStore.InMemory(GraphModel.Product.Graph));
        return Assert.IsType<OperationPlan>(pipeline.Explain(query).Plan);
    }
}
