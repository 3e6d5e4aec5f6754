using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>The store on a real disk.</summary>
public sealed class EmbeddedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_acknowledged_is_there_again(bool closed)
    {
        var random = new RandomChanges(RandomChanges.Seed);
        var model = new NaiveGraph();
        var options = new StoreOptions { SegmentBytes = 2_000, SnapshotBytes = 6_000 };
        var folder = _folder.Store;
        for (var round = 0; round < 5; round++)
        {
            var store = EmbeddedStore.Open(folder, Library.Schema, options);
            Assert.Empty(store.Notices);
            for (var i = 0; i < 20; i++)
            {
                var batch = round + i == 0 ? RandomChanges.Everyone() : random.Batch();
                if (model.TryApply(batch)) await store.ApplyAsync(batch);
            }
            // What a killed process leaves are its files as they are.
            if (!closed) folder = CopyOf(folder, $"{_folder.Store}-{round}");
            var version = store.Version;
            await store.DisposeAsync();
            await using var again = EmbeddedStore.Open(folder, Library.Schema, options);
            Assert.Equal(version, again.Version);
            Assert.Equal(model.Describe(), NaiveGraph.Describe(again.Current));
        }
    }

    [Fact]
    public async Task A_missing_folder_is_an_empty_store_and_opening_writes_nothing_of_the_graph()
    {
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) Assert.True(await store.IsEmptyAsync());
        Assert.Empty(new DiskFiles(_folder.Store).List());
        await using (var store = EmbeddedStore.Open(Path.Combine(_folder.Path, "none"), Library.Schema, new StoreOptions { ReadOnly = true })) Assert.True(await store.IsEmptyAsync());
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "none")));
    }

    [Fact]
    public async Task A_closed_store_that_is_opened_and_closed_keeps_its_bytes()
    {
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) await store.ApplyAsync([Library.Book("a")]);
        var before = Contents();
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) Assert.Equal(1, store.Version);
        Assert.Equal(before, Contents());
    }

    [Fact]
    [Trait(SafetyColumn.Category, SafetyColumn.Safety)]
    public async Task S11_A_second_owner_is_told_the_first_ones_process_id()
    {
        await using var store = EmbeddedStore.Open(_folder.Store, Library.Schema);
        var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(_folder.Store, Library.Schema));
        Assert.Equal("STORE_LOCKED", error.Code);
        Assert.Contains($"process {Environment.ProcessId}", error.Message);
    }

    [Fact]
    [Trait(SafetyColumn.Category, SafetyColumn.Safety)]
    public async Task S11_A_lock_file_without_a_holder_blocks_nobody()
    {
        Directory.CreateDirectory(_folder.Store);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "lock"), "");
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "owner"), "1");
        await using var store = EmbeddedStore.Open(_folder.Store, Library.Schema);
        await store.ApplyAsync([Library.Book("a")]);
    }

    [Fact]
    public async Task A_store_opened_to_read_only_takes_no_changes()
    {
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) await store.ApplyAsync([Library.Book("a")]);
        await using var reader = EmbeddedStore.Open(_folder.Store, Library.Schema, new StoreOptions { ReadOnly = true });
        var error = await Assert.ThrowsAsync<GraphStoreException>(async () => await reader.ApplyAsync([Library.Book("b")]));
        Assert.Equal("STORE_READ_ONLY", error.Code);
        Assert.Equal(1, reader.Current.NodeCount);
    }

    [Fact]
    public async Task A_damaged_store_is_told_by_file_and_offset_copied_and_repaired()
    {
        var folder = _folder.Store;
        await using (var store = EmbeddedStore.Open(folder, Library.Schema))
        {
            await store.ApplyAsync([Library.Book("a")]);
            await store.ApplyAsync([Library.Book("b")]);
            folder = CopyOf(folder, _folder.Store + "-killed");
        }
        var journal = Path.Combine(folder, "journal-0000000001.log");
        var bytes = await File.ReadAllBytesAsync(journal);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes);

        var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(folder, Library.Schema));
        Assert.Contains("journal-0000000001.log, byte 128, record 2", error.Message);
        Assert.Equal("STORE_CORRUPT", Assert.Single(StoreVerification.Verify(folder, Library.Schema).Problems).Code);
        var report = StoreVerification.Repair(folder, Library.Schema);
        Assert.Equal((true, 1L), (report.IsSound, report.Version));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(report.CopiedTo!, "journal-0000000001.log")));
        await using var again = EmbeddedStore.Open(folder, Library.Schema);
        Assert.NotNull(await again.FindAsync(Library.Work("a")));
    }

    [Fact]
    public async Task Nothing_and_an_interrupted_creation_are_a_sound_empty_store()
    {
        Assert.True(StoreVerification.Verify(_folder.Store, Library.Schema).IsSound);
        Assert.False(Directory.Exists(_folder.Store));
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) await store.ApplyAsync([Library.Book("a")]);
        var header = (await File.ReadAllBytesAsync(Directory.GetFiles(_folder.Store, "journal-*").Single()))[..40];
        foreach (var file in Directory.GetFiles(_folder.Store)) File.Delete(file);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Store, "journal-0000000001.log"), header);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "manifest.tmp"), "hrgr");
        Assert.True(StoreVerification.Verify(_folder.Store, Library.Schema).IsSound);
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema))
        {
            Assert.True(await store.IsEmptyAsync());
            await store.ApplyAsync([Library.Book("a")]);
        }
        await using var again = EmbeddedStore.Open(_folder.Store, Library.Schema);
        Assert.Equal(1, again.Version);
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_said_so()
    {
        File.WriteAllText(_folder.Store, "");
        Assert.Equal("FILE_UNREADABLE", Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(_folder.Store, Library.Schema)).Code);
    }

    [Fact]
    public async Task A_schema_that_grew_or_was_put_in_another_order_still_reads_its_store()
    {
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema))
            await store.ApplyAsync([Library.Book("a", new Property("pages", PropertyValue.Of(7L))), Library.Book("b"), Library.Quote("a", "b", "p1", "w")]);
        var work = new KeyLabel("Work", [new("subtitle", PropertyType.String), .. Library.WorkLabel.Properties]);
        var shelf = new KeyLabel("Shelf", []);
        var quotes = new RelationshipType("QUOTES", work, work, [.. Library.Quotes.Properties, new("year", PropertyType.Int)], Library.Quotes.Identity);
        var grown = new GraphSchema(
            [new("Author", Library.AuthorLabel, ["Author"]), new("Shelf", shelf, ["Shelf"]), new("Poem", work, ["Work", "Poem"]), new("Essay", work, ["Work", "Essay"]), new("Book", work, ["Work", "Book"])],
            [quotes, new("STANDS_ON", work, shelf, [], []), new("WROTE", Library.AuthorLabel, work, Library.Wrote.Properties, [])]);
        await using var again = EmbeddedStore.Open(_folder.Store, grown);
        var book = await again.FindAsync(Library.Work("a"));
        Assert.Equal((PropertyValue.Of(7L), "Book"), (book!["pages"], book.Type.Name));
        Assert.Equal(2, Assert.Single(await again.RelationshipsAsync(Library.Work("a"))).Properties.Count);
    }

    [Fact]
    public async Task A_store_that_needs_what_the_schema_lacks_is_refused()
    {
        await using (var store = EmbeddedStore.Open(_folder.Store, Library.Schema)) await store.ApplyAsync([Library.Book("a", new Property("pages", PropertyValue.Of(7L)))]);
        var work = new KeyLabel("Work", Library.WorkLabel.Properties.RemoveAt(1));
        var older = new GraphSchema(
            [new("Book", work, ["Work", "Book"]), new("Essay", work, ["Work", "Essay"]), new("Author", Library.AuthorLabel, ["Author"])],
            [new("WROTE", Library.AuthorLabel, work, Library.Wrote.Properties, []), new("QUOTES", work, work, Library.Quotes.Properties, Library.Quotes.Identity)]);
        var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(_folder.Store, older));
        Assert.Equal("STORE_TOO_NEW", error.Code);
        Assert.Contains("Work.pages", error.Message);
    }

    private static string CopyOf(string folder, string copy)
    {
        Directory.CreateDirectory(copy);
        foreach (var name in new DiskFiles(folder).List()) File.Copy(Path.Combine(folder, name), Path.Combine(copy, name));
        return copy;
    }

    private Dictionary<string, string> Contents() => new DiskFiles(_folder.Store).List().ToDictionary(n => n, n => Convert.ToHexString(File.ReadAllBytes(Path.Combine(_folder.Store, n))));
}
