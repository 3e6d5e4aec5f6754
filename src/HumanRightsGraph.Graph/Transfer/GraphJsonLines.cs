namespace HumanRightsGraph.Graph.Transfer;

/// <summary>
/// The graph as JSON lines in the form of Neo4j's APOC export: one node or relationship a line, every node before any
/// relationship. Equal graphs give equal bytes.
/// </summary>
public static class GraphJsonLines
{
    /// <summary>The longest line that is read, in bytes. A text's facts are the longest value, some hundred kilobytes.</summary>
    public const int MaxLineLength = 16 << 20;

    /// <summary>The deepest nesting that is read; the form needs three levels.</summary>
    public const int MaxDepth = 8;

    /// <summary>Writes the whole graph: nodes by id, then relationships by type, start and end.</summary>
    /// <returns>How many nodes and relationships were written.</returns>
    public static Task<ExportSummary> ExportAsync(IGraphStore store, Stream output, CancellationToken cancellation = default) =>
        new JsonLinesWriter(store, output).WriteAsync(cancellation);

    /// <summary>
    /// Applies the lines of a graph, some thousands to a transaction. Lines that change nothing do no harm, so an import that
    /// stopped is gone on with by importing the whole file again.
    /// </summary>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="GraphStoreException"><c>IMPORT_INVALID</c> for a line that can't be taken, by file, line and value; the lines before it are imported.</exception>
    public static Task<ImportSummary> ImportAsync(IGraphStore store, Stream input, string fileName, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default) =>
        new JsonLinesReader(store, input, fileName, progress).ReadAsync(cancellation);
}

public readonly record struct ExportSummary(long Nodes, long Relationships);

/// <param name="Lines">Lines that were read, blank ones included.</param>
public readonly record struct ImportSummary(long Lines, long Nodes, long Relationships, Changes.ChangeSummary Changes);

/// <param name="Bytes">Bytes of the file that have become durable in the store.</param>
public readonly record struct ImportProgress(long Lines, long Bytes);
