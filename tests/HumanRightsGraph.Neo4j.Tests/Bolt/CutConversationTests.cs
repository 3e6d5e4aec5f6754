using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>Conversations whose server side is cut at every byte: reliability N5.</summary>
public class CutConversationTests
{
    private static readonly byte[] Greeting = [.. StubConnection.Success(("server", "Neo4j/5.26.0")), .. StubConnection.Success()];
    private static readonly byte[] Fields = StubConnection.Success(("fields", new List<object?> { "n" }));
    private static readonly byte[] Ok = StubConnection.Success();
    private static readonly byte[] Bookmark = StubConnection.Success(("bookmark", "b:1"));
    private static readonly byte[] More = StubConnection.Success(("has_more", true));
    private static readonly byte[] Failure = StubConnection.Failure("Neo.ClientError.Statement.SyntaxError");
    private static readonly byte[] Ignored = StubConnection.Ignored();
    private static readonly byte[] NoOp = [0, 0];

    private static byte[] Row(params object?[] values) => StubConnection.Record(values);

    /// <summary>What the server says after its greeting, and what the client does meanwhile; the place where COMMIT's answer starts is found from its end.</summary>
    private sealed record Conversation(byte[] Server, Func<IDriver, Task> Client, int CommitAnswer = 0, Type? Error = null);

    private static Dictionary<string, Conversation> Conversations()
    {
        Func<IDriver, Task> read = driver => driver.ExecutableQuery("RETURN 1").WithAccessMode(AccessMode.Read).ExecuteAsync();
        Func<IDriver, Task> write = driver => driver.ExecutableQuery("CREATE ()").ExecuteAsync();
        Func<IDriver, Task> managedRead = async driver =>
        {
            await using var session = driver.AsyncSession();
            await session.ExecuteReadAsync(async tx => await (await tx.RunAsync("RETURN 1")).ToListAsync());
        };
        Func<IDriver, Task> two = async driver =>
        {
            await using var session = driver.AsyncSession();
            await session.ExecuteReadAsync(async tx =>
            {
                var first = await tx.RunAsync("RETURN 1");
                await (await tx.RunAsync("RETURN 2")).ToListAsync();
                return await first.ToListAsync();
            });
        };
        Func<IDriver, Task> explicitCommit = async driver =>
        {
            await using var session = driver.AsyncSession();
            await using var transaction = await session.BeginTransactionAsync();
            await (await transaction.RunAsync("CREATE ()")).ConsumeAsync();
            await transaction.CommitAsync();
        };
        Func<IDriver, Task> rollback = async driver =>
        {
            await using var session = driver.AsyncSession();
            await using var transaction = await session.BeginTransactionAsync();
            await (await transaction.RunAsync("CREATE ()")).ConsumeAsync();
            await transaction.RollbackAsync();
        };
        Func<IDriver, Task> discard = async driver =>
        {
            await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
            await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        };
        Func<IDriver, Task> autoWrite = async driver =>
        {
            await using var session = driver.AsyncSession();
            await (await session.RunAsync("CREATE ()")).ConsumeAsync();
        };
        Func<IDriver, Task> verify = driver => driver.VerifyConnectivityAsync();
        var syntax = typeof(ClientException);
        var node = new Structure(0x4E, [1L, new List<object?> { "L" }, new Dictionary<string, object?> { ["p"] = 1L }, "e"]);
        var conversations = new Dictionary<string, Conversation>
        {
            ["read, one row"] = new([.. Fields, .. Row(1L), .. Bookmark], read),
            ["read, no row"] = new([.. Fields, .. Ok], read),
            ["read, three rows"] = new([.. Fields, .. Row(1L), .. Row("two"), .. Row(3.0), .. Ok], read),
            ["read, null and boolean"] = new([.. Fields, .. Row([null]), .. Row(true), .. Ok], read),
            ["read, nested"] = new([.. Fields, .. Row(new List<object?> { new Dictionary<string, object?> { ["a"] = new List<object?> { 1L } } }), .. Ok], read),
            ["read, a node"] = new([.. Fields, .. Row(node), .. Ok], read),
            ["read, a date"] = new([.. Fields, .. Row(new LocalDate(2026, 11, 21)), .. Ok], read),
            ["read, in two pages"] = new([.. Fields, .. Row(1L), .. More, .. Row(2L), .. Ok], read),
            ["read, an empty page between"] = new([.. Fields, .. Row(1L), .. More, .. More, .. Ok], read),
            ["read, chunks of one byte"] = new([.. Fields, .. StubConnection.Framed([0xB1, 0x71, 0x91, 0x82, 0x61, 0x62], 1), .. Ok], read),
            ["read, no-ops between messages"] = new([.. NoOp, .. Fields, .. NoOp, .. NoOp, .. Row(1L), .. NoOp, .. Ok], read),
            ["read, two columns"] = new([.. StubConnection.Success(("fields", new List<object?> { "a", "b" })), .. Row(1L, 2L), .. Ok], read),
            ["read, a summary with a plan"] = new([.. Fields, .. StubConnection.Success(("stats", new Dictionary<string, object?> { ["nodes-created"] = 1L }), ("db", "neo4j"))], read),
            ["read, an unknown key in a summary"] = new([.. Fields, .. StubConnection.Success(("x", new Structure(0x7B, [])))], read),
            ["read, refused at RUN"] = new([.. Failure, .. Ignored, .. Ok], read, Error: syntax),
            ["read, refused at PULL"] = new([.. Fields, .. Row(1L), .. Failure, .. Ok], read, Error: syntax),
            ["read, bytes"] = new([.. Fields, .. Row(new byte[] { 1, 2, 3 }), .. Ok], read),
            ["discarded"] = new([.. Fields, .. Row(1L), .. More, .. Ok], discard),
            ["discarded, one page"] = new([.. Fields, .. Row(1L), .. Row(2L), .. Ok], discard),
            ["write"] = new([.. Ok, .. Fields, .. Ok, .. Bookmark], write, Bookmark.Length),
            ["write, a row"] = new([.. Ok, .. Fields, .. Row(1L), .. Ok, .. Bookmark], write, Bookmark.Length),
            ["write, refused at BEGIN"] = new([.. Failure, .. Ignored, .. Ignored, .. Ok], write, Error: syntax),
            ["write, refused at RUN"] = new([.. Ok, .. Failure, .. Ignored, .. Ok], write, Error: syntax),
            ["write, refused at COMMIT"] = new([.. Ok, .. Fields, .. Ok, .. Failure, .. Ok], write, Failure.Length + Ok.Length, syntax),
            ["managed read"] = new([.. Ok, .. Fields, .. Row(1L), .. Ok, .. Bookmark], managedRead, Bookmark.Length),
            ["two statements, the first read last"] = new([.. Ok, .. Fields, .. Row(1L), .. Ok, .. Fields, .. Row(2L), .. Ok, .. Bookmark], two, Bookmark.Length),
            ["explicit commit"] = new([.. Ok, .. Fields, .. Ok, .. Bookmark], explicitCommit, Bookmark.Length),
            ["explicit rollback"] = new([.. Ok, .. Fields, .. Ok, .. Ok], rollback),
            ["auto-commit write"] = new([.. Fields, .. Ok], autoWrite, Fields.Length + Ok.Length),
            ["verified"] = new(Ok, verify),
        };
        return conversations;
    }

    public static TheoryData<string> Names => [.. Conversations().Keys];

    [Fact]
    public void There_are_thirty_conversations() => Assert.Equal(30, Conversations().Count);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_cut_conversation_is_a_typed_error(string name)
    {
        var conversation = Conversations()[name];
        byte[] all = [0, 0, 8, 5, .. Greeting, .. conversation.Server];
        var cut = 0;
        await using var stub = new StubServer(async c =>
        {
            var bytes = all[..Volatile.Read(ref cut)];
            await c.HandshakeAsync(bytes[..Math.Min(4, bytes.Length)]);
            await c.SendAsync(bytes[Math.Min(4, bytes.Length)..]);
            if (bytes.Length == all.Length)
                await Task.Delay(Timeout.Infinite, c.Ending);
            await c.HangUpAsync();
        });
        for (var at = 0; at < all.Length; at++)
        {
            Volatile.Write(ref cut, at);
            await using var driver = Driver(stub);
            var error = await Xunit.Record.ExceptionAsync(() => conversation.Client(driver).WaitAsync(TimeSpan.FromSeconds(30)));
            var atCommit = conversation.CommitAnswer > 0 && at >= all.Length - conversation.CommitAnswer;
            if (error is not Neo4jException)
            {
                // Only the answer to a RESET may be missing without anybody's noticing.
                Assert.True(error is null && conversation.Error is null && at >= all.Length - Ok.Length, $"cut at {at} of {all.Length}: {error}");
            }
            else if (conversation.Error is null)
            {
                Assert.True(atCommit ? error is CommitOutcomeUnknownException : error is ServiceUnavailableException, $"cut at {at} of {all.Length}: {error}");
            }
            Assert.Equal(0, driver.PoolSize.Open);
        }
        Volatile.Write(ref cut, all.Length);
        await using var whole = Driver(stub);
        if (conversation.Error is { } expected)
            await Assert.ThrowsAsync(expected, () => conversation.Client(whole));
        else
            await conversation.Client(whole);
        Assert.Equal((1, 1, 0), whole.PoolSize);
    }

    private static IDriver Driver(StubServer stub) => GraphDatabase.Driver(stub.Uri, AuthTokens.None, c => c.WithMaxTransactionRetryTime(TimeSpan.Zero).WithFetchSize(2));
}
