using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Transfer;

internal sealed class JsonLinesWriter(IGraphStore store, Stream output)
{
    private const int FlushAt = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Dictionary<NodeKey, NodeType> _types = [];

    internal async Task<ExportSummary> WriteAsync(CancellationToken cancellation)
    {
        var (nodes, relationships) = (0L, 0L);
        await using var json = new Utf8JsonWriter(_buffer, Options);
        // The embedded store is read in one version, whatever is written meanwhile.
        var version = (store as EmbeddedStore)?.Current;
        await foreach (var node in version is null ? store.NodesAsync(cancellation) : version.AllNodes().ToAsyncEnumerable())
        {
            _types[node.Key] = node.Type;
            Write(json, node);
            nodes++;
            await EndLineAsync(json, cancellation).ConfigureAwait(false);
        }
        await foreach (var relationship in version is null ? store.RelationshipsAsync(cancellation) : version.AllRelationships().ToAsyncEnumerable())
        {
            Write(json, relationship, relationships);
            relationships++;
            await EndLineAsync(json, cancellation).ConfigureAwait(false);
        }
        await FlushAsync(cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return new ExportSummary(nodes, relationships);
    }

    private static void Write(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "node"u8);
        json.WriteString("id"u8, node.Key.Id);
        WriteLabels(json, node.Type);
        json.WriteStartObject("properties"u8);
        json.WriteString("id"u8, node.Key.Id);
        foreach (var (name, value) in node.Properties) WriteProperty(json, name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, GraphRelationship relationship, long number)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "relationship"u8);
        json.WriteString("id"u8, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("label"u8, relationship.Type.Name);
        WriteEnd(json, "start"u8, relationship.From);
        WriteEnd(json, "end"u8, relationship.To);
        if (relationship.Properties.Count > 0)
        {
            json.WriteStartObject("properties"u8);
            foreach (var (name, value) in relationship.Properties) WriteProperty(json, name, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteEnd(Utf8JsonWriter json, ReadOnlySpan<byte> name, NodeKey key)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, key.Id);
        if (_types.TryGetValue(key, out var type)) WriteLabels(json, type);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, NodeType type)
    {
        json.WriteStartArray("labels"u8);
        foreach (var label in type.Labels) json.WriteStringValue(label);
        json.WriteEndArray();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, PropertyValue value)
    {
        json.WritePropertyName(name);
        switch (value.Type)
        {
            case PropertyType.String:
                json.WriteStringValue(value.AsString);
                break;
            case PropertyType.Int:
                json.WriteNumberValue(value.AsInt);
                break;
            case PropertyType.Float:
                json.WriteNumberValue(value.AsFloat);
                break;
            case PropertyType.Boolean:
                json.WriteBooleanValue(value.AsBoolean);
                break;
            case PropertyType.Date:
                WriteDate(json, value.AsDate);
                break;
            case PropertyType.StringList:
                json.WriteStartArray();
                foreach (var text in value.AsStrings) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                foreach (var day in value.AsDates) WriteDate(json, day);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteDate(Utf8JsonWriter json, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteStringValue(text);
    }

    private ValueTask EndLineAsync(Utf8JsonWriter json, CancellationToken cancellation)
    {
        json.Flush();
        json.Reset();
        _buffer.Write("\n"u8);
        return _buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellation);
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancellation).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }
}
