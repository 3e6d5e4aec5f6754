namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// Follows the replies of a server (RESP2) as their bytes come in, and says where they stop being ones that a cache can have asked for: longer, deeper or
/// of another kind. It keeps nothing but where it is.
/// </summary>
/// <param name="maxBulkBytes">Of a bulk string.</param>
internal sealed class RespFraming(int maxBulkBytes)
{
    /// <summary>No reply to a cache's commands is an array of arrays.</summary>
    public const int MaxDepth = 2;
    public const int MaxArrayLength = 1_024;
    public const int MaxLineBytes = 8 * 1024;

    private readonly long[] _missing = new long[MaxDepth];
    private readonly char[] _error = new char[20];
    private int _depth;
    private State _state = State.Type;
    private byte _type;
    private int _line;
    private int _errorLength;
    private long _number;
    private bool _negative;
    private long _payload;

    private enum State { Type, Line, LineEnd, Payload, PayloadReturn, PayloadEnd }

    /// <summary>The first word of the last error reply, such as <c>WRONGPASS</c>; null when there was none yet.</summary>
    public string? LastError { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>False when they can't be replies; nothing more is to be taken then.</returns>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_state == State.Payload)
            {
                var skip = (int)Math.Min(_payload, bytes.Length - i);
                _payload -= skip;
                i += skip - 1;
                if (_payload == 0) _state = State.PayloadReturn;
            }
            else if (!Take(bytes[i])) return false;
        }
        return true;
    }

    private bool Take(byte b)
    {
        switch (_state)
        {
            case State.Type:
                (_type, _line, _number, _negative, _errorLength, _state) = (b, 0, 0, false, 0, State.Line);
                return b is (byte)'+' or (byte)'-' or (byte)':' or (byte)'$' or (byte)'*';
            case State.Line when b == '\r':
                _state = State.LineEnd;
                return true;
            case State.Line:
                return ++_line <= MaxLineBytes && b != '\n' && InLine(b);
            case State.LineEnd:
                return b == '\n' && EndLine();
            case State.PayloadReturn:
                _state = State.PayloadEnd;
                return b == '\r';
            default:
                return b == '\n' && EndValue();
        }
    }

    private bool InLine(byte b)
    {
        switch ((char)_type)
        {
            case '+':
                return true;
            case '-':
                if (_errorLength == _line - 1 && _errorLength < _error.Length && b is >= (byte)'A' and <= (byte)'Z') _error[_errorLength++] = (char)b;
                return true;
        }
        if (b == '-' && _line == 1) return _negative = true;
        if (b is < (byte)'0' or > (byte)'9' || _line > 19) return false;
        _number = _number * 10 + (b - '0');
        return _number >= 0;
    }

    private bool EndLine()
    {
        switch ((char)_type)
        {
            case '-':
                LastError = new string(_error, 0, _errorLength);
                return EndValue();
            case ':':
                return _line > 0 && EndValue();
            case '$' when _negative:
                return _number == 1 && EndValue();
            case '$':
                if (_line == 0 || _number > maxBulkBytes) return false;
                (_payload, _state) = (_number, _number == 0 ? State.PayloadReturn : State.Payload);
                return true;
            case '*' when _negative || _number == 0:
                return _line > 0 && _number <= 1 && EndValue();
            case '*':
                if (_number > MaxArrayLength || _depth == MaxDepth) return false;
                _missing[_depth++] = _number;
                _state = State.Type;
                return true;
            default:
                return EndValue();
        }
    }

    private bool EndValue()
    {
        _state = State.Type;
        while (_depth > 0 && --_missing[_depth - 1] == 0) _depth--;
        return true;
    }
}
