using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HumanRightsGraph.Documents;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Ingestion.Runs;

/// <summary>A run that can't begin.</summary>
/// <param name="Code"><c>MANIFEST_INVALID</c>.</param>
public sealed record RunError(string Code, string Message);

/// <summary>
/// Which symbol and language the files of a folder are: <c>{"file.txt": {"symbol": "A/HRC/RES/53/13", "language": "zh"}}</c>,
/// either may be missing. Paths are relative to the manifest and stay in its folder.
/// </summary>
public sealed class Manifest
{
    public const string DefaultName = "manifest.json";

    /// <summary>Far more than a file list of a hundred thousand documents needs.</summary>
    private const int MaxBytes = 64 << 20;

    private readonly ImmutableSortedDictionary<string, DocumentHints> _files;

    private Manifest(string path, ImmutableSortedDictionary<string, DocumentHints> files) => (Path, _files) = (path, files);

    public string Path { get; }

    /// <summary>Full paths and what is known of them, by path.</summary>
    public IReadOnlyDictionary<string, DocumentHints> Files => _files;

    public static (Manifest? Manifest, RunError? Error) Read(string path)
    {
        byte[] bytes;
        if (Directory.Exists(path)) return Invalid(path, null, $"it is a folder; name the file, such as {System.IO.Path.Combine(path, DefaultName)}");
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes) return Invalid(path, null, $"it has {length:N0} bytes; the limit is {MaxBytes:N0}");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            return Invalid(path, null, $"it can't be read: {SystemFailure.Reason(e, path)}");
        }
        if (!Utf8.IsValid(bytes)) return Invalid(path, null, "it is not UTF-8");
        var json = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        var lines = new LineCount(json.ToArray());
        try
        {
            return Read(path, json, lines);
        }
        catch (JsonException e)
        {
            return Invalid(path, (int?)e.LineNumber + 1, "it is not JSON; look for a comma, a quote or a bracket that is missing there or too many");
        }
        catch (InvalidOperationException)
        {
            return Invalid(path, lines.At(lines.Last), "a value has characters that are no text (half a surrogate pair)");
        }
    }

    private static (Manifest?, RunError?) Read(string path, ReadOnlySpan<byte> json, LineCount lines)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var files = ImmutableSortedDictionary.CreateBuilder<string, DocumentHints>(StringComparer.Ordinal);
        var texts = new Dictionary<(string, string?), string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return Invalid(path, 1, "an object with a member for each file is expected");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = lines.At(reader.TokenStartIndex);
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return Invalid(path, line, $"\"{name}\" must be an object such as {{\"symbol\": \"A/HRC/RES/53/13\", \"language\": \"zh\"}}");
            string? symbol = null, language = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                lines.At(reader.TokenStartIndex);
                var property = reader.GetString();
                reader.Read();
                if (property is not ("symbol" or "language")) reader.Skip();
                else if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) return Invalid(path, line, $"{property} of \"{name}\" must be text");
                else if (property == "symbol") symbol = reader.GetString();
                else language = reader.GetString();
            }
            if (language is not null && !Languages.Contains(language))
                return Invalid(path, line, $"the language \"{language}\" of \"{name}\" is none of {string.Join(", ", Languages.InOrder)}");
            if (name.Length == 0 || name.Contains('\0') || System.IO.Path.IsPathRooted(name) || Inside(folder, name) is not { } full)
                return Invalid(path, line, $"\"{name}\" is no file of the manifest's folder");
            if (files.ContainsKey(full)) return Invalid(path, line, $"\"{name}\" stands in it twice");
            if (symbol is not null && !texts.TryAdd((symbol, language), name))
                return Invalid(path, line, $"\"{name}\" and \"{texts[(symbol, language)]}\" are both {symbol}{(language is null ? "" : $" in \"{language}\"")}");
            files.Add(full, new DocumentHints(symbol, language, System.IO.Path.GetFileName(full)));
        }
        reader.Read(); // what follows the object is an error
        return (new Manifest(path, files.ToImmutable()), null);
    }

    private static string? Inside(string folder, string name)
    {
        var full = System.IO.Path.GetFullPath(name, folder);
        return full.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal) ? full : null;
    }

    private static (Manifest?, RunError?) Invalid(string path, int? line, string why) =>
        (null, new RunError("MANIFEST_INVALID", $"The manifest {path}{(line is null ? "" : $", line {line}")}: {why}. Nothing was imported."));

    /// <summary>The lines of places asked for in ascending order.</summary>
    private sealed class LineCount(byte[] text)
    {
        private int _line = 1;

        public long Last { get; private set; }

        public int At(long place)
        {
            if (place > Last)
            {
                _line += text.AsSpan((int)Last, (int)(place - Last)).Count((byte)'\n');
                Last = place;
            }
            return _line;
        }
    }
}
