namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A statement's rows, read once and in order. Methods throw as <see cref="IAsyncQueryRunner"/>'s do.</summary>
public interface IResultCursor : IAsyncEnumerable<IRecord>
{
    /// <summary>The record that the last <see cref="FetchAsync"/> came to.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    IRecord Current { get; }

    /// <summary>False once all rows are read.</summary>
    bool IsOpen { get; }

    /// <summary>The names of the columns.</summary>
    Task<string[]> KeysAsync();

    /// <summary>Goes to the next record; false after the last one.</summary>
    ValueTask<bool> FetchAsync(CancellationToken cancellationToken = default);

    /// <summary>All records not read yet.</summary>
    Task<List<IRecord>> ToListAsync(CancellationToken cancellationToken = default);

    /// <exception cref="InvalidOperationException">There isn't exactly one record left.</exception>
    Task<IRecord> SingleAsync(CancellationToken cancellationToken = default);

    /// <summary>Passes over the records not read, and says what the statement did.</summary>
    Task<IResultSummary> ConsumeAsync(CancellationToken cancellationToken = default);
}

/// <summary>One row.</summary>
public interface IRecord
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>The values by column; see <see cref="PackStreamReader.ReadValue"/> for their types.</summary>
    IReadOnlyDictionary<string, object?> Values { get; }

    /// <exception cref="ArgumentOutOfRangeException">No such column.</exception>
    object? this[int index] { get; }

    /// <exception cref="KeyNotFoundException">No such column.</exception>
    object? this[string key] { get; }

    /// <summary>
    /// The row as the server sent it: a PackStream list of its values, to be read with <see cref="PackStreamReader"/>. A view of the receive buffer, valid until the next
    /// <see cref="IResultCursor.FetchAsync"/> or the cursor's end; a record whose bytes were asked for has no values after that (<see cref="ObjectDisposedException"/>).
    /// </summary>
    ReadOnlyMemory<byte> PackStream { get; }

    T Get<T>(string key) => this[key].As<T>();
}
