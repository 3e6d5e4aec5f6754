using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Ends a run whose time is over, whose answer is too large or whose caller has gone. Asked often; it looks at the clock now and then.</summary>
internal sealed class RunLimits(PlanLimits limits, TimeProvider time, CancellationToken cancellation)
{
    private readonly long _start = time.GetTimestamp();
    private int _steps;

    /// <summary>The run can't go on; the request is answered by the error alone.</summary>
    internal sealed class Exceeded(GraphQLError error) : Exception(error.Message)
    {
        internal GraphQLError Error { get; } = error;
    }

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    internal void Step()
    {
        if ((++_steps & 0xFF) == 0) Look();
    }

    internal void Look()
    {
        cancellation.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_start) > limits.Deadline)
            throw new Exceeded(GraphQLError.Of(ErrorCodes.Timeout,
                $"The operation took longer than {limits.Deadline.TotalSeconds:0.###} seconds; narrow its filters or ask for smaller pages."));
    }

    internal void Size(int bytes)
    {
        if (bytes > limits.ResponseBytes)
            throw new Exceeded(GraphQLError.Limit("responseBytes", limits.ResponseBytes, null,
                $"The answer is larger than {limits.ResponseBytes} bytes; ask for smaller pages."));
    }
}
