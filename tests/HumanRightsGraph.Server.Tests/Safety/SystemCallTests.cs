using System.Net.Http.Json;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Row S8 on the real process, under strace: what it asks of the system, and in which order.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class SystemCallTests
{
    private const int Commits = 100;

    [Fact]
    public async Task S8_An_answer_is_sent_after_its_record_is_synced_and_a_snapshot_is_synced_before_it_is_named()
    {
        using var folder = new TemporaryFolder();
        var store = Path.Combine(folder.Path, "store");
        await using var server = await TracedServer.StartAsync(folder.Path, store, "-e", "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg");
        for (var i = 0; i < Commits; i++)
        {
            var review = i % 2 == 0 ? "ACCEPTED" : "REJECTED";
            using var answer = await server.Client.PostAsJsonAsync("/graphql", new { query = $"mutation {{ reviewDeliverable(input: {{id: \"A/HRC/RES/53/13#16\", review: {review}}}) {{ errors {{ code }} }} }}" }, TestContext.Current.CancellationToken);
            Assert.Contains("\"errors\":[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        var calls = await server.TerminateAsync();
        AssertAnswersAfterSyncs(calls);
        AssertSnapshotInOrder(calls, store);
    }

    private static void AssertAnswersAfterSyncs(List<(string Name, string Text)> calls)
    {
        var (written, synced, answered) = (0, 0, 0);
        foreach (var (name, text) in calls)
        {
            if (name == "pwrite64" && text.Contains("/journal-", StringComparison.Ordinal)) written++;
            else if (name is "fsync" or "fdatasync" && text.Contains("/journal-", StringComparison.Ordinal)) synced = written;
            else if (name.StartsWith("send", StringComparison.Ordinal) && text.Contains("reviewDeliverable", StringComparison.Ordinal))
            {
                answered++;
                Assert.Equal(written, synced);
                Assert.True(answered <= synced, $"{answered} answers for {synced} records");
            }
        }
        Assert.Equal(Commits, answered);
    }

    private static void AssertSnapshotInOrder(List<(string Name, string Text)> calls, string store)
    {
        int Last(Func<(string Name, string Text), bool> which) => calls.FindLastIndex(c => which(c));
        var named = Last(c => c.Name.StartsWith("rename", StringComparison.Ordinal) && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var written = calls.FindLastIndex(named, c => c.Name == "pwrite64" && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var synced = calls.FindLastIndex(named, c => c.Name is "fsync" && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var manifest = Last(c => c.Name.StartsWith("rename", StringComparison.Ordinal) && c.Text.Contains("manifest.tmp", StringComparison.Ordinal));
        var folder = Last(c => c.Name is "fsync" && c.Text.Contains($"<{store}>", StringComparison.Ordinal));
        Assert.True(0 <= written && written < synced && synced < named && named < manifest && manifest < folder, $"{written}, {synced}, {named}, {manifest}, {folder}");
    }
}
