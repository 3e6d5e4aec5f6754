namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A row, decoded when its values are first asked for, and at the latest when the cursor moves on.</summary>
internal sealed class Record(string[] keys, ReadOnlyMemory<byte> packStream, BoltConnection source) : IRecord
{
    private ReadOnlyMemory<byte> _packStream = packStream;
    private object?[]? _values;
    private bool _isRaw;
    private bool _isPast;

    public IReadOnlyList<string> Keys => keys;

    public IReadOnlyDictionary<string, object?> Values => RecordValues.ByKey(keys, Decoded());

    public object? this[int index] => Decoded()[RecordValues.Index(keys, index)];

    public object? this[string key] => Decoded()[RecordValues.Index(keys, key)];

    public ReadOnlyMemory<byte> PackStream
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isPast, this);
            _isRaw = true;
            return _packStream;
        }
    }

    /// <summary>The bytes are about to go.</summary>
    public void MoveOn()
    {
        if (!_isRaw)
            Decoded();
        _isPast = true;
        _packStream = default;
    }

    private object?[] Decoded()
    {
        if (_values is not null)
            return _values;
        ObjectDisposedException.ThrowIf(_isPast, this);
        return _values = RecordValues.Decode(keys, _packStream.Span, source);
    }
}

/// <summary>A row of a list, decoded from the start.</summary>
internal sealed class EagerRecord(string[] keys, object?[] values) : IRecord
{
    public IReadOnlyList<string> Keys => keys;

    public IReadOnlyDictionary<string, object?> Values => RecordValues.ByKey(keys, values);

    public object? this[int index] => values[RecordValues.Index(keys, index)];

    public object? this[string key] => values[RecordValues.Index(keys, key)];

    public ReadOnlyMemory<byte> PackStream => throw new ObjectDisposedException(nameof(IRecord), "A record of a list has values only; read the bytes of a cursor's current record.");
}

/// <summary>What both kinds of record do.</summary>
internal static class RecordValues
{
    /// <exception cref="ProtocolException">It is no row of these columns; the connection is closed.</exception>
    public static object?[] Decode(string[] keys, ReadOnlySpan<byte> packStream, BoltConnection source)
    {
        try
        {
            var reader = new PackStreamReader(packStream);
            if (reader.ReadListHeader() != keys.Length)
                reader.ThrowDamaged($"a row has another number of values than the {keys.Length} columns");
            var values = new object?[keys.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadValue();
            return values;
        }
        catch (ProtocolException)
        {
            source.Abort();
            throw;
        }
    }

    public static Dictionary<string, object?> ByKey(string[] keys, object?[] values)
    {
        var map = new Dictionary<string, object?>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            map[keys[i]] = values[i];
        return map;
    }

    public static int Index(string[] keys, int index) => index >= 0 && index < keys.Length
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The record has {keys.Length} columns.");

    public static int Index(string[] keys, string key) => Array.IndexOf(keys, key) is >= 0 and var index
        ? index
        : throw new KeyNotFoundException($"The record has no column {key}; it has {string.Join(", ", keys)}.");
}
