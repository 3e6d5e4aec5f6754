using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>PackStream specification, version 1.</summary>
public class PackStreamTests
{
    public static TheoryData<object?, string> KnownBytes => new()
    {
        // "Null", "Boolean"
        { null, "C0" },
        { true, "C3" },
        { false, "C2" },
        // "Integer": the shortest of five forms
        { 0L, "00" },
        { 127L, "7F" },
        { -16L, "F0" },
        { -17L, "C8EF" },
        { -128L, "C880" },
        { 128L, "C90080" },
        { -32768L, "C98000" },
        { 32768L, "CA00008000" },
        { int.MinValue, "CA80000000" },
        { 2147483648L, "CB0000000080000000" },
        { long.MaxValue, "CB7FFFFFFFFFFFFFFF" },
        { long.MinValue, "CB8000000000000000" },
        // "Float"
        { 1.23, "C13FF3AE147AE147AE" },
        { double.NegativeInfinity, "C1FFF0000000000000" },
        // "Bytes"
        { new byte[] { 1, 2, 3 }, "CC03010203" },
        // "String"
        { "", "80" },
        { "A", "8141" },
        { "Größenmaßstäbe", "D0124772C3B6C39F656E6D61C39F7374C3A46265" },
        // "List", "Map"
        { new List<object?>(), "90" },
        { new List<object?> { 1L, 2L, 3L }, "93010203" },
        { new Dictionary<string, object?> { ["one"] = "eins" }, "A1836F6E658465696E73" },
        // Bolt, "Structure semantics"
        { LocalDate.FromEpochDays(0), "B14400" },
        { new LocalDate(2026, 11, 21), "B144C9512A" },
        { new LocalTime(1), "B17401" },
        { new OffsetTime(new LocalTime(1), 3600), "B25401C90E10" },
        { new LocalDateTime(1, 2), "B2640102" },
        { new ZonedDateTime(1, 2, 3600), "B3490102C90E10" },
        { new ZonedDateTime(1, 2, "UTC"), "B369010283555443" },
        { new Duration(1, 2, 3, 4), "B44501020304" },
        { new Point(7203, 1, 2), "B358C91C23C13FF0000000000000C14000000000000000" },
        { new Point(9157, 1, 2, 3), "B459C923C5C13FF0000000000000C14000000000000000C14008000000000000" },
    };

    [Theory]
    [MemberData(nameof(KnownBytes), DisableDiscoveryEnumeration = true)]
    public void A_value_has_the_bytes_the_specification_gives(object? value, string hex)
    {
        var writer = new PackStreamWriter();
        writer.WriteValue(value);
        Assert.Equal(hex, Convert.ToHexString(writer.WrittenSpan));
        var reader = new PackStreamReader(writer.WrittenSpan);
        var read = reader.ReadValue();
        Assert.True(reader.IsAtEnd);
        Assert.Equivalent(value is int i ? (long)i : value, read, strict: true);
    }

    [Fact]
    public void An_unknown_structure_is_kept_as_it_came()
    {
        byte[] bytes = [0xB2, 0x7B, 0x01, 0x81, 0x61];
        var structure = Assert.IsType<Structure>(new PackStreamReader(bytes).ReadValue());
        Assert.Equal(0x7B, structure.Tag);
        Assert.Equal([1L, "a"], structure.Fields);
        var writer = new PackStreamWriter();
        writer.WriteValue(structure);
        Assert.Equal(bytes, writer.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(16, "D010")]
    [InlineData(255, "D0FF")]
    [InlineData(256, "D10100")]
    [InlineData(65535, "D1FFFF")]
    [InlineData(65536, "D200010000")]
    public void A_longer_string_has_the_shortest_header(int size, string header)
    {
        var writer = new PackStreamWriter();
        writer.Write(new string('x', size));
        Assert.Equal(header, Convert.ToHexString(writer.WrittenSpan[..^size]));
    }

    [Theory]
    [InlineData(16, "D410", "D810")]
    [InlineData(256, "D50100", "D90100")]
    [InlineData(65536, "D600010000", "DA00010000")]
    public void A_longer_list_or_map_has_the_shortest_header(int size, string list, string map)
    {
        var writer = new PackStreamWriter();
        writer.WriteListHeader(size);
        Assert.Equal(list, Convert.ToHexString(writer.WrittenSpan));
        writer = new PackStreamWriter();
        writer.WriteMapHeader(size);
        Assert.Equal(map, Convert.ToHexString(writer.WrittenSpan));
    }

    [Fact]
    public void Nodes_relationships_and_paths_come_as_entities()
    {
        // Bolt, "Node", "UnboundRelationship", "Path": (a)-[:T]->(b)<-[:T]-(a)
        var writer = new PackStreamWriter();
        writer.WriteStructureHeader(0x50, 3);
        writer.WriteListHeader(2);
        Node(1, "a");
        Node(2, "b");
        writer.WriteListHeader(2);
        Unbound(7);
        Unbound(8);
        writer.WriteListHeader(4);
        foreach (var step in new long[] { 1, 1, -2, 0 })
            writer.Write(step);
        var path = Assert.IsAssignableFrom<IPath>(new PackStreamReader(writer.WrittenSpan).ReadValue());
        Assert.Equal(["a", "b", "a"], path.Nodes.Select(n => n.ElementId));
        Assert.Equal([("a", "b"), ("a", "b")], path.Relationships.Select(r => (r.StartNodeElementId, r.EndNodeElementId)));
        Assert.Equal(["L"], path.Start.Labels);
        Assert.Equal(5L, path.End["p"]);
        Assert.Equal([7L, 8L], path.Relationships.Select(r => r.Id));

        void Node(long id, string element)
        {
            writer.WriteStructureHeader(0x4E, 4);
            writer.Write(id);
            writer.WriteListHeader(1);
            writer.Write("L");
            writer.WriteMapHeader(1);
            writer.Write("p");
            writer.Write(5);
            writer.Write(element);
        }

        void Unbound(long id)
        {
            writer.WriteStructureHeader(0x72, 4);
            writer.Write(id);
            writer.Write("T");
            writer.WriteMapHeader(0);
            writer.Write("r" + id);
        }
    }

    [Theory]
    [InlineData("B35091B44E0190A0816190920101", "a path's step")]
    [InlineData("D6FFFFFFFF", "a size of 4294967295")]
    [InlineData("DA7FFFFFFF00", "a size of 2147483647")]
    [InlineData("D27FFFFFFF", "a size of 2147483647")]
    [InlineData("CE7FFFFFFF", "a size of 2147483647")]
    [InlineData("9F", "15 entries")]
    [InlineData("A201", "2 entries")]
    [InlineData("BF", "1 bytes were expected")]
    [InlineData("C4", "no marker")]
    [InlineData("81FF", "not UTF-8")]
    [InlineData("A10101", "String was expected")]
    [InlineData("B174CBFFFFFFFFFFFFFFFF", "time of day")]
    [InlineData("B144CB7FFFFFFFFFFFFFFF", "no date")]
    [InlineData("B26401CA3B9ACA00", "nanosecond")]
    public void Bytes_that_hold_no_value_are_a_protocol_error_that_says_what_is_wrong(string hex, string says)
    {
        var error = Assert.Throws<ProtocolException>(() => new PackStreamReader(Convert.FromHexString(hex)).ReadValue());
        Assert.Contains(says, error.Message);
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_as_objects_and_can_be_skipped()
    {
        var deep = new byte[10_001];
        Array.Fill(deep, (byte)0x91);
        deep[^1] = 0xC0;
        Assert.Contains("nested", Assert.Throws<ProtocolException>(() => new PackStreamReader(deep).ReadValue()).Message);
        var reader = new PackStreamReader(deep);
        reader.Skip();
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void A_message_full_of_empty_lists_does_not_fill_the_memory()
    {
        var bytes = new byte[16 * 1024 * 1024];
        Array.Fill(bytes, (byte)0x90);
        (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]) = (0xD6, 0x00, 0xFF, 0xFF, 0xFB);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => new PackStreamReader(bytes).ReadValue());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public void A_parameter_without_a_form_in_Bolt_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PackStreamWriter().WriteValue(new Uri("http://localhost")));
        var loop = new List<object?>();
        loop.Add(loop);
        Assert.Throws<ArgumentException>(() => new PackStreamWriter().WriteValue(loop));
    }

    [Fact]
    public void Every_value_comes_back_as_it_was_written() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Values(4).ToArbitrary(), value =>
        {
            var writer = new PackStreamWriter();
            writer.WriteValue(value);
            var reader = new PackStreamReader(writer.WrittenSpan);
            var read = reader.ReadValue();
            var again = new PackStreamWriter();
            again.WriteValue(read);
            var skipping = new PackStreamReader(writer.WrittenSpan);
            skipping.Skip();
            return reader.IsAtEnd && skipping.IsAtEnd && Same(value, read) && again.WrittenSpan.SequenceEqual(writer.WrittenSpan);
        }));

    [Fact]
    public void Any_bytes_are_a_value_or_a_protocol_error() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), bytes => ReadsOrRefuses(bytes)));

    [Fact]
    public void Any_change_of_a_value_is_a_value_or_a_protocol_error() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Values(4).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (value, seed) =>
        {
            var writer = new PackStreamWriter();
            writer.WriteValue(value);
            var bytes = writer.WrittenSpan.ToArray();
            var random = new Random(seed);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return ReadsOrRefuses(bytes) && ReadsOrRefuses(bytes[..random.Next(bytes.Length)]);
        }));

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            new PackStreamReader(bytes).ReadValue();
        }
        catch (ProtocolException)
        {
        }
        try
        {
            new PackStreamReader(bytes).Skip();
        }
        catch (ProtocolException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024 + 200 * bytes.Length;
    }

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (double l, double r) => l.Equals(r),
        (byte[] l, byte[] r) => l.SequenceEqual(r),
        (List<object?> l, List<object?> r) => l.Count == r.Count && l.Zip(r).All(p => Same(p.First, p.Second)),
        (Dictionary<string, object?> l, Dictionary<string, object?> r) => l.Count == r.Count && l.All(e => r.TryGetValue(e.Key, out var value) && Same(e.Value, value)),
        _ => Equals(left, right),
    };

    private static Gen<object?> Values(int depth)
    {
        var text = Gen.Elements("", "a", "ü", "決議", "\U0001F600", new string('x', 300)).Select(s => s);
        var number = Gen.OneOf(Gen.Choose(-200, 200).Select(i => (long)i), Gen.Choose(int.MinValue, int.MaxValue).Select(i => i * 3_000_000_019L));
        var nano = Gen.Choose(0, 999_999_999);
        var leaf = Gen.OneOf<object?>(
            Gen.Constant<object?>(null),
            Gen.Elements(true, false).Select(b => (object?)b),
            number.Select(n => (object?)n),
            number.Select(n => (object?)(n / 7.0)),
            text.Select(s => (object?)s),
            Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().Select(b => (object?)b),
            Gen.Choose(-1_000_000_000, 1_000_000_000).Select(d => (object?)LocalDate.FromEpochDays(d)),
            nano.Select(n => (object?)new LocalTime(n * 86_000L)),
            nano.Select(n => (object?)new OffsetTime(new LocalTime(n), -3600)),
            nano.Select(n => (object?)new LocalDateTime(-n, n)),
            nano.Select(n => (object?)new ZonedDateTime(n, n, 5400)),
            nano.Select(n => (object?)new ZonedDateTime(n, n, "Europe/Zurich")),
            nano.Select(n => (object?)new Duration(n, -n, n, n)),
            nano.Select(n => (object?)(n % 2 == 0 ? new Point(4326, n, -n) : new Point(4979, n, -n, 0.5))));
        if (depth == 0)
            return leaf;
        var child = Values(depth - 1);
        return Gen.OneOf(
            leaf,
            child.ListOf().Select(items => (object?)items.ToList()),
            child.ListOf().Select(items => (object?)items.Select((item, i) => ($"k{i}", item)).ToDictionary(e => e.Item1, e => e.item)));
    }
}
