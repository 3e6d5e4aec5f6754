namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>What is wrong in a file of the seed.</summary>
/// <param name="Line">From 1; null where it is the file as a whole.</param>
/// <param name="Column">The column's name in a table, the byte's place in the line of JSON; null where it is the line as a whole.</param>
public sealed record SeedError(string File, int? Line, string? Column, string Message)
{
    public override string ToString() =>
        File + (Line is { } line ? $", line {line}" : "") + (Column is { } column ? $", column {column}" : "") + ": " + Message;
}

/// <summary>What reading the seed gave: the value, or the first error.</summary>
public sealed record SeedReading<T>(T? Value, SeedError? Error) where T : class
{
    public static implicit operator SeedReading<T>(T value) => new(value, null);
    public static implicit operator SeedReading<T>(SeedError error) => new(null, error);
}
