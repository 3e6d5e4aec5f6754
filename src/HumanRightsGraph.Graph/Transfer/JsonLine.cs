using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Transfer;

/// <summary>
/// Reads one line as a change, into a block of them. A node's identity is its property <c>id</c> where it has one, else the line's own id; a file whose
/// line ids are other than the identities (an export of Neo4j's) has its relationships' ends translated.
/// </summary>
internal sealed class JsonLine(GraphSchema schema)
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = GraphJsonLines.MaxDepth };
    private static readonly byte[][] Members = Names("type", "id", "labels", "label", "start", "end", "properties");
    private static readonly byte[][] EndMembers = Names("id", "labels", "properties");
    private static readonly byte[][] Identity = Names("id");
    private readonly Dictionary<string, NodeKey> _otherIds = new(StringComparer.Ordinal);
    private readonly List<(byte[] Labels, RepeatedText Type, Owner Owner)> _nodeTypes = [];
    private readonly List<(byte[] Label, Owner Owner, Owner From, Owner To)> _relationshipTypes = [];
    private readonly Dictionary<object, Owner> _owners = new(ReferenceEqualityComparer.Instance);
    private byte[] _room = new byte[1024];
    private byte[] _otherRoom = new byte[1024];

    /// <summary>What stands in a line of a key label or relationship type, as it is written.</summary>
    private sealed record Owner(string Name, RepeatedText Text, ImmutableArray<PropertyDefinition> Definitions, byte[][] Names, RepeatedText[] Properties, bool HasOwnId);

    /// <param name="afterRelationships">Whether relationships have come; then no node may.</param>
    /// <param name="block">Takes the change. Where there is a problem it can't be written to any more.</param>
    internal bool TryRead(ReadOnlySpan<byte> line, bool afterRelationships, ChangeBlock block, out bool isNode, out string? problem)
    {
        (isNode, problem) = (false, null);
        var (count, length) = (block.Count, block.Length);
        try
        {
            isNode = Read(line, afterRelationships, block);
            return true;
        }
        catch (JsonException)
        {
            problem = $"The line is not JSON of the form expected, at byte {FirstFault(line)}.";
        }
        catch (InvalidDataException e)
        {
            problem = e.Message;
        }
        catch (InvalidOperationException)
        {
            problem = NotText;
        }
        if (block.Count > count) block.Cut(length);
        return false;
    }

    private const string NotText = "A string is not UTF-8, or has half a surrogate pair.";

    private static long FirstFault(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            while (reader.Read()) { }
        }
        catch (JsonException e)
        {
            return e.BytePositionInLine ?? 0;
        }
        return line.Length;
    }

    private bool Read(ReadOnlySpan<byte> line, bool afterRelationships, ChangeBlock block)
    {
        Span<Range> parts = stackalloc Range[Members.Length];
        parts.Clear();
        Split(line, Members, parts);
        var type = IsString(line[parts[0]]) ? String(line[parts[0]], ref _room) : default;
        var (isNode, isRelationship) = (type.SequenceEqual("node"u8), type.SequenceEqual("relationship"u8));
        if (!isNode && !isRelationship)
        {
            foreach (var part in parts) Unused(line[part]);
            throw new InvalidDataException("A line has the \"type\" \"node\" or \"relationship\".");
        }
        if (isNode)
        {
            for (var part = 3; part < 6; part++) Unused(line[parts[part]]);
            if (afterRelationships) throw new InvalidDataException("A node stands after a relationship; all nodes come first.");
            Node(line[parts[1]], line[parts[2]], line[parts[6]], block);
            return true;
        }
        for (var part = 1; part < 3; part++) Unused(line[parts[part]]);
        Relationship(line[parts[3]], line[parts[4]], line[parts[5]], line[parts[6]], block);
        return false;
    }

    private static void Unused(ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty) JsonMembers.Check(value);
    }

    private void Node(ReadOnlySpan<byte> lineId, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> properties, ChangeBlock block)
    {
        var (type, owner) = NodeTypeOf(labels);
        var own = Text(lineId, "id", ref _room, out var hasOwn);
        var identity = Id(properties, owner, out var hasIdentity);
        var id = hasIdentity ? identity : hasOwn ? own : throw new InvalidDataException("A node has no id.");
        if (hasOwn && !own.SequenceEqual(id)) _otherIds[Encoding.UTF8.GetString(own)] = new NodeKey(owner.Name, Encoding.UTF8.GetString(id));
        block.Begin(ChangeCodec.NodeUpsert);
        block.Text(owner.Text);
        block.Text(id);
        block.Text(type);
        Properties(properties, owner, block);
    }

    private void Relationship(ReadOnlySpan<byte> label, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end, ReadOnlySpan<byte> properties, ChangeBlock block)
    {
        var (owner, from, to) = RelationshipTypeOf(label);
        block.Begin(ChangeCodec.RelationshipUpsert);
        block.Text(owner.Text);
        End(start, "start", from, block);
        End(end, "end", to, block);
        Properties(properties, owner, block);
    }

    private void End(ReadOnlySpan<byte> end, string which, Owner label, ChangeBlock block)
    {
        if (end.IsEmpty) throw new InvalidDataException($"A relationship has no \"{which}\".");
        Span<Range> parts = stackalloc Range[3];
        parts.Clear();
        Split(end, EndMembers, parts);
        var labels = end[parts[1]];
        var properties = end[parts[2]];
        if (!labels.IsEmpty && !HasLabel(labels, label.Name)) throw new InvalidDataException($"The \"{which}\" of the relationship is labelled {Shown(labels)}; it must be a {label.Name}.");
        block.Text(label.Text);
        if (!properties.IsEmpty)
        {
            Span<Range> identity = stackalloc Range[1];
            identity.Clear();
            Split(properties, Identity, identity);
            var own = Text(properties[identity[0]], "id", ref _room, out var hasOwn);
            if (hasOwn)
            {
                Unused(end[parts[0]]);
                block.Text(own);
                return;
            }
        }
        var text = Text(end[parts[0]], "id", ref _room, out var found);
        if (!found) throw new InvalidDataException($"The \"{which}\" of the relationship has no id.");
        if (_otherIds.Count > 0 && _otherIds.TryGetValue(Encoding.UTF8.GetString(text), out var key) && key.Label == label.Name) block.Text(key.Id);
        else block.Text(text);
    }

    /// <summary>The property <c>id</c>, which is the identity and no property of the store's.</summary>
    private ReadOnlySpan<byte> Id(ReadOnlySpan<byte> properties, Owner owner, out bool found)
    {
        found = false;
        if (properties.IsEmpty || owner.HasOwnId) return default;
        var members = new JsonMembers(properties);
        while (members.Next())
        {
            if (!members.Name.SequenceEqual("id"u8)) continue;
            return IsString(members.Value) ? Text(members.Value, "id", ref _otherRoom, out found) : throw new InvalidDataException($"The id of {owner.Name} is no string.");
        }
        return default;
    }

    private void Properties(ReadOnlySpan<byte> json, Owner owner, ChangeBlock block)
    {
        var (place, count, next) = (block.Leave(), 0, 0);
        if (json.IsEmpty) return;
        var members = new JsonMembers(json);
        while (members.Next())
        {
            if (!owner.HasOwnId && members.Name.SequenceEqual("id"u8))
            {
                if (!IsString(members.Value)) throw new InvalidDataException($"The id of {owner.Name} is no string.");
                JsonMembers.Check(members.Value);
                continue;
            }
            var at = IndexOf(owner.Names, members.Name, next);
            if (at < 0) throw new InvalidDataException($"{owner.Name} has no property {ChangeValidation.Shown(Encoding.UTF8.GetString(members.Name))}.");
            block.Text(owner.Properties[at]);
            Value(members.Value, owner.Definitions[at], owner, block);
            count++;
            next = at + 1;
        }
        block.Fill(place, count);
    }

    private void Value(ReadOnlySpan<byte> json, PropertyDefinition definition, Owner owner, ChangeBlock block)
    {
        if (IsString(json))
        {
            if (definition.Type == PropertyType.String)
            {
                block.StringTag();
                block.Text(String(json, ref _room));
                return;
            }
            if (definition.Type == PropertyType.Date && Date(String(json, ref _room)) is { } day)
            {
                block.Value(PropertyValue.Of(day));
                return;
            }
        }
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (Value(ref reader, definition.Type) is { } value && !reader.Read())
        {
            block.Value(value);
            return;
        }
        JsonMembers.Check(json);
        throw new InvalidDataException($"{owner.Name}.{definition.Name} is {Form(definition.Type)}, not {Shown(json)}.");
    }

    /// <summary>The value at the reader's token, of this type; null where it is something else.</summary>
    private PropertyValue? Value(ref Utf8JsonReader reader, PropertyType type)
    {
        var token = reader.TokenType;
        switch (type)
        {
            case var _ when token == JsonTokenType.Null: return PropertyValue.Null;
            case PropertyType.Int when token == JsonTokenType.Number && reader.TryGetInt64(out var number): return PropertyValue.Of(number);
            case PropertyType.Float when token == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number): return PropertyValue.Of(number);
            case PropertyType.Boolean when token is JsonTokenType.True or JsonTokenType.False: return PropertyValue.Of(token == JsonTokenType.True);
            case PropertyType.StringList when token == JsonTokenType.StartArray:
                var texts = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String) texts.Add(Encoding.UTF8.GetString(String(ref reader, ref _room)));
                return reader.TokenType == JsonTokenType.EndArray ? PropertyValue.Of(texts.DrainToImmutable()) : null;
            case PropertyType.DateList when token == JsonTokenType.StartArray:
                var days = ImmutableArray.CreateBuilder<DateOnly>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String && Date(String(ref reader, ref _room)) is { } day) days.Add(day);
                return reader.TokenType == JsonTokenType.EndArray ? PropertyValue.Of(days.DrainToImmutable()) : null;
            default: return null;
        }
    }

    private static string Form(PropertyType type) => type switch
    {
        PropertyType.String => "a string",
        PropertyType.Int => "a whole number of 64 bits",
        PropertyType.Float => "a number",
        PropertyType.Boolean => "true or false",
        PropertyType.Date => "a day such as \"2023-07-13\"",
        PropertyType.StringList => "a list of strings",
        _ => "a list of days such as \"2023-07-13\"",
    };

    private static DateOnly? Date(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[10];
        return utf8.Length == text.Length && Ascii.ToUtf16(utf8, text, out _) == OperationStatus.Done
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private Owner OwnerOf(object of, string name, ImmutableArray<PropertyDefinition> definitions)
    {
        if (_owners.TryGetValue(of, out var owner)) return owner;
        var names = Names([.. definitions.Select(d => d.Name)]);
        return _owners[of] = new Owner(name, new(Encoding.UTF8.GetBytes(name)), definitions, names, [.. names.Select(n => new RepeatedText(n))], definitions.Any(d => d.Name == "id"));
    }

    private Owner OwnerOf(KeyLabel label) => OwnerOf(label, label.Name, label.Properties);

    private static byte[][] Names(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The place of a name, or -1. Members mostly come in the order of names, so it is looked for from the next one on.</summary>
    private static int IndexOf(byte[][] names, ReadOnlySpan<byte> name, int next)
    {
        for (var at = next; at < names.Length; at++)
            if (name.SequenceEqual(names[at])) return at;
        for (var at = 0; at < next; at++)
            if (name.SequenceEqual(names[at])) return at;
        return -1;
    }

    // Lines repeat few lists of labels, so their bytes are the quickest way to the type.
    private (RepeatedText Type, Owner Owner) NodeTypeOf(ReadOnlySpan<byte> labels)
    {
        foreach (var (known, type, owner) in _nodeTypes)
            if (labels.SequenceEqual(known)) return (type, owner);
        if (labels.IsEmpty) throw new InvalidDataException("A node has no \"labels\".");
        var names = new HashSet<string>();
        var reader = new Utf8JsonReader(labels, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType == JsonTokenType.String) names.Add(reader.GetString()!);
        while (reader.Read()) { }
        var found = schema.NodeTypeOf(names) ?? throw new InvalidDataException($"No type of nodes has the labels {Shown(labels)}.");
        var added = (labels.ToArray(), new RepeatedText(Encoding.UTF8.GetBytes(found.Name)), OwnerOf(found.KeyLabel));
        _nodeTypes.Add(added);
        return (added.Item2, added.Item3);
    }

    private (Owner Owner, Owner From, Owner To) RelationshipTypeOf(ReadOnlySpan<byte> label)
    {
        foreach (var (known, owner, from, to) in _relationshipTypes)
            if (label.SequenceEqual(known)) return (owner, from, to);
        var name = Text(label, "label", ref _room, out var given);
        var found = (given ? schema.RelationshipType(Encoding.UTF8.GetString(name)) : null) ?? throw new InvalidDataException($"There is no type of relationships {Shown(label)}.");
        var added = (OwnerOf(found, found.Name, found.Properties), OwnerOf(found.From), OwnerOf(found.To));
        _relationshipTypes.Add((label.ToArray(), added.Item1, added.Item2, added.Item3));
        return added;
    }

    private static bool HasLabel(ReadOnlySpan<byte> labels, string name)
    {
        var reader = new Utf8JsonReader(labels, Options);
        var has = false;
        while (reader.Read()) has |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(name);
        return has;
    }

    /// <summary>Where the values of an object's members stand; members of other names are passed over.</summary>
    private static void Split(ReadOnlySpan<byte> json, byte[][] names, Span<Range> parts)
    {
        var members = new JsonMembers(json);
        var next = 0;
        while (members.Next())
        {
            var at = IndexOf(names, members.Name, next);
            if (at < 0)
            {
                JsonMembers.Check(members.Value);
                continue;
            }
            if (!parts[at].Equals(default)) throw new InvalidDataException($"\"{Encoding.UTF8.GetString(names[at])}\" stands twice.");
            parts[at] = members.Place;
            next = at + 1;
        }
    }

    private static bool IsString(ReadOnlySpan<byte> json) => json is [(byte)'"', ..];

    /// <summary>The string that stands there alone; it stands in the line or in the room until that is used again.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, string name, ref byte[] room, out bool found)
    {
        found = !json.IsEmpty;
        if (!found) return default;
        if (IsString(json)) return String(json, ref room);
        JsonMembers.Check(json);
        throw new InvalidDataException($"\"{name}\" is no string: {Shown(json)}.");
    }

    /// <summary>The text of a string.</summary>
    private static ReadOnlySpan<byte> String(ReadOnlySpan<byte> json, ref byte[] room)
    {
        if (JsonMembers.IsPlainString(json)) return Utf8.IsValid(json) ? json[1..^1] : throw new InvalidDataException(NotText);
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        return String(ref reader, ref room);
    }

    private static ReadOnlySpan<byte> String(scoped ref Utf8JsonReader reader, ref byte[] room)
    {
        if (room.Length < reader.ValueSpan.Length) room = new byte[reader.ValueSpan.Length * 2];
        return room.AsSpan(0, reader.CopyString(room)); // which throws for what is no text
    }

    /// <summary>JSON as it stands there, without further quotes around it.</summary>
    internal static string Shown(ReadOnlySpan<byte> json) => ChangeValidation.Shown(Encoding.UTF8.GetString(json[..Math.Min(json.Length, 200)]))[1..^1];
}
