using System.Text;

namespace HumanRightsGraph.Documents.Languages;

/// <summary>The data files of this folder, embedded in the assembly.</summary>
internal static class Resource
{
    public static Stream? Open(string path) => typeof(Resource).Assembly.GetManifestResourceStream("Languages/" + path);

    /// <summary>A CSV file's rows by column name (RFC 4180 quotes, no line breaks in fields); empty where there is no such file.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string path)
    {
        using var stream = Open(path);
        if (stream is null) yield break;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (reader.ReadLine() is not { } head) yield break;
        var columns = Fields(head);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = Fields(line);
            var row = new Dictionary<string, string>(columns.Count, StringComparer.Ordinal);
            for (var i = 0; i < columns.Count; i++) row[columns[i]] = i < fields.Count ? fields[i] : "";
            yield return row;
        }
    }

    /// <summary>A list's lines; empty where there is no such file. A line that starts with # is a comment.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var stream = Open(path);
        if (stream is null) yield break;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Trim() is { Length: > 0 } phrase && phrase[0] != '#') yield return phrase;
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[++i]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
