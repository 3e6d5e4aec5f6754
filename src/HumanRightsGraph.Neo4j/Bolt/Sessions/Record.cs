namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A row, decoded when its values are first asked for, and at the latest when the cursor moves on.</summary>
internal sealed class Record(string[] keys, ReadOnlyMemory<byte> packStream, BoltConnection source) : IRecord
{
    private ReadOnlyMemory<byte> _packStream = packStream;
    private object?[]? _values;
    private bool _isRaw;
    private bool _isPast;

    public IReadOnlyList<string> Keys => keys;

    public IReadOnlyDictionary<string, object?> Values
    {
        get
        {
            var values = Decoded();
            var map = new Dictionary<string, object?>(keys.Length);
            for (var i = 0; i < keys.Length; i++)
                map[keys[i]] = values[i];
            return map;
        }
    }

    public object? this[int index] => index >= 0 && index < keys.Length
        ? Decoded()[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The record has {keys.Length} columns.");

    public object? this[string key] => Array.IndexOf(keys, key) is >= 0 and var index
        ? Decoded()[index]
        : throw new KeyNotFoundException($"The record has no column {key}; it has {string.Join(", ", keys)}.");

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
        try
        {
            var reader = new PackStreamReader(_packStream.Span);
            if (reader.ReadListHeader() != keys.Length)
                reader.ThrowDamaged($"a row has another number of values than the {keys.Length} columns");
            var values = new object?[keys.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadValue();
            return _values = values;
        }
        catch (ProtocolException)
        {
            source.Abort();
            throw;
        }
    }
}
