using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Server.Http;

/// <summary>Liveness says that the process answers, readiness that the store takes reads and writes. No secrets, no paths.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app, EmbeddedStore store)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", () => store.ReadOnlyBecause is { } reason
            ? Results.Json(new { status = "read-only", reason }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready", graphVersion = store.Version }));
    }
}
