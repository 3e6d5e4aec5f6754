using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>Rows S3 and S4, and examples of S5: journals, snapshots and manifests that are not what was written.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class JournalDamageTests
{
    private const string Journal = "journal-0000000001.log";
    private readonly History _history = new(RandomChanges.Seed, transactions: 12, most: 2);

    /// <summary>A thousand records, in journals that a snapshot follows soon, as a store's do.</summary>
    [Fact]
    public void S3_A_journal_cut_at_any_byte_opens_to_a_prefix_and_keeps_the_rest_aside()
    {
        for (var seed = 0; seed < SafetyColumn.Of(1, 10); seed++) Assert.InRange(CutEverywhere(new History(RandomChanges.Seed + seed, 1_000, most: 2), History.SmallFiles), 20, 1_000);
    }

    [Fact]
    public void S3_One_long_journal_cut_at_any_byte_opens_to_a_prefix_and_keeps_the_rest_aside() =>
        Assert.Equal(1, CutEverywhere(new History(RandomChanges.Seed, SafetyColumn.Of(30, 1_000), most: 2), History.OneJournal));

    /// <returns>How many journals there were.</returns>
    private static int CutEverywhere(History history, StoreOptions options)
    {
        var journals = Written(history, options);
        var cuts = journals.SelectMany(w => Enumerable.Range(w.Ends[0], w.Whole.Length + 1 - w.Ends[0]).Select(length => (w, length)));
        Parallel.ForEach(cuts, cut =>
        {
            var ((name, before, first, ends, bytes), length) = cut;
            var disk = before.AfterKill();
            disk[name] = bytes[..length];
            var store = EmbeddedStore.Open(disk, Library.Schema, options);
            var kept = ends.FindLastIndex(e => e <= length);
            var (version, sound) = (first + kept, ends[kept]);
            Assert.Equal(version, store.Version);
            // What is kept has the bytes of a journal that ends there, so that the graph needs a look at the first bytes alone.
            Assert.True(disk[name].AsSpan().SequenceEqual(bytes.AsSpan(0, sound)));
            if (length - sound < 2) Assert.Equal(history.Descriptions[version], NaiveGraph.Describe(store.Current));
            if (length == sound)
            {
                Assert.Empty(store.Notices);
                return;
            }
            var notice = Assert.Single(store.Notices);
            Assert.Equal(("STORE_TAIL_DROPPED", name, sound, length - sound), (notice.Code, notice.File, notice.Offset, notice.Bytes));
            Assert.Equal(bytes[sound..length], disk[$"torn-{name["journal-".Length..^".log".Length]}-{sound}.bin"]);
        });
        return journals.Count;
    }

    /// <summary>A journal that nothing follows yet.</summary>
    /// <param name="Disk">As it is then.</param>
    /// <param name="First">The version before its first record.</param>
    /// <param name="Ends">Where its header ends, and each record.</param>
    private sealed record WrittenJournal(string Name, SimulatedDisk Disk, int First, List<int> Ends, byte[] Whole);

    /// <summary>Each journal of the history, with all of its records and the disk of that moment.</summary>
    private static List<WrittenJournal> Written(History history, StoreOptions options)
    {
        var (disk, journals, records) = (new SimulatedDisk(), new List<WrittenJournal>(), 0);
        disk.OnOperation = () =>
        {
            var name = disk.List().Where(n => n.EndsWith(".log", StringComparison.Ordinal)).Max(StringComparer.Ordinal);
            if (name is null || disk[name] is not { Length: > 0 } bytes) return;
            if (journals.Count == 0 || journals[^1].Name != name) journals.Add(new(name, disk.AfterKill(), records, [bytes.Length], bytes));
            else if (bytes.Length > journals[^1].Whole.Length)
            {
                records++;
                journals[^1].Ends.Add(bytes.Length);
                journals[^1] = journals[^1] with { Disk = disk.AfterKill(), Whole = bytes };
            }
        };
        history.Run(EmbeddedStore.Open(disk, Library.Schema, options));
        Assert.Equal(history.Transactions.Count, records);
        return journals;
    }

    [Fact]
    public void S4_Every_flipped_bit_of_a_journal_is_found_where_it_is_and_none_is_taken_for_an_unfinished_write()
    {
        var whole = new History(RandomChanges.Seed, SafetyColumn.Of(60, 120), most: 2).Written(History.OneJournal);
        var bytes = whole[Journal];
        Parallel.For(0, bytes.Length * 8, bit =>
        {
            var disk = whole.AfterKill();
            disk[Journal] = Flipped(bytes, bit);
            var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(disk, Library.Schema));
            Assert.Equal("STORE_CORRUPT", error.Code);
            Assert.Contains(Journal, error.Message);
            var problem = StoreVerification.Verify(disk, Library.Schema).Problems[0];
            Assert.True(problem.Offset <= bit / 8, $"bit {bit}: {problem}");
        });
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData(".graph")]
    [InlineData(".log")]
    public void S4_Flipped_bits_anywhere_else_are_found_too(string kind)
    {
        var disk = new History(RandomChanges.Seed, transactions: 60).Written(History.SmallFiles);
        var names = disk.List().Where(n => n.EndsWith(kind, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(names);
        Parallel.For(0, SafetyColumn.Of(34_000, 100_000), i =>
        {
            var random = new Random(RandomChanges.Seed + i);
            var damaged = disk.AfterKill();
            var name = names[random.Next(names.Length)];
            // Every fourth in the header, of which a longer file has little.
            var bit = random.Next((i % 4 == 0 ? Math.Min(64, damaged[name].Length) : damaged[name].Length) * 8);
            damaged[name] = Flipped(damaged[name], bit);
            // Two bits, and bytes, for every second and third.
            if (i % 2 == 1) damaged[name] = Flipped(damaged[name], (bit + 1 + random.Next(damaged[name].Length * 8 - 1)) % (damaged[name].Length * 8));
            if (i % 3 == 2) damaged[name] = [.. damaged[name][..(bit / 8)], (byte)(damaged[name][bit / 8] ^ (1 + random.Next(255))), .. damaged[name][(bit / 8 + 1)..]];
            if (damaged[name].AsSpan().SequenceEqual(disk[name])) return;
            var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(damaged, Library.Schema));
            Assert.True(error.Code == "STORE_CORRUPT" && error.Message.Contains(name), $"{name}, bit {bit}: {error.Code} {error.Message}");
        });
    }

    [Fact]
    public void S4_A_flipped_bit_is_no_unfinished_write_even_where_a_record_is_all_zeros()
    {
        // A last record of zeros that reaches into the next sector, at a sequence whose stamp has the fewest bits. Only its own
        // stamps keep a sector's share from being all zeros.
        var disk = new SimulatedDisk();
        var store = EmbeddedStore.Open(disk, Library.Schema, History.OneJournal);
        for (var i = 0; i < 16; i++) GraphVersionTests.Apply(store, [Library.Book("b", new Property("title", PropertyValue.Of(new string('\0', 400 + i * 7))))]);
        var bytes = disk[Journal];
        var lastRecord = bytes.Length - 640;
        for (var bit = lastRecord * 8; bit < bytes.Length * 8; bit++)
        {
            if (bit / 8 % 64 != 63) continue;
            var damaged = disk.AfterKill();
            damaged[Journal] = Flipped(bytes, bit);
            Assert.Equal("STORE_CORRUPT", Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(damaged, Library.Schema)).Code);
        }
    }

    [Fact]
    public void S5_Records_that_are_missing_doubled_or_swapped_are_found()
    {
        var whole = _history.Written(History.OneJournal);
        var bytes = whole[Journal];
        var ends = RecordEnds(whole, bytes);
        for (var i = 0; i + 2 < ends.Count; i++)
        {
            byte[] first = bytes[ends[i]..ends[i + 1]], rest = bytes[ends[i + 1]..];
            AssertCorrupt(whole, Journal, [.. bytes[..ends[i]], .. rest]);
            AssertCorrupt(whole, Journal, [.. bytes[..ends[i + 1]], .. first, .. rest]);
            AssertCorrupt(whole, Journal, [.. bytes[..ends[i]], .. bytes[ends[i + 1]..ends[i + 2]], .. first, .. bytes[ends[i + 2]..]]);
            AssertCorrupt(whole, Journal, [.. bytes[..ends[i]], .. new byte[first.Length], .. rest]);
        }
    }

    [Fact]
    public void S5_Files_that_are_missing_older_or_anothers_are_found()
    {
        var history = new History(RandomChanges.Seed, transactions: 60);
        var older = new SimulatedDisk();
        var store = EmbeddedStore.Open(older, Library.Schema, History.SmallFiles);
        var moments = new List<SimulatedDisk>();
        history.Run(store, _ => moments.Add(older.AfterKill()));
        var disk = moments.Last(d => d.List().Count(n => n.EndsWith(".log", StringComparison.Ordinal)) > 1);
        var before = moments.Last(d => !d["manifest"].AsSpan().SequenceEqual(disk["manifest"]) && moments.IndexOf(d) < moments.IndexOf(disk));
        var another = history.Written(History.SmallFiles);

        foreach (var name in disk.List())
        {
            var damaged = disk.AfterKill();
            damaged.Remove(name);
            AssertCorrupt(damaged);
            if (another.List().Contains(name) && name != "manifest") AssertCorrupt(disk, name, another[name]);
        }
        AssertCorrupt(disk, "manifest", before["manifest"]);
        var segments = disk.List().Where(n => n.EndsWith(".log", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        AssertCorrupt(disk, segments[0], disk[segments[0]][..^RecordLength(disk[segments[0]])]);
    }

    [Fact]
    public void S11_A_newer_format_is_refused_with_both_versions()
    {
        var disk = _history.Written(History.OneJournal);
        var body = disk["manifest"].AsSpan()[(disk["manifest"].AsSpan().IndexOf((byte)'\n') + 1)..].ToArray();
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. "2\n"u8, .. body]));
        disk["manifest"] = [.. System.Text.Encoding.ASCII.GetBytes($"hrgraph-store 2 {sha}\n"), .. body];
        var error = Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(disk, Library.Schema));
        Assert.Equal("STORE_TOO_NEW", error.Code);
        Assert.Contains("has format 2; this program reads formats up to 1", error.Message);
        Assert.Equal("STORE_TOO_NEW", StoreVerification.Repair(disk, Library.Schema).Problems[0].Code);
        Assert.Null(disk.Aside);
    }

    [Fact]
    public void Verify_finds_nothing_in_a_sound_store_and_repair_leaves_it()
    {
        foreach (var disk in new[] { new SimulatedDisk(), _history.Written(History.OneJournal), new History(RandomChanges.Seed, 60).Written(History.SmallFiles) })
        {
            var report = StoreVerification.Verify(disk, Library.Schema);
            Assert.True(report.IsSound);
            Assert.Empty(report.Notices);
            var operations = disk.Operations;
            Assert.Null(StoreVerification.Repair(disk, Library.Schema).CopiedTo);
            Assert.Equal(operations, disk.Operations);
        }
    }

    [Fact]
    public void Repair_copies_first_and_keeps_everything_before_the_damage()
    {
        var disk = _history.Written(History.OneJournal);
        var whole = disk[Journal];
        var ends = RecordEnds(disk, whole);
        disk[Journal] = Flipped(whole, (ends[7] + 40) * 8);
        var report = StoreVerification.Verify(disk, Library.Schema);
        Assert.Equal((false, 7L, 8L, (long)ends[7]), (report.IsSound, report.Version, report.Problems[0].Record!.Value, report.Problems[0].Offset));

        var repaired = StoreVerification.Repair(disk, Library.Schema);
        Assert.True(repaired.IsSound);
        Assert.Equal("aside", repaired.CopiedTo);
        Assert.Equal(Flipped(whole, (ends[7] + 40) * 8), disk.Aside![Journal]);
        var store = _history.AssertOpens(disk.AfterPowerLoss(Unsynced.None, new Random(0)), 7, 7, History.OneJournal);
        GraphVersionTests.Apply(store, _history.Transactions[7]);
    }

    [Fact]
    public void Repair_gives_up_where_the_snapshot_is_damaged()
    {
        var disk = new History(RandomChanges.Seed, transactions: 60).Written(History.SmallFiles);
        var snapshot = disk.List().Single(n => n.EndsWith(".graph", StringComparison.Ordinal));
        disk[snapshot] = Flipped(disk[snapshot], 2_000);
        Assert.False(StoreVerification.Repair(disk, Library.Schema).IsSound);
        Assert.Null(disk.Aside);
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static void AssertCorrupt(SimulatedDisk disk, string name, byte[] bytes)
    {
        var damaged = disk.AfterKill();
        damaged[name] = bytes;
        AssertCorrupt(damaged);
    }

    private static void AssertCorrupt(SimulatedDisk disk)
    {
        Assert.Equal("STORE_CORRUPT", Assert.Throws<GraphStoreException>(() => EmbeddedStore.Open(disk, Library.Schema)).Code);
        Assert.False(StoreVerification.Verify(disk, Library.Schema).IsSound);
    }

    /// <summary>Where the records of the one journal end, found by cutting it; the first is the header's.</summary>
    private static List<int> RecordEnds(SimulatedDisk whole, byte[] bytes)
    {
        var ends = new List<int>();
        for (var length = 64; length <= bytes.Length; length += 64)
        {
            var disk = whole.AfterKill();
            disk[Journal] = bytes[..length];
            if (EmbeddedStore.Open(disk, Library.Schema, History.OneJournal).Notices.Count == 0) ends.Add(length);
        }
        return ends;
    }

    // From the lane at which the last record begins: its first bytes are those of every record of the segment.
    private static int RecordLength(byte[] segment)
    {
        for (var at = segment.Length - 64; at > 64; at -= 64)
            if (segment.AsSpan(at, 4).SequenceEqual(segment.AsSpan(64, 4))) return segment.Length - at;
        return segment.Length - 64;
    }
}
