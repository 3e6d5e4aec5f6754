using System.Text;

namespace HumanRightsGraph.Documents.Tests;

/// <summary>A CSV table of the repository (RFC 4180, with a header): one dictionary a row.</summary>
internal static class SeedTable
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var records = Records(File.ReadAllText(Path.Combine(Root, path)));
        var header = records[0];
        return [.. records.Skip(1).Select((record, index) =>
        {
            Assert.True(record.Count == header.Count, $"{path}, row {index + 2}: {record.Count} fields, the header has {header.Count}.");
            return (IReadOnlyDictionary<string, string>)header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second);
        })];
    }

    /// <summary>The name and the other forms of a row of a language's list.</summary>
    public static IEnumerable<string> Forms(IReadOnlyDictionary<string, string> row) =>
        row["forms"].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(row["name"]);

    private static List<List<string>> Records(string text)
    {
        List<List<string>> records = [];
        List<string> record = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n')
            {
                record.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    records.Add(record);
                    record = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }
        Assert.True(!quoted && field.Length == 0 && record.Count == 0, "A table ends with the end of a line, outside quotes.");
        return records;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "seed")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has a folder seed.");
    }
}
