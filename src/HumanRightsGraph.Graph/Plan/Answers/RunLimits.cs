using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>Ends a run whose time is over, whose answer is too large or whose caller has gone. Asked often; it looks at the clock now and then.</summary>
public sealed class RunLimits(PlanLimits limits, TimeProvider time, CancellationToken cancellation)
{
    private long _start = time.GetTimestamp();
    private int _steps;

    /// <summary>The run can't go on; the request is answered by the error alone.</summary>
    public sealed class Exceeded(GraphQLError error) : Exception(error.Message)
    {
        public GraphQLError Error { get; } = error;
    }

    /// <summary>The time left; none is no more than zero.</summary>
    public TimeSpan Remaining => limits.Deadline - time.GetElapsedTime(_start);

    /// <summary>The time begins anew.</summary>
    public void Restart() => _start = time.GetTimestamp();

    /// <summary>So much of the time was spent waiting for a store that is away, and doesn't count.</summary>
    public void Exclude(TimeSpan waited) => _start += (long)(waited.TotalSeconds * time.TimestampFrequency);

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public void Step()
    {
        if ((++_steps & 0xFF) == 0) Look();
    }

    public void Look()
    {
        cancellation.ThrowIfCancellationRequested();
        if (Remaining < TimeSpan.Zero) throw TimeOver();
    }

    /// <summary>Waits for what is made beside this run, as long as the run may go on.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public T Wait<T>(Task<T> work)
    {
        if (!work.IsCompleted)
        {
            Look();
            var most = Remaining.TotalMilliseconds;
            if (!work.Wait(most < int.MaxValue ? (int)most : Timeout.Infinite, cancellation)) throw TimeOver();
        }
        return work.GetAwaiter().GetResult();
    }

    public Exceeded TimeOver() => new(GraphQLError.Of(ErrorCodes.Timeout,
        $"The operation took longer than {limits.Deadline.TotalSeconds:0.###} seconds; narrow its filters or ask for smaller pages.").WithLimit("seconds", (long)Math.Ceiling(limits.Deadline.TotalSeconds), null));

    public void Size(long bytes)
    {
        if (bytes > limits.ResponseBytes) throw TooLarge();
    }

    private Exceeded TooLarge() => new(GraphQLError.Limit("responseBytes", limits.ResponseBytes, null, $"The answer is larger than {limits.ResponseBytes} bytes; ask for smaller pages."));
}
