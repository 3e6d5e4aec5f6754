using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// <c>appsettings.json</c>, looked at before it is taken: a key that nothing reads would leave a protection off without a word.
/// </summary>
internal static class AppSettingsFile
{
    public const string Name = "appsettings.json";

    // As its reader takes it.
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="UsageException">It is no JSON, or has a key that is no setting.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path)) return;
        var json = Read(path);
        try
        {
            Check(path, json);
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}, line {e.LineNumber + 1 ?? 1}: this is no JSON. Look for a comma, a quote or a bracket that is missing there or too many.");
        }
        catch (InvalidOperationException)
        {
            throw new UsageException($"{path}: a key has characters that are no text (half a surrogate pair).");
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return Encoding.UTF8.GetBytes(File.ReadAllText(path));
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            throw new UsageException($"{path} can't be read: {SystemFailure.Reason(e, path)}.");
        }
    }

    private static void Check(string path, byte[] json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new UsageException($"{path}: an object such as {{\"urls\": \"{ServedAddresses.Usual}\"}} is expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
            var key = reader.GetString()!;
            reader.Read();
            if (Problem(key, reader.TokenType) is { } problem) throw new UsageException($"{path}, line {line}: {problem}");
            reader.Skip();
        }
        reader.Read(); // what follows the object is an error
    }

    private static string? Problem(string key, JsonTokenType value)
    {
        if (!SettingKeys.IsKnown(key))
            return $"there is no setting '{key}'.{(NearestName.Of(key, SettingKeys.All) is { } near ? $" Did you mean {near}?" : "")} docs/graphql-api.md has them all.";
        if (key.Equals(SettingKeys.Limits, StringComparison.OrdinalIgnoreCase))
            return value is JsonTokenType.StartObject or JsonTokenType.Null ? null : $"{key} takes an object such as {{\"depth\": 10}}.";
        return SettingKeys.IsOwn(key) && value is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? $"{key} takes a single value; where several are allowed, they stand in one text, separated by blanks." : null;
    }
}
