using System.Buffers.Binary;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Messages over a stream (Bolt, "Message exchange", chunking): what is written is collected and sent at once; what is read is put together in the receive buffer, without
/// a copy where a message is one chunk. A message is a view of that buffer until the next read. One reader and one writer at a time.
/// </summary>
internal sealed class MessageChannel(Stream stream, int maxMessageSize)
{
    private const int MaxChunk = 0xFFFF;
    private const int InitialBuffer = 16 * 1024;

    /// <summary>What an idle connection may keep of a buffer that a large message has grown.</summary>
    private const int KeptBuffer = 256 * 1024;

    private byte[] _buffer = new byte[InitialBuffer];
    private int _messageStart;
    private int _messageEnd;
    private int _next;
    private int _received;
    private bool _delivered = true;

    public PackStreamWriter Writer { get; } = new(1024);

    /// <summary>The message that <see cref="TryRead"/> or <see cref="ReceiveAsync"/> completed.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(_messageStart, _messageEnd - _messageStart);

    /// <summary>True while bytes are there that no message has used.</summary>
    public bool HasUnreadBytes => _received > _next;

    /// <summary>Starts a message; what is written to <see cref="Writer"/> up to <see cref="EndMessage"/> is its content.</summary>
    public int BeginMessage()
    {
        Writer.Reserve(2);
        return Writer.Length;
    }

    /// <summary>Ends the message begun at a place: cuts its content into chunks.</summary>
    public void EndMessage(int start)
    {
        var size = Writer.Length - start;
        var chunks = Math.Max(1, (size + MaxChunk - 1) / MaxChunk);
        Writer.Reserve(2 * (chunks - 1) + 2);
        var framed = Writer.Written(start - 2);
        // The last chunk first: each moves up by the headers that come before it.
        for (var i = chunks - 1; i >= 0; i--)
        {
            var from = 2 + i * MaxChunk;
            var length = Math.Min(MaxChunk, size - i * MaxChunk);
            if (i > 0)
                framed.Slice(from, length).CopyTo(framed[(from + 2 * i)..]);
            BinaryPrimitives.WriteUInt16BigEndian(framed[(from + 2 * i - 2)..], (ushort)length);
        }
        framed[^2..].Clear();
    }

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Writer.WrittenMemory, cancellationToken);
        Writer.Clear(KeptBuffer);
    }

    /// <summary>Completes the next message from bytes that are there already; an empty message is a no-op and passed over.</summary>
    /// <exception cref="ProtocolException">The message is larger than allowed.</exception>
    public bool TryRead()
    {
        if (_delivered)
            (_messageStart, _messageEnd, _delivered) = (_next, _next, false);
        while (_received - _next >= 2)
        {
            int size = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_next));
            if (size == 0)
            {
                _next += 2;
                if (_messageEnd > _messageStart)
                    return _delivered = true;
                _messageStart = _messageEnd = _next;
                continue;
            }
            if (_messageEnd - _messageStart + size > maxMessageSize)
                throw new ProtocolException($"The server sends a message of more than {maxMessageSize} bytes.");
            if (_received - _next - 2 < size)
                return false;
            if (_messageEnd == _messageStart)
                _messageStart = _messageEnd = _next + 2;
            else
                _buffer.AsSpan(_next + 2, size).CopyTo(_buffer.AsSpan(_messageEnd));
            _messageEnd += size;
            _next += 2 + size;
        }
        return false;
    }

    /// <summary>Waits for more bytes, after <see cref="TryRead"/> found too few.</summary>
    /// <returns>False at the stream's end.</returns>
    public async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_buffer.AsMemory(_received), cancellationToken);
        _received += count;
        return count > 0;
    }

    /// <summary>Exactly so many bytes outside of any message, as the handshake has them.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadRawAsync(int count, CancellationToken cancellationToken)
    {
        while (_received - _next < count)
        {
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_received), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException();
            _received += read;
        }
        _next += count;
        (_messageStart, _messageEnd) = (_next, _next);
        return _buffer.AsMemory(_next - count, count);
    }

    /// <summary>Gives back what a large message needed, when nothing is under way.</summary>
    public void Shrink()
    {
        if (_buffer.Length > KeptBuffer && !HasUnreadBytes)
        {
            _buffer = new byte[InitialBuffer];
            (_messageStart, _messageEnd, _next, _received, _delivered) = (0, 0, 0, 0, true);
        }
    }

    private void MakeRoom()
    {
        if (_messageStart == _received)
        {
            (_messageStart, _messageEnd, _next, _received) = (0, 0, 0, 0);
            return;
        }
        if (_received < _buffer.Length)
            return;
        // The part of a message that is put together, then what isn't looked at yet, without the headers between them.
        var (assembled, unread) = (_messageEnd - _messageStart, _received - _next);
        var to = _buffer;
        if (assembled + unread > _buffer.Length / 2)
            to = new byte[Math.Max((int)Math.Min(_buffer.Length * 2L, maxMessageSize + 2L * MaxChunk), assembled + unread + MaxChunk)];
        _buffer.AsSpan(_messageStart, assembled).CopyTo(to);
        _buffer.AsSpan(_next, unread).CopyTo(to.AsSpan(assembled));
        (_buffer, _messageStart, _messageEnd, _next, _received) = (to, 0, assembled, assembled, assembled + unread);
    }
}
