using System.Net.WebSockets;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// Sockets at <c>/graphql</c>, by the one sub-protocol <c>graphql-transport-ws</c>: the older <c>graphql-ws</c> lets clients pass over the initialisation.
/// What is wrong with the handshake is told before the upgrade, as an answer of HTTP.
/// </summary>
internal sealed class WebSocketEndpoint(ServedOperations operations, OpenConnections connections, Origins origins, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Refusals.SendAsync(context, StatusCodes.Status400BadRequest, GraphQLError.Of(ErrorCodes.BadRequest, "This asks for an upgrade that is no sound WebSocket handshake (RFC 6455 §4)."));
            return;
        }
        if (!origins.Allow(context.Request))
        {
            await Refusals.SendAsync(context, StatusCodes.Status403Forbidden, GraphQLError.Of(ErrorCodes.Forbidden, "Pages of this origin may not open a socket here; --cors allows origins."));
            return;
        }
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(WebSocketMessage.SubProtocol))
        {
            await Refusals.SendAsync(context, StatusCodes.Status400BadRequest, GraphQLError.Of(ErrorCodes.BadRequest, $"The sub-protocol {WebSocketMessage.SubProtocol} is wanted (Sec-WebSocket-Protocol)."));
            return;
        }
        var address = ClientAddress.Of(context);
        if ((stopping.IsCancellationRequested ? Refusals.ShuttingDown : connections.Reserve(address)) is { } refusal)
        {
            await Refusals.SendBusyAsync(context, refusal);
            return;
        }
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = WebSocketMessage.SubProtocol, KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
            await ServeAsync(socket, context);
        }
        finally
        {
            connections.Release(address);
        }
    }

    private async Task ServeAsync(WebSocket socket, HttpContext context)
    {
        var connection = new WebSocketConnection(socket, context, operations, time);
        connections.Add(connection, context);
        try
        {
            await connection.RunAsync(stopping);
        }
        finally
        {
            connections.Remove(connection);
        }
    }
}
