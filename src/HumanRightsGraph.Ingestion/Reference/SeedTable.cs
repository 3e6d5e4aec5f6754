using System.Collections.Immutable;
using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>A column of a table: a property of the node, or a word the reader of the table needs (<paramref name="Stored"/> false).</summary>
internal sealed record SeedColumn(string Name, PropertyType Type, ImmutableArray<string>? Values = null, bool Stored = true);

/// <summary>
/// One table of the seed, a node a line. A column that is empty is null. Columns the table doesn't know are passed over,
/// so that people can keep notes beside the data.
/// </summary>
internal sealed record SeedTable(string File, string Label, string Key, ImmutableArray<SeedColumn> Columns, string? Localized = null)
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>A line of a table.</summary>
    internal sealed record Row(int Line, PartNode Node, IReadOnlyDictionary<string, PropertyValue> Values);

    internal SeedReading<IReadOnlyList<Row>> Read(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path)) return new SeedError(path, null, null, "the file is missing; the seed needs it.");
        try
        {
            var bytes = System.IO.File.ReadAllBytes(path);
            if (!Utf8.IsValid(bytes)) return new SeedError(path, null, null, "the file is not UTF-8.");
            using var csv = CsvReader.Create(bytes, Options);
            return Read(csv, path);
        }
        catch (CsvFormatException e)
        {
            return new SeedError(path, (int)e.LineNumber, null, "a quotation mark stands where none may, or one is never closed; put the whole field in quotation marks and double those inside it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SeedError(path, null, null, e.Message);
        }
    }

    private SeedReading<IReadOnlyList<Row>> Read(CsvReader csv, string path)
    {
        csv.ReadHeader();
        if (csv.Headers.Count == 0) return new SeedError(path, 1, null, "the line with the names of the columns is missing.");
        foreach (var name in Columns.Select(c => c.Name).Prepend(Key))
            if (!csv.Headers.Contains(name, StringComparer.Ordinal)) return new SeedError(path, 1, name, "the column is missing.");

        var rows = new List<Row>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var id = csv.GetString(Key);
            if (id.Length == 0) return new SeedError(path, line, Key, "the key is empty.");
            if (!seen.Add(id)) return new SeedError(path, line, Key, $"\"{id}\" stands on an earlier line too.");
            var values = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
            foreach (var column in Columns)
            {
                var text = csv.GetString(column.Name);
                if (Parse(column, text) is not { } value)
                    return new SeedError(path, line, column.Name, $"\"{text}\" is not {Expected(column)}.");
                values.Add(column.Name, value);
            }
            rows.Add(new Row(line, new PartNode(new NodeKey(Label, id), Label, Properties(values)), values));
        }
        return rows;
    }

    private ImmutableArray<Property> Properties(Dictionary<string, PropertyValue> values)
    {
        var properties = ImmutableArray.CreateBuilder<Property>(Columns.Length + 1);
        foreach (var column in Columns)
            if (column.Stored) properties.Add(new Property(column.Name, values[column.Name]));
        if (Localized is not null)
            properties.Add(new Property(Localized, Localization.First(language => values.GetValueOrDefault($"{Localized}_{language}"))));
        return properties.DrainToImmutable();
    }

    private static PropertyValue? Parse(SeedColumn column, string text)
    {
        if (text.Length == 0) return PropertyValue.Null;
        return column.Type switch
        {
            PropertyType.String => column.Values is not { } allowed || allowed.Contains(text, StringComparer.Ordinal) ? PropertyValue.Of(text) : null,
            PropertyType.Int => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? PropertyValue.Of((long)number) : null,
            PropertyType.Boolean => text switch { "true" => PropertyValue.Of(true), "false" => PropertyValue.Of(false), _ => null },
            PropertyType.Date => Day(text) is { } day ? PropertyValue.Of(day) : null,
            PropertyType.DateList => Days(text) is { } days ? PropertyValue.Of(days) : null,
            _ => throw new InvalidOperationException($"A table of the seed has no column of type {column.Type}."),
        };
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ImmutableArray<DateOnly>? Days(string text)
    {
        var days = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries))
        {
            if (Day(part) is not { } day) return null;
            days.Add(day);
        }
        return days.DrainToImmutable();
    }

    private static string Expected(SeedColumn column) => column.Type switch
    {
        PropertyType.Int => "a whole number",
        PropertyType.Boolean => "true or false",
        PropertyType.Date => "a day such as 2023-07-13",
        PropertyType.DateList => "a list of days such as 2023-07-13|2023-09-01",
        _ => $"one of {string.Join(", ", column.Values ?? [])}",
    };
}
