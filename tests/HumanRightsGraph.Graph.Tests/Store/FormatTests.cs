using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>Row S11: stores as earlier versions of this program left them, in <c>Store/Formats</c>.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public sealed class FormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S11_A_store_of_the_first_format_opens_with_its_snapshot_and_its_journal_and_is_written_on()
    {
        CopyOf("1");
        Assert.True(StoreVerification.Verify(_folder.Store, GraphModel.Product.Graph).IsSound);
        await using (var store = EmbeddedStore.Open(_folder.Store, GraphModel.Product.Graph))
        {
            var resolution = (await store.FindAsync(new NodeKey("Document", "A/HRC/RES/1/1")))!;
            Assert.Equal("A \"quoted\" title\twith a tab, 清洁饮水 and 😀", resolution["title"].AsString);
            Assert.Equal((PropertyValue.Of(new DateOnly(2006, 10, 1)), PropertyValue.Of("RECORDED"), PropertyValue.Of(30L)), (resolution["adoptedOn"], resolution["vote"], resolution["inFavour"]));
            Assert.Equal(["GE.1", "GE.2"], resolution["jobNumbers"].AsStrings);
            Assert.Equal(["PP1", "PP2"], (await store.RelationshipsAsync(new NodeKey("Document", "A/HRC/RES/1/2"))).Select(r => r.Properties.First(p => p.Name == "paragraph").Value.AsString));
            // This was decided after the snapshot and stands in the journal alone.
            Assert.Equal("ACCEPTED", (await store.FindAsync(new NodeKey("Deliverable", "A/HRC/RES/1/1#3")))!["review"].AsString);
            await store.ApplyAsync([new DeleteNode(new NodeKey("Document", "A/HRC/RES/1/1"))]);
        }
        await using var again = EmbeddedStore.Open(_folder.Store, GraphModel.Product.Graph);
        Assert.Empty(await again.RelationshipsAsync(new NodeKey("Document", "A/HRC/RES/1/2")));
    }

    private void CopyOf(string format)
    {
        Directory.CreateDirectory(_folder.Store);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "HumanRightsGraph.Graph.Tests", "Store", "Formats", format)))
            File.Copy(file, Path.Combine(_folder.Store, Path.GetFileName(file)));
    }
}
