using HumanRightsGraph.Graph;

namespace HumanRightsGraph.Server.Http;

/// <summary>Liveness says that the process answers, readiness that the store takes reads and writes. No secrets, no paths.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, IGraphStore store)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (CancellationToken cancellation) => await store.HealthAsync(cancellation) switch
        {
            { State: StoreState.Ready } => Results.Json(new { status = "ready", graphVersion = await store.VersionAsync(cancellation) }),
            { State: StoreState.ReadOnly, Reason: var reason } => Results.Json(new { status = "read-only", reason }, statusCode: StatusCodes.Status503ServiceUnavailable),
            { Reason: var reason } => Results.Json(new { status = "unavailable", reason }, statusCode: StatusCodes.Status503ServiceUnavailable),
        });
    }
}
