using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>Writes errors as answers carry them (GraphQL §7.1.2).</summary>
public static class ErrorWriter
{
    /// <summary>Deepest nesting of <see cref="GraphQLError.Extensions"/> that is written; what is deeper becomes null.</summary>
    private const int MaxExtensionsDepth = 16;

    /// <summary>Escapes what JSON must: answers are never part of a page.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request error result, <c>{"errors":[…]}</c>, without <c>data</c>.</summary>
    public static void WriteAnswer(IBufferWriter<byte> output, IReadOnlyCollection<GraphQLError> errors)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        writer.WriteStartObject();
        writer.WritePropertyName("errors"u8);
        Write(writer, errors);
        writer.WriteEndObject();
    }

    /// <summary>The list of errors of a request error result as <see cref="WriteAnswer"/> writes it.</summary>
    public static ReadOnlySpan<byte> ListOf(ReadOnlySpan<byte> answer)
    {
        var start = "{\"errors\":"u8.Length;
        return answer[start..^1];
    }

    /// <summary>The list of errors alone.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<GraphQLError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors) Write(writer, error);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, GraphQLError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray("locations"u8);
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line"u8, location.Line);
                writer.WriteNumber("column"u8, location.Column);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (error.Path is { } path)
        {
            writer.WriteStartArray("path"u8);
            foreach (var segment in path)
            {
                if (segment is int index) writer.WriteNumberValue(index);
                else writer.WriteStringValue(segment.ToString());
            }
            writer.WriteEndArray();
        }
        writer.WriteStartObject("extensions"u8);
        writer.WriteString("code"u8, error.Code);
        foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            if (name == "code") continue;
            writer.WritePropertyName(name);
            Value(writer, value, MaxExtensionsDepth);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case bool b: writer.WriteBooleanValue(b); break;
            case int i: writer.WriteNumberValue(i); break;
            case long l: writer.WriteNumberValue(l); break;
            case double d when double.IsFinite(d): writer.WriteNumberValue(d); break;
            case string s: writer.WriteStringValue(s); break;
            case IReadOnlyDictionary<string, object?> map when depth > 0:
                writer.WriteStartObject();
                foreach (var (name, inner) in map)
                {
                    writer.WritePropertyName(name);
                    Value(writer, inner, depth - 1);
                }
                writer.WriteEndObject();
                break;
            case IEnumerable list when depth > 0:
                writer.WriteStartArray();
                foreach (var inner in list) Value(writer, inner, depth - 1);
                writer.WriteEndArray();
                break;
            default: writer.WriteNullValue(); break;
        }
    }
}
