using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>How far a server's certificate is trusted.</summary>
internal enum Encryption
{
    None,
    TrustSystem,

    /// <summary>Any certificate (+ssc): against listeners, not against a man in the middle.</summary>
    TrustAll,
}

/// <summary>Opens the stream to a server: TCP, with TLS where the scheme says so (Bolt, "Transport").</summary>
internal static class Transport
{
    /// <exception cref="ServiceUnavailableException">The host is unknown or nothing answers there.</exception>
    /// <exception cref="TlsException">No TLS came about.</exception>
    public static async Task<(Socket Socket, Stream Stream)> ConnectAsync(ServerAddress address, Encryption encryption, Config config, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (config.SocketKeepAlive)
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return (socket, encryption == Encryption.None ? stream : await SecureAsync(stream, address, encryption, config, cancellationToken));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            var reason = e.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host's name isn't known",
                SocketError.ConnectionRefused => "nothing listens there",
                _ => e.SocketErrorCode.ToString(),
            };
            throw new ServiceUnavailableException($"No connection to {address}: {reason}.", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(NetworkStream stream, ServerAddress address, Encryption encryption, Config config, CancellationToken cancellationToken)
    {
        string? refused = null;
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        if (encryption == Encryption.TrustAll || errors == SslPolicyErrors.None || (config.TrustedCertificates is { } own && IsTrusted(certificate, errors, own)))
                            return true;
                        refused = Reason(errors);
                        return false;
                    },
                },
                cancellationToken);
            return secure;
        }
        catch (Exception e) when (e is System.Security.Authentication.AuthenticationException or IOException)
        {
            await secure.DisposeAsync();
            throw new TlsException(
                refused is null
                    ? $"{address} doesn't speak TLS there: use bolt:// or neo4j://, or switch TLS on at the server."
                    : $"{address} is not trusted: {refused}. Use a certificate that this machine trusts for that host, or the scheme's form with +ssc to trust any.",
                e);
        }
    }

    private static string Reason(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it shows no certificate"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is for another host"
        : "its certificate comes from nobody known here, or isn't valid now";

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection own)
    {
        if (certificate is not X509Certificate2 presented || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(own);
        return chain.Build(presented);
    }
}
