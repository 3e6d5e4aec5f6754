using System.Globalization;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Transfer;

namespace HumanRightsGraph.Neo4j.Transfer;

/// <summary>
/// The graph as a folder for <c>neo4j-admin database import full</c>: a header and a file for each type of nodes and of relationships, and a file
/// with the command's arguments. Every text is quoted, so that an empty one is told from none. docs/decisions/083-formats.md.
/// </summary>
public static class AdminCsv
{
    public const string ArgumentsFile = "import.args";

    // Between the items of a list; a control character that no text of a document has.
    private const char ItemSeparator = '\u001F';

    /// <summary>Writes into a folder that is new or empty. What fails leaves no folder of that name with half an export in it.</summary>
    /// <exception cref="GraphStoreException"><c>EXPORT_INVALID</c>: the graph has something that this form can't carry; <c>FILE_UNWRITABLE</c>: the folder isn't empty.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static async Task<ExportSummary> ExportAsync(IGraphStore store, string folder, CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new GraphStoreException("FILE_UNWRITABLE", $"{folder} isn't empty. Name a new folder, or an empty one.");
        var aside = folder + ".part";
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Directory.CreateDirectory(aside);
        var written = await WriteAsync(store, aside, cancellation).ConfigureAwait(false);
        if (Directory.Exists(folder)) Directory.Delete(folder);
        Directory.Move(aside, folder);
        return written;
    }

    private static async Task<ExportSummary> WriteAsync(IGraphStore store, string folder, CancellationToken cancellation)
    {
        var (nodes, relationships) = (0L, 0L);
        var arguments = new List<string> { "--overwrite-destination", "--multiline-fields=true", $"--array-delimiter=U+{(int)ItemSeparator:X4}" };
        var files = new Dictionary<NodeType, StreamWriter>();
        try
        {
            await foreach (var node in store.NodesAsync(cancellation).ConfigureAwait(false))
            {
                if (!files.TryGetValue(node.Type, out var csv))
                {
                    files.Add(node.Type, csv = Open(folder, node.Type.Name + ".csv"));
                    WriteHeader(folder, node.Type.Name, [$"id:ID({node.Type.KeyLabel.Name})", .. Columns(node.Type.KeyLabel.Properties)]);
                    arguments.Add($"--nodes={string.Join(':', node.Type.Labels)}={node.Type.Name}.header.csv,{node.Type.Name}.csv");
                }
                WriteQuoted(csv, node.Key.Id);
                WriteValues(csv, node.Properties, node.Type.KeyLabel.Properties, node.Key.ToString());
                await csv.WriteAsync("\n".AsMemory(), cancellation).ConfigureAwait(false);
                nodes++;
            }
        }
        finally
        {
            foreach (var csv in files.Values) await csv.DisposeAsync().ConfigureAwait(false);
        }

        RelationshipType? type = null;
        StreamWriter? open = null;
        try
        {
            await foreach (var relationship in store.RelationshipsAsync(cancellation).ConfigureAwait(false))
            {
                if (relationship.Type != type)
                {
                    if (open is not null) await open.DisposeAsync().ConfigureAwait(false);
                    type = relationship.Type;
                    open = Open(folder, type.Name + ".csv");
                    WriteHeader(folder, type.Name, [$":START_ID({type.From.Name})", $":END_ID({type.To.Name})", .. Columns(type.Properties)]);
                    arguments.Add($"--relationships={type.Name}={type.Name}.header.csv,{type.Name}.csv");
                }
                WriteQuoted(open!, relationship.From.Id);
                open!.Write(',');
                WriteQuoted(open, relationship.To.Id);
                WriteValues(open, relationship.Properties, type.Properties, $"{type.Name} from {relationship.From} to {relationship.To}");
                await open.WriteAsync("\n".AsMemory(), cancellation).ConfigureAwait(false);
                relationships++;
            }
        }
        finally
        {
            if (open is not null) await open.DisposeAsync().ConfigureAwait(false);
        }
        await File.WriteAllLinesAsync(Path.Combine(folder, ArgumentsFile), arguments, cancellation).ConfigureAwait(false);
        return new ExportSummary(nodes, relationships);
    }

    private static StreamWriter Open(string folder, string file) => new(Path.Combine(folder, file), append: false, new UTF8Encoding(false), 1 << 16);

    private static void WriteHeader(string folder, string name, IEnumerable<string> columns)
    {
        using var csv = Open(folder, name + ".header.csv");
        csv.Write(string.Join(',', columns) + "\n");
    }

    private static IEnumerable<string> Columns(IEnumerable<PropertyDefinition> properties) => properties.Select(p => p.Name + p.Type switch
    {
        PropertyType.String => ":string",
        PropertyType.Int => ":long",
        PropertyType.Float => ":double",
        PropertyType.Boolean => ":boolean",
        PropertyType.Date => ":date",
        PropertyType.StringList => ":string[]",
        _ => ":date[]",
    });

    private static void WriteValues(StreamWriter csv, IReadOnlyList<Property> values, IReadOnlyList<PropertyDefinition> columns, string owner)
    {
        var next = 0; // values stand in the order of the columns
        foreach (var column in columns)
        {
            csv.Write(',');
            if (next == values.Count || values[next].Name != column.Name) continue;
            var value = values[next++].Value;
            var text = Text(value, owner, column.Name);
            if (value.Type is PropertyType.String or PropertyType.StringList or PropertyType.DateList) WriteQuoted(csv, text);
            else csv.Write(text);
        }
    }

    private static void WriteQuoted(StreamWriter csv, string text)
    {
        csv.Write('"');
        csv.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        csv.Write('"');
    }

    private static string Text(PropertyValue value, string owner, string property) => value.Type switch
    {
        PropertyType.String => value.AsString,
        PropertyType.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        PropertyType.Float => value.AsFloat.ToString("R", CultureInfo.InvariantCulture),
        PropertyType.Boolean => value.AsBoolean ? "true" : "false",
        PropertyType.Date => Day(value.AsDate),
        PropertyType.StringList => List(value.AsStrings, owner, property),
        _ => List([.. value.AsDates.Select(Day)], owner, property),
    };

    private static string List(IReadOnlyList<string> items, string owner, string property)
    {
        if (items.Any(i => i.Contains(ItemSeparator)))
            throw new GraphStoreException("EXPORT_INVALID", $"{owner}: an item of {property} has the character U+001F, which parts the items of a list in this form. Use --format jsonl or cypher.");
        if (items is [] or [""])
            throw new GraphStoreException("EXPORT_INVALID", $"{owner}: {property} is a list {(items.Count == 0 ? "of nothing" : "of one empty text")}, which neo4j-admin reads as no list. Use --format jsonl or cypher.");
        return string.Join(ItemSeparator, items);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
