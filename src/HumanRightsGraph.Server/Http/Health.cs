using HumanRightsGraph.Graph;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Http;

/// <summary>Liveness says that the process answers, readiness that the store takes reads and writes; the cache never counts, and is told of. No secrets, no paths.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, IGraphStore store, AnswerCache? cache)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (CancellationToken cancellation) =>
        {
            var use = cache switch { null => "none", { IsOn: true } => "on", _ => "off" };
            return await store.HealthAsync(cancellation) switch
            {
                { State: StoreState.Ready } => Results.Json(new { status = "ready", graphVersion = await store.VersionAsync(cancellation), cache = use }),
                { State: StoreState.ReadOnly, Reason: var reason } => Results.Json(new { status = "read-only", reason, cache = use }, statusCode: StatusCodes.Status503ServiceUnavailable),
                { Reason: var reason } => Results.Json(new { status = "unavailable", reason, cache = use }, statusCode: StatusCodes.Status503ServiceUnavailable),
            };
        });
    }
}
