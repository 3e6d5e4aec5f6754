using System.Text.Json;
using System.Text.Unicode;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>
/// A POST's JSON of the usual form, read in one pass and without a copy: <c>query</c>, <c>variables</c> whose values are neither objects nor lists,
/// <c>operationName</c>, each once at most, and nothing else. Any other request, good or bad, is <see cref="RequestReader"/>'s.
/// </summary>
public readonly ref struct PlainRequest
{
    private PlainRequest(ReadOnlySpan<byte> query, ReadOnlySpan<byte> operationName, ReadOnlySpan<byte> variables)
    {
        Query = query;
        OperationName = operationName;
        Variables = variables;
    }

    /// <summary>What stands between the quotes, escape sequences and all.</summary>
    public ReadOnlySpan<byte> Query { get; }

    /// <summary>Likewise; empty for none.</summary>
    public ReadOnlySpan<byte> OperationName { get; }

    /// <summary>The object; empty for none.</summary>
    public ReadOnlySpan<byte> Variables { get; }

    public static bool TryRead(ReadOnlySpan<byte> body, out PlainRequest request)
    {
        request = default;
        if (!Utf8.IsValid(body)) return false;
        ReadOnlySpan<byte> query = default, operationName = default, variables = default;
        bool hasQuery = false, hasName = false, hasVariables = false;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!hasQuery && reader.ValueSpan.SequenceEqual("query"u8))
                {
                    hasQuery = true;
                    if (!reader.Read() || reader.TokenType != JsonTokenType.String) return false;
                    query = reader.ValueSpan;
                }
                else if (!hasVariables && reader.ValueSpan.SequenceEqual("variables"u8))
                {
                    hasVariables = true;
                    if (!TryVariables(ref reader, out var place)) return false;
                    variables = body[place];
                }
                else if (!hasName && reader.ValueSpan.SequenceEqual("operationName"u8))
                {
                    hasName = true;
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.String) operationName = reader.ValueSpan;
                    else if (reader.TokenType != JsonTokenType.Null) return false;
                }
                else return false;
            }
            // Nothing may follow the object: the reader throws where something does.
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read() || !hasQuery) return false;
        }
        catch (JsonException)
        {
            return false;
        }
        request = new(query, operationName, variables);
        return true;
    }

    /// <summary>Where the object stands; nowhere for null.</summary>
    private static bool TryVariables(ref Utf8JsonReader reader, out Range variables)
    {
        variables = ..0;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return false;
        variables = start..(int)reader.BytesConsumed;
        return true;
    }
}
