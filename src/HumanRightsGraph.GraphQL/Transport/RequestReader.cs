using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>Reads requests from bodies and from URL parameters (GraphQL over HTTP, Request).</summary>
public static class RequestReader
{
    /// <summary>Whether a parameter of this name says what is asked: without one an address asks nothing.</summary>
    public static bool NamesDocument(string parameter) => parameter is "query" or "documentId" or "id" or "extensions";

    private static readonly string[] Members = ["query", "operationName", "variables", "extensions", "documentId", "id"];

    /// <summary>Reads the JSON of a POST. A byte order mark is passed over, members that mean nothing are ignored.</summary>
    /// <param name="documentId">Names the document, as an address may; what the body says of it is then passed over.</param>
    /// <param name="batch">How many requests a list may have; 0 where none is taken.</param>
    public static RequestResult FromJson(ReadOnlySpan<byte> body, Limits? limits = null, string? documentId = null, int batch = 0)
    {
        limits ??= Limits.Default;
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        // The request itself is one level above its variables, and a list of them one more.
        if (StrictJson.Check(body, limits.VariablesDepth + (batch > 0 ? 2 : 1), limits.ListItems) is { } error) return new(null, error);
        var reader = new Utf8JsonReader(body, StrictJson.ReaderOptions);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return batch > 0 ? Batch(ref reader, limits, batch)
                : Fail(ErrorCodes.BatchingDisabled, "The body is a list: batching is disabled (the setting batch_limit allows it). Send one request at a time.");
        }
        if (reader.TokenType != JsonTokenType.StartObject) return Fail(ErrorCodes.BadRequest, "The body must be a JSON object with the member \"query\".");

        var values = new Dictionary<string, JsonElement>();
        var unknown = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!Members.Contains(name))
            {
                if (unknown.Count < 5) unknown.Add(Execution.InputProblems.Shorten(name));
                reader.Skip();
                continue;
            }
            var start = reader.TokenStartIndex;
            var value = JsonElement.ParseValue(ref reader);
            if (name == "variables" && reader.BytesConsumed - start > limits.VariablesBytes) return new(null, VariablesTooLong(reader.BytesConsumed - start, limits));
            if (value.ValueKind == JsonValueKind.Null) continue;
            var expected = name is "variables" or "extensions" ? JsonValueKind.Object : JsonValueKind.String;
            if (value.ValueKind != expected)
                return Fail(ErrorCodes.BadRequest, $"\"{name}\" must be {(expected == JsonValueKind.Object ? "an object" : "a string")}, found {Kind(value)} (at /{name}).");
            values[name] = value;
        }
        return Complete(new(documentId is null ? Text("query") : null, Text("operationName"), Element("variables"), Element("extensions"), documentId ?? Text("documentId") ?? Text("id")), unknown);

        string? Text(string name) => values.TryGetValue(name, out var value) ? value.GetString() : null;
        JsonElement? Element(string name) => values.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>Reads the parameters of a GET, decoded. An empty one is absent, one given twice is refused, others are ignored.</summary>
    public static RequestResult FromParameters(IEnumerable<KeyValuePair<string, string>> parameters, Limits? limits = null, string? documentId = null)
    {
        limits ??= Limits.Default;
        var values = new Dictionary<string, string>();
        var unknown = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (!Members.Contains(name))
            {
                if (unknown.Count < 5) unknown.Add(Execution.InputProblems.Shorten(name));
            }
            else if (!values.TryAdd(name, value)) return Fail(ErrorCodes.BadRequest, $"The parameter {name} is given twice.");
        }
        var (variables, variablesError) = Element(values.GetValueOrDefault("variables"), "variables", limits);
        if (variablesError is not null) return new(null, variablesError);
        var (extensions, extensionsError) = Element(values.GetValueOrDefault("extensions"), "extensions", limits);
        if (extensionsError is not null) return new(null, extensionsError);
        return Complete(new(documentId is null ? Text("query") : null, Text("operationName"), variables, extensions, documentId ?? Text("documentId") ?? Text("id")), unknown);

        string? Text(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }

    private static RequestResult Batch(ref Utf8JsonReader reader, Limits limits, int max)
    {
        var list = JsonElement.ParseValue(ref reader);
        if (list.GetArrayLength() > max)
            return new(null, GraphQLError.Limit("batch", max, list.GetArrayLength(), $"The list has {list.GetArrayLength()} requests, {max} at most: send several lists."));
        if (list.GetArrayLength() == 0) return Fail(ErrorCodes.BadRequest, "The list has no request in it.");
        return new(null, null) { Batch = [.. list.EnumerateArray().Select(item => FromJson(Encoding.UTF8.GetBytes(item.GetRawText()), limits))] };
    }

    private static (JsonElement? Value, GraphQLError? Error) Element(string? text, string name, Limits limits)
    {
        if (string.IsNullOrEmpty(text)) return (null, null);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > limits.VariablesBytes) return (null, VariablesTooLong(bytes.Length, limits));
        if (StrictJson.Check(bytes, limits.VariablesDepth, limits.ListItems, $"parameter {name}") is { } error) return (null, error);
        var reader = new Utf8JsonReader(bytes, StrictJson.ReaderOptions);
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind switch
        {
            JsonValueKind.Null => (null, null),
            JsonValueKind.Object => (value, null),
            _ => (null, GraphQLError.Of(ErrorCodes.BadRequest, $"The parameter {name} must be a JSON object, found {Kind(value)}.")),
        };
    }

    private static RequestResult Complete(GraphQLRequest request, List<string> unknown)
    {
        if (request.Query is not null || request.DocumentId is not null || request.Extensions is { } extensions && extensions.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind != JsonValueKind.Null)
            return new(request, null);
        return Fail(ErrorCodes.BadRequest, $"\"query\" is missing: a string with the GraphQL document{(unknown.Count > 0 ? $". Unknown: {string.Join(", ", unknown)}" : "")}.");
    }

    /// <summary>The refusal of variables beyond <see cref="Limits.VariablesBytes"/>.</summary>
    public static GraphQLError VariablesTooLong(long found, Limits limits)
        => GraphQLError.Limit("variablesBytes", limits.VariablesBytes, found, $"The variables have {found} bytes; {limits.VariablesBytes} are allowed.");

    private static RequestResult Fail(string code, string message) => new(null, GraphQLError.Of(code, message)) { IsMisshapen = true };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
