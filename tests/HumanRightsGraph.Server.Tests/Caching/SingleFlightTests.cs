using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>One computation for all who ask meanwhile, and no harm to them when the first goes or fails.</summary>
public class SingleFlightTests
{
    private readonly SingleFlight<string, int> _flights = new();
    private readonly TaskCompletionSource<int> _result = new();
    private int _computations;
    private CancellationToken _computation;

    [Fact]
    public async Task A_thousand_callers_share_one_computation()
    {
        var callers = Enumerable.Range(0, 1_000).Select(_ => Ask(default)).ToList();
        _result.SetResult(7);
        var outcomes = await Task.WhenAll(callers);
        Assert.Equal(1, _computations);
        Assert.All(outcomes, o => Assert.Equal(7, o.Ended.Result));
        Assert.Single(outcomes, o => o.First);
    }

    [Fact]
    public async Task The_first_may_go_and_the_others_get_their_answer()
    {
        using var gone = new CancellationTokenSource();
        var first = Ask(gone.Token);
        var second = Ask(default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(_computation.IsCancellationRequested);
        _result.SetResult(7);
        Assert.Equal(7, await (await second).Ended);
        Assert.Equal(1, _computations);
    }

    [Fact]
    public async Task When_the_last_has_gone_the_computation_is_cancelled_and_the_next_begins_anew()
    {
        using var gone = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 3).Select(_ => Ask(gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var caller in callers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.True(_computation.IsCancellationRequested);
        var next = Ask(default);
        _result.SetResult(8);
        Assert.Equal(8, await (await next).Ended);
        Assert.Equal(2, _computations);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_kept()
    {
        var first = Ask(default);
        var second = Ask(default);
        _result.SetException(new IOException());
        Assert.True((await first).Ended.IsFaulted);
        var (ended, isFirst) = await second;
        Assert.True(ended.IsFaulted && !isFirst);
        Assert.Equal(5, await (await _flights.RunAsync("key", _ => Task.FromResult(5), default)).Ended);
    }

    private Task<(Task<int> Ended, bool First)> Ask(CancellationToken cancellation) => _flights.RunAsync("key", async token =>
    {
        _computations++;
        _computation = token;
        return await _result.Task;
    }, cancellation);
}
