namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>PackStream values as objects (Bolt specification, "Structure semantics").</summary>
internal static class PackStreamValues
{
    /// <summary>Integers that come often, boxed once: -128 to 1,023.</summary>
    private static readonly object[] SmallIntegers = [.. Enumerable.Range(-128, 1152).Select(i => (object)(long)i)];

    private static readonly object True = true, False = false;

    public static object? Read(ref PackStreamReader reader, int depth)
    {
        if (depth > PackStreamReader.MaxDepth)
            reader.ThrowDamaged($"values are nested more than {PackStreamReader.MaxDepth} deep");
        // A byte may become an object of forty: the number of values is bounded too.
        if (++reader.Objects > PackStreamReader.MaxValues)
            reader.ThrowDamaged($"there are more than {PackStreamReader.MaxValues} values");
        switch (reader.PeekType())
        {
            case PackStreamType.Null: reader.ReadNull(); return null;
            case PackStreamType.Boolean: return reader.ReadBoolean() ? True : False;
            case PackStreamType.Integer: return reader.ReadInteger() is var integer && integer is >= -128 and < 1024 ? SmallIntegers[integer + 128] : integer;
            case PackStreamType.Float: return reader.ReadFloat();
            case PackStreamType.String: return reader.ReadString();
            case PackStreamType.Bytes: return reader.ReadBytes().ToArray();
            case PackStreamType.List: return ReadList(ref reader, depth);
            case PackStreamType.Map: return ReadMap(ref reader, depth);
            default: return ReadStructure(ref reader, depth);
        }
    }

    private static List<object?> ReadList(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadListHeader();
        // A count fits the bytes that follow, but an object takes eight times as many: grow with what is really read.
        var list = new List<object?>(Math.Min(count, 1024));
        for (var i = 0; i < count; i++)
            list.Add(Read(ref reader, depth + 1));
        return list;
    }

    private static Dictionary<string, object?> ReadMap(ref PackStreamReader reader, int depth)
    {
        var count = reader.ReadMapHeader();
        var map = new Dictionary<string, object?>(Math.Min(count, 1024));
        for (var i = 0; i < count; i++)
        {
            var key = reader.ReadString();
            map[key] = Read(ref reader, depth + 1);
        }
        return map;
    }

    private static object ReadStructure(ref PackStreamReader reader, int depth)
    {
        var (tag, fields) = reader.ReadStructureHeader();
        switch (tag, fields)
        {
            case (StructureTag.Node, 4): return ReadNode(ref reader, depth);
            case (StructureTag.Relationship, 8): return ReadRelationship(ref reader, depth);
            case (StructureTag.Path, 3): return ReadPath(ref reader, depth);
            case (StructureTag.Date, 1): return LocalDate.FromEpochDays(reader.ReadInteger());
            case (StructureTag.Time, 2): return new OffsetTime(ReadTimeOfDay(ref reader), ReadOffset(ref reader));
            case (StructureTag.LocalTime, 1): return ReadTimeOfDay(ref reader);
            case (StructureTag.DateTime, 3): return new ZonedDateTime(reader.ReadInteger(), ReadNanosecond(ref reader), ReadOffset(ref reader));
            case (StructureTag.DateTimeZoneId, 3): return new ZonedDateTime(reader.ReadInteger(), ReadNanosecond(ref reader), reader.ReadString());
            case (StructureTag.LocalDateTime, 2): return new LocalDateTime(reader.ReadInteger(), ReadNanosecond(ref reader));
            case (StructureTag.Duration, 4): return new Duration(reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger(), ReadNanosecond(ref reader));
            case (StructureTag.Point2D, 3): return new Point(ReadInt(ref reader), reader.ReadFloat(), reader.ReadFloat());
            case (StructureTag.Point3D, 4): return new Point(ReadInt(ref reader), reader.ReadFloat(), reader.ReadFloat(), reader.ReadFloat());
        }
        var values = new object?[fields];
        for (var i = 0; i < fields; i++)
            values[i] = Read(ref reader, depth + 1);
        return new Structure(tag, values);
    }

    private static Node ReadNode(ref PackStreamReader reader, int depth)
    {
        var id = reader.ReadInteger();
        var labels = ReadStrings(ref reader);
        var properties = ReadMap(ref reader, depth + 1);
        return new Node(id, reader.ReadString(), labels, properties);
    }

    private static Relationship ReadRelationship(ref PackStreamReader reader, int depth)
    {
        var (id, start, end) = (reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger());
        var type = reader.ReadString();
        var properties = ReadMap(ref reader, depth + 1);
        return new Relationship(id, reader.ReadString(), type, start, reader.ReadString(), end, reader.ReadString(), properties);
    }

    /// <summary>Bolt, "Path": distinct nodes, distinct unbound relationships, and pairs of a relationship's place (from 1, negative against its direction) and a node's place (from 0).</summary>
    private static Path ReadPath(ref PackStreamReader reader, int depth)
    {
        var nodes = new List<Node>();
        for (var left = reader.ReadListHeader(); left > 0; left--)
        {
            if (reader.ReadStructureHeader() is not (StructureTag.Node, 4))
                reader.ThrowDamaged("a path's nodes were expected");
            nodes.Add(ReadNode(ref reader, depth + 1));
        }
        var relationships = new List<(long Id, string ElementId, string Type, Dictionary<string, object?> Properties)>();
        for (var left = reader.ReadListHeader(); left > 0; left--)
        {
            if (reader.ReadStructureHeader() is not (StructureTag.UnboundRelationship, 4))
                reader.ThrowDamaged("a path's relationships were expected");
            var (id, type) = (reader.ReadInteger(), reader.ReadString());
            var properties = ReadMap(ref reader, depth + 1);
            relationships.Add((id, reader.ReadString(), type, properties));
        }
        var indices = reader.ReadListHeader();
        if (nodes.Count == 0 || indices % 2 != 0)
            reader.ThrowDamaged("a path without nodes, or with half a step");
        var visited = new List<INode> { nodes[0] };
        var steps = new List<IRelationship>();
        var at = nodes[0];
        for (var i = 0; i < indices; i += 2)
        {
            var place = reader.ReadInteger();
            var next = reader.ReadInteger();
            if (place == 0 || place == long.MinValue || Math.Abs(place) > relationships.Count || next < 0 || next >= nodes.Count)
                reader.ThrowDamaged("a path's step names what the path doesn't hold");
            var relationship = relationships[(int)Math.Abs(place) - 1];
            var to = nodes[(int)next];
            var (from, into) = place > 0 ? (at, to) : (to, at);
            steps.Add(new Relationship(relationship.Id, relationship.ElementId, relationship.Type, from.Id, from.ElementId, into.Id, into.ElementId, relationship.Properties));
            visited.Add(to);
            at = to;
        }
        return new Path(visited, steps);
    }

    internal static List<string> ReadStrings(ref PackStreamReader reader)
    {
        var count = reader.ReadListHeader();
        var strings = new List<string>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
            strings.Add(reader.ReadString());
        return strings;
    }

    private static LocalTime ReadTimeOfDay(ref PackStreamReader reader)
    {
        var nanoseconds = reader.ReadInteger();
        if (nanoseconds is < 0 or >= LocalTime.NanosecondsPerDay)
            reader.ThrowDamaged($"{nanoseconds} nanoseconds are no time of day");
        return new LocalTime(nanoseconds);
    }

    private static int ReadNanosecond(ref PackStreamReader reader)
    {
        var nanosecond = reader.ReadInteger();
        if (nanosecond is < 0 or > 999_999_999)
            reader.ThrowDamaged($"{nanosecond} is no nanosecond of a second");
        return (int)nanosecond;
    }

    private static int ReadOffset(ref PackStreamReader reader)
    {
        var seconds = reader.ReadInteger();
        if (seconds is < -64_800 or > 64_800)
            reader.ThrowDamaged($"{seconds} s are no offset from UTC (18 hours at most)");
        return (int)seconds;
    }

    private static int ReadInt(ref PackStreamReader reader)
    {
        var value = reader.ReadInteger();
        if (value is < int.MinValue or > int.MaxValue)
            reader.ThrowDamaged($"{value} is beyond 32 bits");
        return (int)value;
    }
}
