using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>A Redis with users and with TLS: what is needed opens it, and what is wrong is said and leaves the service without a cache.</summary>
public sealed class RedisAccessTests : IDisposable
{
    private const string Password = "s\u00E9same, ouvre-toi";

    private readonly TemporaryFolder _folder = new();

    /// <summary>
    /// An account that can do what a cache of hrgraph needs and nothing else. The default user stays open, so that a refused login shows where the
    /// connection goes on without it.
    /// </summary>
    private static readonly string[] Account =
        ["--user", "cache", "on", ">" + Password, "~hrgraph:*", "+ping", "+echo", "+client|setname", "+getrange", "+setex", "+expire", "+del"];

    public RedisAccessTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a Redis for tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _folder.File("server.crt", certificate.ExportCertificatePem());
        _folder.File("server.key", key.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(Store);
    }

    private Task<RedisServer> StartAsync() => RedisServer.StartNewAsync(new RedisOptions { CertificateFolder = _folder.Path, Arguments = Account });

    private string Store => Path.Combine(_folder.Path, "store");
    private string Authority => Path.Combine(_folder.Path, "server.crt");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_who_may_do_little_is_enough_with_TLS_and_without(bool tls)
    {
        await using var redis = await StartAsync();
        await using var serve = await ServeAsync(redis, tls, "cache", Password, Authority);
        await UntilCacheIsAsync(serve, "on");
        using var client = new HttpClient { BaseAddress = serve.Address };
        await ResponseCacheTests.AskAsync(client, """{ session(id: "HRC/56") { id } }""");
        await ResponseCacheTests.StoredAsync(redis, 1);
    }

    [Theory]
    [InlineData("a wrong password", "WRONGPASS: set its password in HRGRAPH_REDIS_PASSWORD")]
    [InlineData("an unknown user", "HRGRAPH_REDIS_USER")]
    [InlineData("a user who may do nothing", "NOPERM: its user needs +ping")]
    [InlineData("a certificate nobody vouches for", "no TLS connection that is trusted comes about")]
    [InlineData("TLS where there is none", "no TLS connection that is trusted comes about")]
    [InlineData("no TLS where there is", "wants TLS (rediss://HOST:PORT)")]
    public async Task What_is_wrong_is_said_at_the_start_and_the_service_answers_without_a_cache(string what, string said)
    {
        await using var redis = await StartAsync();
        await redis.RunAsync("ACL", "SETUSER", "idle", "on", ">" + Password);
        await using var serve = what switch
        {
            "a wrong password" => await ServeAsync(redis, tls: true, "cache", "wr0ng-passw0rd", Authority),
            "an unknown user" => await ServeAsync(redis, tls: false, "nobody", Password, null),
            "a user who may do nothing" => await ServeAsync(redis, tls: false, "idle", Password, null),
            "a certificate nobody vouches for" => await ServeAsync(redis, tls: true, "cache", Password, null),
            "TLS where there is none" => await ServeAsync($"rediss://{redis.EndPoint}", "cache", Password, Authority),
            _ => await ServeAsync($"{redis.Host}:{redis.TlsPort}", "cache", Password, null),
        };
        using var client = new HttpClient { BaseAddress = serve.Address };
        Assert.Contains("HRC/56", await ResponseCacheTests.AskAsync(client, """{ session(id: "HRC/56") { id } }"""));
        await UntilCacheIsAsync(serve, "off");
        await Waiting.UntilAsync(() => serve.Messages.Contains(said, StringComparison.Ordinal), TimeSpan.FromMinutes(1), said);
        Assert.Contains("Redis is not used", serve.Messages);
        Assert.DoesNotContain(Password, serve.Messages);
        Assert.DoesNotContain("wr0ng-passw0rd", serve.Messages);
    }

    private Task<ServeProcess> ServeAsync(RedisServer redis, bool tls, string user, string password, string? authority) =>
        ServeAsync(tls ? $"rediss://{redis.Host}:{redis.TlsPort}" : redis.EndPoint, user, password, authority);

    private Task<ServeProcess> ServeAsync(string redis, string user, string password, string? authority) => ServeProcess.StartAsync(Store,
        new Dictionary<string, string>
        {
            ["HRGRAPH_REDIS_USER"] = user,
            ["HRGRAPH_REDIS_PASSWORD"] = password,
            ["HRGRAPH_REDIS_CA"] = authority ?? "",
            ["HRGRAPH_REDIS_LIMIT_MILLISECONDS"] = CachedServers.Patient.ToString(),
        },
        ["--redis", redis]);

    private static async Task UntilCacheIsAsync(ServeProcess serve, string state)
    {
        using var client = new HttpClient { BaseAddress = serve.Address };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await client.GetStringAsync("/health/ready", limit.Token)).Contains($"\"cache\":\"{state}\"", StringComparison.Ordinal)) await Task.Delay(20, limit.Token);
    }

    public void Dispose() => _folder.Dispose();
}
