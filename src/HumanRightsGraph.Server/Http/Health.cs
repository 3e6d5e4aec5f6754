namespace HumanRightsGraph.Server.Http;

/// <summary>Liveness says that the process answers, and asks no one else: a store that is away is no reason to start the process again. Readiness says whether requests are well sent here.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, Readiness readiness)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (CancellationToken cancellation) =>
        {
            var state = await readiness.AskAsync(cancellation);
            return Results.Json(state, statusCode: state.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
