using System.Buffers;
using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>
/// Tokens of a UTF-8 text (GraphQL §2.1). Never reads past its input; after a failure every further token is <see cref="TokenKind.EndOfFile"/>.
/// The text must be valid UTF-8: the parser checks that first.
/// </summary>
internal ref struct Lexer(ReadOnlySpan<byte> text, int maxTokens)
{
    /// <summary>Classes of the bytes that names and numbers consist of.</summary>
    private const byte NameStart = 1, Digit = 2;

    private static readonly byte[] Classes = BuildClasses();
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n\r"u8);
    private static readonly SearchValues<byte> LineStops = SearchValues.Create("\n\r"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly int _maxTokens = maxTokens;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _surplus; // Bytes of this line in excess of its UTF-16 code units: columns count the latter.
    private int _tokens;

    public GraphQLError? Error { get; private set; }

    private readonly Location Here(int offset) => new(offset, _line, offset - _lineStart - _surplus + 1);

    /// <summary>The next token that is neither blank nor comment.</summary>
    public Token Next()
    {
        var text = _text;
        while (Error is null && _at < text.Length)
        {
            var b = text[_at];
            switch (b)
            {
                case (byte)' ' or (byte)'\t':
                    _at++;
                    continue;
                case (byte)'\n' or (byte)'\r':
                    NewLine();
                    continue;
                case (byte)',':
                    if (!Count()) goto end;
                    _at++;
                    continue;
                case 0xEF when text[_at..].StartsWith("\uFEFF"u8):
                    if (!Count()) goto end;
                    _at += 3;
                    _surplus += 2;
                    continue;
                case (byte)'#':
                    if (!Count()) goto end;
                    Comment();
                    continue;
            }
            if (!Count()) goto end;
            return Read(b);
        }
    end:
        return new(TokenKind.EndOfFile, Here(_at), _at);
    }

    private Token Read(byte first)
    {
        switch (first)
        {
            case (byte)'{': return Punctuator(TokenKind.BraceLeft);
            case (byte)'}': return Punctuator(TokenKind.BraceRight);
            case (byte)'(': return Punctuator(TokenKind.ParenLeft);
            case (byte)')': return Punctuator(TokenKind.ParenRight);
            case (byte)':': return Punctuator(TokenKind.Colon);
            case (byte)'$': return Punctuator(TokenKind.Dollar);
            case (byte)'!': return Punctuator(TokenKind.Bang);
            case (byte)'@': return Punctuator(TokenKind.At);
            case (byte)'[': return Punctuator(TokenKind.BracketLeft);
            case (byte)']': return Punctuator(TokenKind.BracketRight);
            case (byte)'=': return Punctuator(TokenKind.Equals);
            case (byte)'|': return Punctuator(TokenKind.Pipe);
            case (byte)'&': return Punctuator(TokenKind.Ampersand);
            case (byte)'.':
                if (Peek(1) == '.' && Peek(2) == '.')
                {
                    _at += 3;
                    return new(TokenKind.Spread, Here(_at - 3), _at);
                }
                return Fail(_at, Peek(1) is >= '0' and <= '9' ? "a number needs a digit before its point" : "unexpected \".\"; a spread is written \"...\"");
            case (byte)'"':
                return Peek(1) == '"' && Peek(2) == '"' ? BlockString() : String();
        }
        if ((Classes[first] & NameStart) != 0) return Name();
        if ((Classes[first] & Digit) != 0 || first == '-') return Number();
        return Fail(_at, $"unexpected character {Show(_at)}");
    }

    private readonly int Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : -1;

    private Token Punctuator(TokenKind kind)
    {
        var start = Here(_at);
        return new(kind, start, ++_at);
    }

    private Token Name()
    {
        var start = Here(_at);
        while (_at < _text.Length && (Classes[_text[_at]] & (NameStart | Digit)) != 0) _at++;
        return new(TokenKind.Name, start, _at);
    }

    /// <summary>GraphQL §2.10.1, §2.10.2: no leading zeros, nothing name-like or a point right behind.</summary>
    private Token Number()
    {
        var start = Here(_at);
        var isFloat = false;
        if (Peek(0) == '-') _at++;
        if (Peek(0) == '0')
        {
            _at++;
            if (IsDigit(0)) return Fail(_at, "a number does not begin with 0");
        }
        else if (!Digits()) return Fail(_at, $"a digit is expected, found {Show(_at)}");
        if (Peek(0) == '.')
        {
            isFloat = true;
            _at++;
            if (!Digits()) return Fail(_at, $"a digit is expected after the point, found {Show(_at)}");
        }
        if (Peek(0) is 'e' or 'E')
        {
            isFloat = true;
            _at++;
            if (Peek(0) is '+' or '-') _at++;
            if (!Digits()) return Fail(_at, $"a digit is expected in the exponent, found {Show(_at)}");
        }
        if (Peek(0) == '.' || (_at < _text.Length && (Classes[_text[_at]] & NameStart) != 0))
            return Fail(_at, $"a number is not followed by {Show(_at)}");
        return new(isFloat ? TokenKind.Float : TokenKind.Int, start, _at);
    }

    private readonly bool IsDigit(int ahead) => Peek(ahead) is >= '0' and <= '9';

    private bool Digits()
    {
        if (!IsDigit(0)) return false;
        while (IsDigit(0)) _at++;
        return true;
    }

    private void Comment()
    {
        var rest = _text[_at..].IndexOfAny(LineStops);
        Advance(rest < 0 ? _text.Length - _at : rest);
    }

    private void NewLine()
    {
        if (_text[_at] == '\r' && Peek(1) == '\n') _at++;
        _at++;
        _line++;
        _lineStart = _at;
        _surplus = 0;
    }

    /// <summary>Passes bytes of this line, keeping columns in UTF-16 code units.</summary>
    private void Advance(int count)
    {
        var run = _text.Slice(_at, count);
        var ascii = Ascii.IsValid(run);
        if (!ascii) _surplus += count - Encoding.UTF8.GetCharCount(run);
        _at += count;
    }

    /// <summary>Finds the end of a string and checks its escapes; <see cref="StringValues"/> decodes it (GraphQL §2.10.4).</summary>
    private Token String()
    {
        var start = Here(_at);
        _at++;
        while (true)
        {
            var stop = _text[_at..].IndexOfAny(StringStops);
            Advance(stop < 0 ? _text.Length - _at : stop);
            if (_at >= _text.Length || Peek(0) is '\n' or '\r') return Fail(_at, "the string is not terminated");
            if (Peek(0) == '"')
            {
                _at++;
                return new(TokenKind.String, start, _at);
            }
            var length = StringValues.EscapeLength(_text[_at..]);
            if (length == 0) return Fail(_at, $"{StringValues.ShowEscape(_text[_at..])} is no escape of a string");
            _at += length;
        }
    }

    private Token BlockString()
    {
        var start = Here(_at);
        _at += 3;
        while (true)
        {
            var stop = _text[_at..].IndexOfAny(StringStops);
            Advance(stop < 0 ? _text.Length - _at : stop);
            if (_at >= _text.Length) return Fail(_at, "the block string is not terminated");
            if (Peek(0) is '\n' or '\r') NewLine();
            else if (_text[_at..].StartsWith("\"\"\""u8))
            {
                _at += 3;
                return new(TokenKind.BlockString, start, _at);
            }
            else _at += _text[_at..].StartsWith("\\\"\"\""u8) ? 4 : 1;
        }
    }

    private bool Count()
    {
        if (++_tokens <= _maxTokens) return true;
        var here = Here(_at);
        Error = GraphQLError.Limit("tokens", _maxTokens, null, $"The document has more than {_maxTokens} tokens (commas and comments count), exceeded at {here}: split it, or move values into variables.", here);
        _at = _text.Length;
        return false;
    }

    private Token Fail(int offset, string message)
    {
        var here = Here(offset);
        Error ??= GraphQLError.Of(ErrorCodes.ParseFailed, $"Syntax error at {here}: {message}.", here);
        _at = _text.Length;
        return new(TokenKind.EndOfFile, here, _at);
    }

    private readonly string Show(int offset)
    {
        if (offset >= _text.Length) return "the end of the text";
        Rune.DecodeFromUtf8(_text[offset..], out var rune, out _);
        return rune.Value is > 0x20 and < 0x7F ? rune.Value == '"' ? "'\"'" : $"\"{rune}\"" : $"U+{rune.Value:X4}";
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[256];
        for (var c = 'a'; c <= 'z'; c++) classes[c] = classes[c - 32] = NameStart;
        classes['_'] = NameStart;
        for (var c = '0'; c <= '9'; c++) classes[c] = Digit;
        return classes;
    }
}
