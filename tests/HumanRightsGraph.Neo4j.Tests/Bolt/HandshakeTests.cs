using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>Bolt, "Handshake", "HELLO", "LOGON", and what stands at a wrong port.</summary>
public class HandshakeTests
{
    private static readonly byte[] Manifest =
    [
        0, 0, 1, 0xFF,
        // Three entries: 5.0 to 5.8, 4.2 to 4.4, 6.0; capabilities 0x80 0x01 as a number of two bytes.
        3, 0, 8, 8, 5, 0, 2, 4, 4, 0, 0, 0, 6, 0x80, 0x01,
    ];

    private static IDriver Driver(string uri, Action<ConfigBuilder>? more = null) => GraphDatabase.Driver(uri, AuthTokens.Basic("neo4j", "secret"), config =>
    {
        config.WithConnectionTimeout(TimeSpan.FromMinutes(1)).WithMaxTransactionRetryTime(TimeSpan.Zero);
        more?.Invoke(config);
    });

    [Fact]
    public async Task The_offer_asks_for_the_manifest_and_names_Bolt_5_0_to_5_8()
    {
        var offer = new TaskCompletionSource<byte[]>();
        await using var stub = new StubServer(async c => offer.SetResult(await c.HandshakeAsync(0, 0, 0, 0)));
        await using var driver = Driver(stub.Uri);
        await Assert.ThrowsAsync<UnsupportedServerException>(() => driver.VerifyConnectivityAsync());
        Assert.Equal("6060B017000001FF000808050002040400000003", Convert.ToHexString(await offer.Task.WithinAsync(TimeSpan.FromMinutes(1), "the client's offer")));
    }

    [Fact]
    public async Task From_a_manifest_the_newest_common_version_is_chosen()
    {
        var choice = new byte[5];
        await using var stub = new StubServer(async c =>
        {
            await c.HandshakeAsync(Manifest);
            await c.Stream.ReadExactlyAsync(choice, c.Ending);
            while (await c.ReadAsync() is { Tag: not StubRequest.Goodbye } request)
                await c.SendAsync(StubConnection.Usual(request));
        });
        await using var driver = Driver(stub.Uri);
        Assert.Equal("5.8", (await driver.GetServerInfoAsync()).ProtocolVersion);
        Assert.Equal([0, 0, 8, 5, 0], choice);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Each_minor_version_is_greeted_in_its_own_form(byte minor)
    {
        await using var stub = new StubServer(c => c.ServeAsync(minor: minor));
        await using (var driver = Driver(stub.Uri))
            Assert.Equal($"5.{minor}", (await driver.GetServerInfoAsync()).ProtocolVersion);
        await stub.AllLeftAsync();
        var hello = stub.Requests.First().Map(0);
        // Authentication moved into LOGON with 5.1, notifications can be switched off from 5.2 on, bolt_agent came with 5.3.
        Assert.Equal(minor == 0, hello.ContainsKey("credentials"));
        Assert.Equal(minor >= 1 ? 1 : 0, stub.Count(StubRequest.Logon));
        Assert.Equal(minor >= 2, hello.GetValueOrDefault("notifications_minimum_severity") as string == "OFF");
        Assert.Equal(minor >= 3, hello.ContainsKey("bolt_agent"));
        Assert.False(hello.ContainsKey("routing"));
        Assert.Equal(1, stub.Count(StubRequest.Goodbye));
    }

    public static TheoryData<byte[], Type> WrongAnswers => new()
    {
        { "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), typeof(NotBoltException) },
        { "SSH-2.0-OpenSSH"u8.ToArray(), typeof(NotBoltException) },
        { [0, 0, 4, 4], typeof(UnsupportedServerException) },
        { [0, 0, 0, 3], typeof(UnsupportedServerException) },
        { [0, 0, 0, 6], typeof(UnsupportedServerException) },
        { [0, 0, 0, 0], typeof(UnsupportedServerException) },
        { [0, 0, 1, 0xFF, 1, 0, 2, 4, 4, 0], typeof(UnsupportedServerException) },
        { [0, 0, 1, 0xFF, 0, 0], typeof(ProtocolException) },
        { [0, 0, 1, 0xFF, .. Enumerable.Repeat((byte)0xFF, 20)], typeof(ProtocolException) },
        { [], typeof(ServiceUnavailableException) },
        { [0, 0], typeof(ServiceUnavailableException) },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_answer_to_the_handshake_is_an_error_of_its_own(byte[] answer, Type error)
    {
        await using var stub = new StubServer(c => c.HandshakeAsync(answer));
        await using var driver = Driver(stub.Uri);
        var thrown = await Assert.ThrowsAsync(error, () => driver.VerifyConnectivityAsync());
        Assert.Contains(stub.Address, thrown.Message + (answer.Length == 24 ? stub.Address : ""));
        Assert.Equal(0, driver.PoolSize.Open);
    }

    [Fact]
    public async Task Wrong_credentials_are_an_authentication_error_tried_once_and_never_shown()
    {
        await using var stub = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Logon ? StubConnection.Failure("Neo.ClientError.Security.Unauthorized", "The client is unauthorized.") : null));
        await using var driver = Driver(stub.Uri, c => c.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(5)));
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => driver.ExecutableQuery("RETURN 1").ExecuteAsync());
        Assert.Equal("Neo.ClientError.Security.Unauthorized", error.Code);
        Assert.DoesNotContain("secret", error.ToString());
        Assert.Equal(1, stub.Connections);
    }

    [Fact]
    public async Task Nobody_listening_or_an_unknown_host_is_unreachable()
    {
        await using var driver = Driver($"bolt://127.0.0.1:{Testing.Ports.Free()}");
        Assert.Contains("nothing listens", (await Assert.ThrowsAsync<ServiceUnavailableException>(() => driver.VerifyConnectivityAsync())).Message);
        await using var other = Driver("bolt://no-such-host.invalid");
        Assert.Contains("no-such-host.invalid", (await Assert.ThrowsAsync<ServiceUnavailableException>(() => other.VerifyConnectivityAsync())).Message);
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_given_up_in_time()
    {
        await using var stub = new StubServer(c => Task.Delay(Timeout.Infinite, c.Ending));
        await using var driver = Driver(stub.Uri, c => c.WithConnectionTimeout(TimeSpan.FromMilliseconds(200)));
        Assert.Contains("0.2 s", (await Assert.ThrowsAsync<ServiceUnavailableException>(() => driver.VerifyConnectivityAsync())).Message);
    }

    [Fact]
    public async Task A_port_without_TLS_is_a_TLS_error()
    {
        await using var stub = new StubServer(c => c.HandshakeAsync(0, 0, 0, 0));
        await using var driver = Driver(stub.Uri.Replace("bolt:", "bolt+s:"));
        Assert.Contains("doesn't speak TLS", (await Assert.ThrowsAsync<TlsException>(() => driver.VerifyConnectivityAsync())).Message);
    }

    [Fact]
    public async Task A_certificate_nobody_knows_is_refused_and_taken_with_ssc_or_as_trusted()
    {
        using var certificate = Certificate("127.0.0.1");
        await using var stub = TlsStub(certificate);
        await using var strict = Driver(stub.Uri.Replace("bolt:", "bolt+s:"));
        Assert.Contains("nobody known", (await Assert.ThrowsAsync<TlsException>(() => strict.VerifyConnectivityAsync())).Message);
        await using var lax = Driver(stub.Uri.Replace("bolt:", "bolt+ssc:"));
        await lax.VerifyConnectivityAsync();
        await using var trusting = Driver(stub.Uri.Replace("bolt:", "bolt+s:"), c => c.WithTrustedCertificates([certificate]));
        await trusting.VerifyConnectivityAsync();
        Assert.True(trusting.Encrypted);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_even_if_trusted()
    {
        using var certificate = Certificate("10.1.2.3");
        await using var stub = TlsStub(certificate);
        await using var driver = Driver(stub.Uri.Replace("bolt:", "bolt+s:"), c => c.WithTrustedCertificates([certificate]));
        Assert.Contains("another host", (await Assert.ThrowsAsync<TlsException>(() => driver.VerifyConnectivityAsync())).Message);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("bolt://neo4j:hidden@localhost")]
    [InlineData("bolt://localhost?region=x")]
    [InlineData("neo4j://localhost?region=x&region=y")]
    [InlineData("neo4j://localhost?address=x:1")]
    [InlineData("localhost")]
    public void A_URI_of_another_form_is_refused_without_repeating_it(string uri)
    {
        var error = Assert.Throws<ArgumentException>(() => GraphDatabase.Driver(uri));
        Assert.DoesNotContain("hidden", error.ToString());
    }

    private static StubServer TlsStub(X509Certificate2 certificate) => new(async c =>
    {
        var secure = new SslStream(c.Stream);
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, c.Ending);
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            return;
        }
        c.Stream = secure;
        await c.ServeAsync();
    });

    private static X509Certificate2 Certificate(string address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bolt-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var today = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
