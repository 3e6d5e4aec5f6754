using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Transfer;

/// <summary>
/// Reads one line as a change. A node's identity is its property <c>id</c> where it has one, else the line's own id; a file whose
/// line ids are other than the identities (an export of Neo4j's) has its relationships' ends translated.
/// </summary>
internal sealed class JsonLine(GraphSchema schema)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = GraphJsonLines.MaxDepth };
    private static readonly string[] Members = ["type", "id", "labels", "label", "start", "end", "properties"];
    private readonly Dictionary<string, NodeKey> _otherIds = new(StringComparer.Ordinal);
    private readonly List<(byte[] Labels, NodeType Type)> _nodeTypes = [];
    private readonly List<(byte[] Label, RelationshipType Type)> _relationshipTypes = [];
    private readonly StringPool _strings = new();

    /// <param name="afterRelationships">Whether relationships have come; then no node may.</param>
    internal bool TryRead(ReadOnlySpan<byte> line, bool afterRelationships, out Change? change, out string? problem)
    {
        (change, problem) = (null, null);
        try
        {
            change = Read(line, afterRelationships);
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
            problem = "A string is not UTF-8, or has half a surrogate pair.";
        }
        return change is not null;
    }

    private Change Read(ReadOnlySpan<byte> line, bool afterRelationships)
    {
        Span<Range> parts = stackalloc Range[Members.Length];
        Split(line, Members, parts);
        var type = line[parts[0]];
        var properties = line[parts[6]];
        if (type.SequenceEqual("\"node\""u8))
        {
            if (afterRelationships) throw new InvalidDataException("A node stands after a relationship; all nodes come first.");
            return Node(Text(line[parts[1]], "id"), line[parts[2]], properties);
        }
        if (type.SequenceEqual("\"relationship\""u8)) return Relationship(line[parts[3]], line[parts[4]], line[parts[5]], properties);
        throw new InvalidDataException("A line has the \"type\" \"node\" or \"relationship\".");
    }

    private UpsertNode Node(string? lineId, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> properties)
    {
        var type = NodeTypeOf(labels);
        var values = Properties(properties, type.KeyLabel.Properties, type.KeyLabel.Name, out var identity);
        var id = identity ?? lineId ?? throw new InvalidDataException("A node has no id.");
        var key = new NodeKey(type.KeyLabel.Name, id);
        if (lineId is not null && lineId != id) _otherIds[lineId] = key;
        return new UpsertNode(key, type.Name, values);
    }

    private UpsertRelationship Relationship(ReadOnlySpan<byte> label, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end, ReadOnlySpan<byte> properties)
    {
        var type = RelationshipTypeOf(label);
        var (from, to) = (End(start, "start", type.From), End(end, "end", type.To));
        return new UpsertRelationship(type.Name, from, to, Properties(properties, type.Properties, type.Name, out _));
    }

    private NodeKey End(ReadOnlySpan<byte> end, string which, KeyLabel label)
    {
        if (end.IsEmpty) throw new InvalidDataException($"A relationship has no \"{which}\".");
        Span<Range> parts = stackalloc Range[3];
        Split(end, ["id", "labels", "properties"], parts);
        var labels = end[parts[1]];
        var properties = end[parts[2]];
        if (!labels.IsEmpty && !HasLabel(labels, label.Name)) throw new InvalidDataException($"The \"{which}\" of the relationship is labelled {Shown(labels)}; it must be a {label.Name}.");
        if (!properties.IsEmpty)
        {
            Span<Range> identity = stackalloc Range[1];
            Split(properties, ["id"], identity);
            if (Text(properties[identity[0]], "id") is { } own) return new NodeKey(label.Name, own);
        }
        var text = Text(end[parts[0]], "id") ?? throw new InvalidDataException($"The \"{which}\" of the relationship has no id.");
        return _otherIds.TryGetValue(text, out var key) && key.Label == label.Name ? key : new NodeKey(label.Name, text);
    }

    private ImmutableArray<Property> Properties(ReadOnlySpan<byte> json, ImmutableArray<PropertyDefinition> definitions, string owner, out string? identity)
    {
        identity = null;
        if (json.IsEmpty) return [];
        var properties = ImmutableArray.CreateBuilder<Property>();
        var reader = Object(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8) && !definitions.Any(d => d.Name == "id"))
            {
                reader.Read();
                identity = reader.TokenType == JsonTokenType.String ? String(ref reader) : throw new InvalidDataException($"The id of {owner} is no string.");
                continue;
            }
            var at = 0;
            while (at < definitions.Length && !reader.ValueTextEquals(definitions[at].Name)) at++;
            if (at == definitions.Length) throw new InvalidDataException($"{owner} has no property {ChangeValidation.Shown(reader.GetString()!)}.");
            reader.Read();
            properties.Add(new Property(definitions[at].Name, Value(ref reader, definitions[at], owner)));
        }
        return properties.DrainToImmutable();
    }

    private PropertyValue Value(ref Utf8JsonReader reader, PropertyDefinition definition, string owner)
    {
        var token = reader.TokenType;
        switch (definition.Type)
        {
            case var _ when token == JsonTokenType.Null:
                return PropertyValue.Null;
            case PropertyType.String when token == JsonTokenType.String:
                return PropertyValue.Of(String(ref reader));
            case PropertyType.Int when token == JsonTokenType.Number && reader.TryGetInt64(out var number):
                return PropertyValue.Of(number);
            case PropertyType.Float when token == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number):
                return PropertyValue.Of(number);
            case PropertyType.Boolean when token is JsonTokenType.True or JsonTokenType.False:
                return PropertyValue.Of(token == JsonTokenType.True);
            case PropertyType.Date when token == JsonTokenType.String && Date(String(ref reader)) is { } day:
                return PropertyValue.Of(day);
            case PropertyType.StringList when token == JsonTokenType.StartArray:
                var texts = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String) texts.Add(String(ref reader));
                if (reader.TokenType == JsonTokenType.EndArray) return PropertyValue.Of(texts.DrainToImmutable());
                break;
            case PropertyType.DateList when token == JsonTokenType.StartArray:
                var days = ImmutableArray.CreateBuilder<DateOnly>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String && Date(String(ref reader)) is { } day) days.Add(day);
                if (reader.TokenType == JsonTokenType.EndArray) return PropertyValue.Of(days.DrainToImmutable());
                break;
        }
        var shown = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? Shown(reader.ValueSpan) : reader.TokenType.ToString();
        throw new InvalidDataException($"{owner}.{definition.Name} is {Form(definition.Type)}, not {shown}.");
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

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

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
        var found = (Text(label, "label") is { } name ? schema.RelationshipType(name) : null) ?? throw new InvalidDataException($"There is no type of relationships {Shown(label)}.");
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
    private static void Split(ReadOnlySpan<byte> json, ReadOnlySpan<string> names, Span<Range> parts)
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
            if (!parts[at].Equals(default)) throw new InvalidDataException($"\"{names[at]}\" stands twice.");
            parts[at] = start..(int)reader.BytesConsumed;
        }
        reader.Read(); // throws where anything follows the object
    }

    private static Utf8JsonReader Object(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? reader : throw new InvalidDataException($"{Shown(json)} is no JSON object.");
    }

    private string? Text(ReadOnlySpan<byte> json, string name)
    {
        if (json.IsEmpty) return null;
        var reader = new Utf8JsonReader(json, Options);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? String(ref reader) : throw new InvalidDataException($"\"{name}\" is no string: {Shown(json)}.");
    }

    private string String(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? reader.GetString()! : _strings.Get(reader.ValueSpan);

    private static string Shown(ReadOnlySpan<byte> json) => ChangeValidation.Shown(System.Text.Encoding.UTF8.GetString(json[..Math.Min(json.Length, 200)]));
}
