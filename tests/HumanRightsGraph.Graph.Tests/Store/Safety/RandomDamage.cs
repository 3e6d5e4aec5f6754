using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>
/// Stores with one thing wrong that is no flipped bit: sectors and records that are zeros, doubled, swapped, missing or another's, files that are cut,
/// missing or of another time. What can't be told from an unfinished last write (decision 011) is not among them.
/// </summary>
internal sealed class RandomDamage
{
    private const int Lane = 64;

    /// <summary>Several segments and a snapshot after some forty small transactions.</summary>
    internal static readonly StoreOptions Options = new() { SegmentBytes = 2_500, SnapshotBytes = 6_000 };

    private readonly Random _random;
    private readonly IReadOnlyList<SimulatedDisk> _moments;

    /// <param name="moments">A store after each of its transactions, as a killed process leaves it; the first few have too little to damage.</param>
    internal RandomDamage(Random random, IReadOnlyList<SimulatedDisk> moments) => (_random, _moments) = (random, moments);

    internal Random Random => _random;

    /// <summary>A sound store as a killed process left it.</summary>
    internal SimulatedDisk Sound() => Moment().AfterKill();

    /// <summary>A damaged one, with what was done to it.</summary>
    internal (SimulatedDisk Disk, string What) Next()
    {
        while (true)
        {
            var sound = Moment();
            var damaged = sound.AfterKill();
            var what = Damage(damaged, sound);
            if (what is not null && Counts(sound, damaged)) return (damaged, what);
        }
    }

    private SimulatedDisk Moment() => _moments[_random.Next(5, _moments.Count)];

    private string? Damage(SimulatedDisk disk, SimulatedDisk sound)
    {
        var names = disk.List().Order(StringComparer.Ordinal).ToArray();
        var name = names[_random.Next(names.Length)];
        var bytes = disk[name];
        var kind = _random.Next(12);
        if (kind <= 4) return Sectors(disk, kind, name, bytes, names);
        if (kind <= 8) return Records(disk, kind, names.Where(n => n.EndsWith(".log", StringComparison.Ordinal)).ToArray());
        switch (kind)
        {
            case 9:
                disk.Remove(name);
                return $"{name} is missing";
            case 10:
                var other = _moments[_random.Next(_moments.Count)];
                if (!other.List().Contains(name)) return null;
                disk[name] = other[name];
                return $"{name} is of another time";
            default:
                var closed = names.Where(n => n.EndsWith(".log", StringComparison.Ordinal)).SkipLast(1).ToArray();
                if (closed.Length == 0) return null;
                var segment = closed[_random.Next(closed.Length)];
                var ends = RecordStarts(disk[segment]);
                var end = ends[_random.Next(ends.Count)];
                disk[segment] = disk[segment][..end];
                return $"{segment} is cut at the end of a record, byte {end}";
        }
    }

    private string? Sectors(SimulatedDisk disk, int kind, string name, byte[] bytes, string[] names)
    {
        var size = 512 << _random.Next(4);
        int At(byte[] of) => _random.Next(of.Length / size + 1) * size;
        var (at, changed) = (At(bytes), (byte[])bytes.Clone());
        var length = Math.Min(size, bytes.Length - at);
        if (length <= 0) return null;
        switch (kind)
        {
            case 0:
                changed.AsSpan(at, length).Clear();
                break;
            case 1:
                var from = At(bytes);
                bytes.AsSpan(from, Math.Min(length, bytes.Length - from)).CopyTo(changed.AsSpan(at));
                break;
            case 2:
                var with = At(bytes);
                var same = Math.Min(length, bytes.Length - with);
                bytes.AsSpan(with, same).CopyTo(changed.AsSpan(at));
                bytes.AsSpan(at, same).CopyTo(changed.AsSpan(with));
                break;
            case 3:
                var source = disk[names[_random.Next(names.Length)]];
                var other = At(source);
                source.AsSpan(other, Math.Min(length, source.Length - other)).CopyTo(changed.AsSpan(at));
                break;
            default:
                changed = [.. bytes[..at], .. bytes[(at + length)..]];
                break;
        }
        disk[name] = changed;
        return $"{name}: {new[] { "zeros in", "another sector's bytes in", "swapped", "another file's bytes in", "missing" }[kind]} {length} bytes at {at}";
    }

    private string? Records(SimulatedDisk disk, int kind, string[] journals)
    {
        var name = journals[_random.Next(journals.Length)];
        var bytes = disk[name];
        var starts = RecordStarts(bytes);
        if (starts.Count < 3) return null;
        starts.Add(bytes.Length);
        var i = _random.Next(starts.Count - 2);
        byte[] before = bytes[..starts[i]], record = bytes[starts[i]..starts[i + 1]], next = bytes[starts[i + 1]..starts[i + 2]], rest = bytes[starts[i + 2]..];
        switch (kind)
        {
            case 5:
                disk[name] = [.. before, .. new byte[record.Length], .. next, .. rest];
                return $"{name}: record {i} is zeros";
            case 6:
                disk[name] = [.. before, .. record, .. record, .. next, .. rest];
                return $"{name}: record {i} stands twice";
            case 7:
                disk[name] = [.. before, .. next, .. record, .. rest];
                return $"{name}: records {i} and {i + 1} are swapped";
            default:
                var older = _moments[_random.Next(_moments.Count)];
                var names = older.List().Where(n => n.EndsWith(".log", StringComparison.Ordinal) && n != name).ToArray();
                if (names.Length == 0) return null;
                var another = older[names[_random.Next(names.Length)]];
                var others = RecordStarts(another);
                if (others.Count == 0) return null;
                others.Add(another.Length);
                var j = _random.Next(others.Count - 1);
                disk[name] = [.. before, .. another[others[j]..others[j + 1]], .. next, .. rest];
                return $"{name}: record {i} is one of another segment";
        }
    }

    /// <summary>Where records begin: their first bytes are those of every record of the segment.</summary>
    private static List<int> RecordStarts(byte[] segment)
    {
        var starts = new List<int>();
        for (var at = Lane; at + Lane <= segment.Length; at += Lane)
            if (segment.AsSpan(at, 4).SequenceEqual(segment.AsSpan(Lane, 4))) starts.Add(at);
        return starts;
    }

    /// <summary>Whether anything is changed, and not only in a way in which an unfinished write of the active segment may look.</summary>
    private static bool Counts(SimulatedDisk sound, SimulatedDisk damaged)
    {
        var active = sound.List().Where(n => n.EndsWith(".log", StringComparison.Ordinal)).Max(StringComparer.Ordinal)!;
        foreach (var name in sound.List())
        {
            if (!damaged.List().Contains(name)) return true;
            byte[] was = sound[name], now = damaged[name];
            if (was.AsSpan().SequenceEqual(now)) continue;
            if (name != active) return true;
            var same = was.AsSpan().CommonPrefixLength(now);
            var starts = RecordStarts(was);
            var lastRecord = starts.Count == 0 ? Lane : starts[^1];
            if (same >= lastRecord || same == now.Length) return false;
            // Zeros from somewhere on are what writes that never got there leave.
            return now.AsSpan(same..).ContainsAnyExcept((byte)0) && now.AsSpan(now.Length / Lane * Lane - Math.Min(Lane, now.Length)).ContainsAnyExcept((byte)0);
        }
        return false;
    }
}
