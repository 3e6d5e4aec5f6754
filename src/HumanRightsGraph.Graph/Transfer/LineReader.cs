namespace HumanRightsGraph.Graph.Transfer;

/// <summary>The lines of a stream as bytes, without their ends; a byte order mark at the start is passed over.</summary>
internal sealed class LineReader(Stream input, int maxLength)
{
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _finished;

    /// <summary>The number of the line in hand, from 1.</summary>
    internal long Number { get; private set; }
    /// <summary>Bytes up to the end of the line in hand.</summary>
    internal long Position { get; private set; }
    /// <summary>True when the line in hand has more bytes than allowed; nothing follows it.</summary>
    internal bool TooLong { get; private set; }

    /// <summary>The next line, valid until the next call; null at the end.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0) return Line(searched + at, 1);
            searched = _end - _start;
            if (_finished)
            {
                if (searched == 0 || TooLong) return null;
                return Line(searched, 0);
            }
            if (searched > maxLength)
            {
                (TooLong, _finished) = (true, true);
                Number++;
                return null;
            }
            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private ReadOnlyMemory<byte> Line(int length, int lineEnd)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + lineEnd;
        Position += length + lineEnd;
        if (++Number == 1 && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        if (read == 0) _finished = true;
        _end += read;
    }
}
