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
    private static readonly JsonReaderOptions Options = new() { MaxDepth = GraphJsonLines.MaxDepth };
    private static readonly byte[][] Members = Names("type", "id", "labels", "label", "start", "end", "properties");
    private static readonly byte[][] EndMembers = Names("id", "labels", "properties");
    private static readonly byte[][] Identity = Names("id");
    private readonly Dictionary<string, NodeKey> _otherIds = new(StringComparer.Ordinal);
    private readonly List<(byte[] Labels, NodeType Type)> _nodeTypes = [];
    private readonly List<(byte[] Label, RelationshipType Type)> _relationshipTypes = [];
    private readonly Dictionary<object, Owner> _owners = new(ReferenceEqualityComparer.Instance);
    private byte[] _room = new byte[1024];
    private byte[] _otherRoom = new byte[1024];

    /// <summary>What stands in a line of a key label or relationship type, as it is written.</summary>
    private sealed record Owner(byte[] Name, ImmutableArray<PropertyDefinition> Definitions, byte[][] Properties, bool HasOwnId);

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
        catch (JsonException e)
        {
            problem = $"The line is not JSON of the form expected, at byte {e.BytePositionInLine}.";
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

    private bool Read(ReadOnlySpan<byte> line, bool afterRelationships, ChangeBlock block)
    {
        Span<Range> parts = stackalloc Range[Members.Length];
        Split(line, Members, parts);
        var type = line[parts[0]];
        var properties = line[parts[6]];
        if (type.SequenceEqual("\"node\""u8))
        {
            if (afterRelationships) throw new InvalidDataException("A node stands after a relationship; all nodes come first.");
            Node(line[parts[1]], line[parts[2]], properties, block);
            return true;
        }
        if (!type.SequenceEqual("\"relationship\""u8)) throw new InvalidDataException("A line has the \"type\" \"node\" or \"relationship\".");
        Relationship(line[parts[3]], line[parts[4]], line[parts[5]], properties, block);
        return false;
    }

    private void Node(ReadOnlySpan<byte> lineId, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> properties, ChangeBlock block)
    {
        var type = NodeTypeOf(labels);
        var owner = OwnerOf(type.KeyLabel, type.KeyLabel.Name, type.KeyLabel.Properties);
        var own = Text(lineId, "id", ref _room, out var hasOwn);
        var identity = Id(properties, owner, out var hasIdentity);
        var id = hasIdentity ? identity : hasOwn ? own : throw new InvalidDataException("A node has no id.");
        if (hasOwn && !own.SequenceEqual(id)) _otherIds[Encoding.UTF8.GetString(own)] = new NodeKey(type.KeyLabel.Name, Encoding.UTF8.GetString(id));
        block.Begin(ChangeCodec.NodeUpsert);
        block.Text(owner.Name);
        block.Text(id);
        block.Text(type.Name);
        Properties(properties, owner, block);
    }

    private void Relationship(ReadOnlySpan<byte> label, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end, ReadOnlySpan<byte> properties, ChangeBlock block)
    {
        var type = RelationshipTypeOf(label);
        var owner = OwnerOf(type, type.Name, type.Properties);
        block.Begin(ChangeCodec.RelationshipUpsert);
        block.Text(owner.Name);
        End(start, "start", type.From, block);
        End(end, "end", type.To, block);
        Properties(properties, owner, block);
    }

    private void End(ReadOnlySpan<byte> end, string which, KeyLabel label, ChangeBlock block)
    {
        if (end.IsEmpty) throw new InvalidDataException($"A relationship has no \"{which}\".");
        Span<Range> parts = stackalloc Range[3];
        Split(end, EndMembers, parts);
        var labels = end[parts[1]];
        var properties = end[parts[2]];
        if (!labels.IsEmpty && !HasLabel(labels, label.Name)) throw new InvalidDataException($"The \"{which}\" of the relationship is labelled {Shown(labels)}; it must be a {label.Name}.");
        var owner = OwnerOf(label, label.Name, label.Properties);
        block.Text(owner.Name);
        if (!properties.IsEmpty)
        {
            Span<Range> identity = stackalloc Range[1];
            Split(properties, Identity, identity);
            var own = Text(properties[identity[0]], "id", ref _room, out var hasOwn);
            if (hasOwn)
            {
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
        var reader = Object(properties);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            found = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (!found)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType != JsonTokenType.String) throw new InvalidDataException($"The id of {Encoding.UTF8.GetString(owner.Name)} is no string.");
            return String(ref reader, ref _otherRoom);
        }
        return default;
    }

    private void Properties(ReadOnlySpan<byte> json, Owner owner, ChangeBlock block)
    {
        var (place, count) = (block.Leave(), 0);
        if (json.IsEmpty) return;
        var reader = Object(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!owner.HasOwnId && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String) throw new InvalidDataException($"The id of {Encoding.UTF8.GetString(owner.Name)} is no string.");
                continue;
            }
            var at = 0;
            while (at < owner.Properties.Length && !reader.ValueTextEquals(owner.Properties[at])) at++;
            if (at == owner.Properties.Length) throw new InvalidDataException($"{Encoding.UTF8.GetString(owner.Name)} has no property {ChangeValidation.Shown(reader.GetString()!)}.");
            reader.Read();
            block.Text(owner.Properties[at]);
            Value(ref reader, owner.Definitions[at], owner, block);
            count++;
        }
        block.Fill(place, count);
    }

    private void Value(ref Utf8JsonReader reader, PropertyDefinition definition, Owner owner, ChangeBlock block)
    {
        var token = reader.TokenType;
        switch (definition.Type)
        {
            case var _ when token == JsonTokenType.Null:
                block.Value(PropertyValue.Null);
                return;
            case PropertyType.String when token == JsonTokenType.String:
                block.StringTag();
                block.Text(String(ref reader, ref _room));
                return;
            case PropertyType.Int when token == JsonTokenType.Number && reader.TryGetInt64(out var number):
                block.Value(PropertyValue.Of(number));
                return;
            case PropertyType.Float when token == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number):
                block.Value(PropertyValue.Of(number));
                return;
            case PropertyType.Boolean when token is JsonTokenType.True or JsonTokenType.False:
                block.Value(PropertyValue.Of(token == JsonTokenType.True));
                return;
            case PropertyType.Date when token == JsonTokenType.String && Date(String(ref reader, ref _room)) is { } day:
                block.Value(PropertyValue.Of(day));
                return;
            case PropertyType.StringList when token == JsonTokenType.StartArray:
                var texts = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String) texts.Add(Encoding.UTF8.GetString(String(ref reader, ref _room)));
                if (reader.TokenType != JsonTokenType.EndArray) break;
                block.Value(PropertyValue.Of(texts.DrainToImmutable()));
                return;
            case PropertyType.DateList when token == JsonTokenType.StartArray:
                var days = ImmutableArray.CreateBuilder<DateOnly>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String && Date(String(ref reader, ref _room)) is { } day) days.Add(day);
                if (reader.TokenType != JsonTokenType.EndArray) break;
                block.Value(PropertyValue.Of(days.DrainToImmutable()));
                return;
        }
        var shown = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? Shown(reader.ValueSpan) : reader.TokenType.ToString();
        throw new InvalidDataException($"{Encoding.UTF8.GetString(owner.Name)}.{definition.Name} is {Form(definition.Type)}, not {shown}.");
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
        return _owners[of] = new Owner(Encoding.UTF8.GetBytes(name), definitions, Names([.. definitions.Select(d => d.Name)]), definitions.Any(d => d.Name == "id"));
    }

    private static byte[][] Names(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    // Lines repeat few lists of labels, so their bytes are the quickest way to the type.
    private NodeType NodeTypeOf(ReadOnlySpan<byte> labels)
    {
        foreach (var (known, type) in _nodeTypes)
            if (labels.SequenceEqual(known)) return type;
        if (labels.IsEmpty) throw new InvalidDataException("A node has no \"labels\".");
        var names = new HashSet<string>();
        var reader = new Utf8JsonReader(labels, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType == JsonTokenType.String) names.Add(reader.GetString()!);
        var found = schema.NodeTypeOf(names) ?? throw new InvalidDataException($"No type of nodes has the labels {Shown(labels)}.");
        _nodeTypes.Add((labels.ToArray(), found));
        return found;
    }

    private RelationshipType RelationshipTypeOf(ReadOnlySpan<byte> label)
    {
        foreach (var (known, type) in _relationshipTypes)
            if (label.SequenceEqual(known)) return type;
        var name = Text(label, "label", ref _room, out var given);
        var found = (given ? schema.RelationshipType(Encoding.UTF8.GetString(name)) : null) ?? throw new InvalidDataException($"There is no type of relationships {Shown(label)}.");
        _relationshipTypes.Add((label.ToArray(), found));
        return found;
    }

    private static bool HasLabel(ReadOnlySpan<byte> labels, string name)
    {
        var reader = new Utf8JsonReader(labels, Options);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(name)) return true;
        return false;
    }

    /// <summary>Where the values of an object's members stand; members of other names are passed over.</summary>
    private static void Split(ReadOnlySpan<byte> json, byte[][] names, Span<Range> parts)
    {
        var reader = Object(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = 0;
            while (at < names.Length && !reader.ValueTextEquals(names[at])) at++;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (at == names.Length) continue;
            if (!parts[at].Equals(default)) throw new InvalidDataException($"\"{Encoding.UTF8.GetString(names[at])}\" stands twice.");
            parts[at] = start..(int)reader.BytesConsumed;
        }
        reader.Read(); // throws where anything follows the object
    }

    private static Utf8JsonReader Object(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? reader : throw new InvalidDataException($"{Shown(json)} is no JSON object.");
    }

    /// <summary>The string that stands there alone; it stands in the line or in the room until that is used again.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, string name, ref byte[] room, out bool found)
    {
        found = !json.IsEmpty;
        if (!found) return default;
        var reader = new Utf8JsonReader(json, Options);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? String(ref reader, ref room) : throw new InvalidDataException($"\"{name}\" is no string: {Shown(json)}.");
    }

    private static ReadOnlySpan<byte> String(scoped ref Utf8JsonReader reader, ref byte[] room)
    {
        if (room.Length < reader.ValueSpan.Length) room = new byte[reader.ValueSpan.Length * 2];
        if (reader.ValueIsEscaped) return room.AsSpan(0, reader.CopyString(room)); // which throws for what is no text
        if (!Utf8.IsValid(reader.ValueSpan)) throw new InvalidDataException(NotText);
        reader.ValueSpan.CopyTo(room);
        return room.AsSpan(0, reader.ValueSpan.Length);
    }

    private static string Shown(ReadOnlySpan<byte> json) => ChangeValidation.Shown(Encoding.UTF8.GetString(json[..Math.Min(json.Length, 200)]));
}
