using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace HumanRightsGraph.Testing.Services;

/// <summary>How a Redis of one's own is started. It saves nothing to the disk.</summary>
public sealed record RedisOptions
{
    /// <summary>Such as <c>1mb</c>; no limit when null.</summary>
    public string? MaxMemory { get; init; }

    /// <summary>What it does when that is full.</summary>
    public string MaxMemoryPolicy { get; init; } = "allkeys-lru";

    public string? Password { get; init; }

    /// <summary>A folder with <c>server.crt</c> and <c>server.key</c>: it takes TLS too, at a port of its own.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>Further arguments of <c>redis-server</c>, such as <c>--replicaof</c>.</summary>
    public string[] Arguments { get; init; } = [];
}

/// <summary>
/// A real Redis 7 for tests. It is found in this order: the environment (<c>HRGRAPH_TEST_REDIS=host:port</c>, <c>HRGRAPH_TEST_REDIS_PASSWORD</c>; by
/// <see cref="OfEnvironment"/> alone), <c>redis-server</c> on the PATH, <c>docker run</c> of the image that docker-compose.yml names; else the test is
/// skipped, with CI=true it fails.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly IServiceHost? _host;

    private RedisServer(IServiceHost? host, string name, int port, string? password, int? tlsPort = null) =>
        (_host, Host, Port, Password, TlsPort) = (host, name, port, password, tlsPort);

    public string Host { get; }
    public int Port { get; }
    public string? Password { get; }

    /// <summary>Null where it has no TLS.</summary>
    public int? TlsPort { get; }

    /// <summary><c>host:port</c>, as <c>--redis</c> takes it.</summary>
    public string EndPoint => $"{Host}:{Port}";

    /// <summary>The server that the environment names, else one of one's own.</summary>
    public static async Task<RedisServer> StartOrFindAsync() => OfEnvironment() ?? await StartNewAsync();

    /// <summary>Starts an empty server of one's own; it can be stopped, killed, suspended and started again. Ended by <see cref="DisposeAsync"/>.</summary>
    public static async Task<RedisServer> StartNewAsync(RedisOptions? options = null)
    {
        options ??= new RedisOptions();
        var port = Ports.Free();
        int? tls = options.CertificateFolder is null ? null : Ports.Free();
        var server = new RedisServer(HostOf(options, port, tls), "127.0.0.1", port, options.Password, tls);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Null where the environment names none.</summary>
    public static RedisServer? OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable("HRGRAPH_TEST_REDIS") is not { Length: > 0 } address) return null;
        var colon = address.LastIndexOf(':');
        return new RedisServer(null, colon < 0 ? address : address[..colon], colon < 0 ? 6379 : int.Parse(address[(colon + 1)..]),
            Environment.GetEnvironmentVariable("HRGRAPH_TEST_REDIS_PASSWORD") is { Length: > 0 } password ? password : null);
    }

    /// <summary>Starts it again, empty, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        await Own.StartAsync();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                // -NOAUTH is an answer too, and so is -MASTERDOWN: the server is there.
                if ((await RunAsync("PING")) is "+PONG" or "-NOAUTH Authentication required." && Own.Runs) return;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
            }
            if (!Own.Runs || Stopwatch.GetElapsedTime(started) > StartLimit) throw new InvalidOperationException($"Redis didn't answer at {EndPoint} within {StartLimit.TotalSeconds} s.");
            await Task.Delay(20);
        }
    }

    public Task StopAsync() => Own.StopAsync();
    public Task KillAsync() => Own.KillAsync();

    /// <summary>Connections stay open, and nothing is answered.</summary>
    public Task SuspendAsync() => Own.SuspendAsync();

    public Task ResumeAsync() => Own.ResumeAsync();

    /// <summary>Sends one command over a connection of its own, so that a test's own look at the server needs nothing of what it tests.</summary>
    /// <returns>The first line of the reply as sent: <c>+OK</c>, <c>:1</c>, <c>-ERR …</c>; of a bulk string its text, null for none.</returns>
    public async Task<string?> RunAsync(params string[] command)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(Host, Port);
        await using var stream = client.GetStream();
        if (Password is not null) await SendAsync(stream, ["AUTH", Password]);
        return await SendAsync(stream, command);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    private IServiceHost Own => _host ?? throw new InvalidOperationException("A server that the environment names is not for tests to stop; start one with StartNewAsync.");

    private static async Task<string?> SendAsync(NetworkStream stream, string[] command)
    {
        var request = new StringBuilder($"*{command.Length}\r\n");
        foreach (var part in command) request.Append($"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()));
        var line = await LineAsync(stream);
        if (!line.StartsWith('$')) return line;
        var length = int.Parse(line[1..]);
        if (length < 0) return null;
        var bulk = new byte[length + 2];
        await stream.ReadExactlyAsync(bulk);
        return Encoding.UTF8.GetString(bulk, 0, length);
    }

    private static async Task<string> LineAsync(NetworkStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one);
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
    }

    private static IServiceHost HostOf(RedisOptions options, int port, int? tlsPort)
    {
        string[] common = ["--save", "", "--appendonly", "no", .. options.Arguments];
        if (options.MaxMemory is { } memory) common = [.. common, "--maxmemory", memory, "--maxmemory-policy", options.MaxMemoryPolicy];
        if (options.Password is { } password) common = [.. common, "--requirepass", password];
        if (Tool.Find("redis-server") is { } redis)
        {
            var folder = Directory.CreateTempSubdirectory("hrgraph-redis-").FullName;
            return new LocalProcess(() =>
            {
                var start = new ProcessStartInfo(redis, ["--bind", "127.0.0.1", "--port", port.ToString(), "--dir", folder, "--logfile", Path.Combine(folder, "log"), .. common, .. Tls(tlsPort, options.CertificateFolder)]);
                using var process = Process.Start(start)!;
                return File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "run")).FullName, "pid"), process.Id.ToString());
            }, folder);
        }
        if (Container.IsAvailable)
        {
            const string folder = "/tls";
            string[] published = tlsPort is { } tls ? ["--publish", $"127.0.0.1:{tls}:6380", "--volume", $"{options.CertificateFolder}:{folder}:ro"] : [];
            return new Container(["--publish", $"127.0.0.1:{port}:6379", .. published, ComposeFile.Image("redis"), "redis-server", .. common, .. Tls(tlsPort is null ? null : 6380, folder)]);
        }
        Unavailable.SkipOrFail("No Redis for tests here: install it (Debian: apt-get install redis-server), or start Docker.");
        throw new InvalidOperationException();
    }

    private static string[] Tls(int? port, string? folder) => port is null ? [] :
        ["--tls-port", port.Value.ToString(), "--tls-cert-file", $"{folder}/server.crt", "--tls-key-file", $"{folder}/server.key", "--tls-auth-clients", "no"];
}
