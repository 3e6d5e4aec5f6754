using System.Buffers;
using System.Text.Json;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Transfer;

/// <summary>
/// The members of one JSON object, name by name, with the bytes of their values. It is strict about the object itself and about plain strings; what else a
/// value is, and whether it is well formed, is for whoever takes it to find out, or for <see cref="Check"/> where nobody does.
/// </summary>
internal ref struct JsonMembers
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);
    private readonly ReadOnlySpan<byte> _json;
    private int _at;
    private bool _inside;

    /// <exception cref="InvalidDataException">It is JSON of another kind.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal JsonMembers(ReadOnlySpan<byte> json)
    {
        _json = json;
        if (Peek() == '{') return;
        Check(json);
        throw new InvalidDataException($"{JsonLine.Shown(json)} is no JSON object.");
    }

    /// <summary>The member's name, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where its value stands in the object.</summary>
    internal Range Place { get; private set; }

    internal readonly ReadOnlySpan<byte> Value => _json[Place];

    /// <exception cref="JsonException">It is no JSON.</exception>
    internal bool Next()
    {
        var next = Peek();
        if (!_inside)
        {
            (_inside, _at) = (true, _at + 1);
            if (Peek() == '}') return End();
        }
        else if (next == '}')
        {
            return End();
        }
        else if (next == ',')
        {
            _at++;
        }
        else
        {
            throw new JsonException();
        }
        if (Peek() != '"') throw new JsonException();
        var start = _at;
        Name = String() ? _json[(start + 1)..(_at - 1)] : Unescaped(_json[start.._at]);
        if (Peek() != ':') throw new JsonException();
        _at++;
        next = Peek();
        start = _at;
        if (next == '"') String();
        else if (next is (byte)'{' or (byte)'[') Nested();
        else Scalar();
        Place = start.._at;
        return true;
    }

    /// <summary>Whether the value is a string without escapes; then its text is what stands between the quotes.</summary>
    internal static bool IsPlainString(ReadOnlySpan<byte> value) => value is [(byte)'"', ..] && value[1..].IndexOfAny(JsonText.Escaped) == value.Length - 2;

    /// <summary>Reads a value that nobody takes.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static void Check(ReadOnlySpan<byte> value)
    {
        if (IsPlainString(value)) return;
        var reader = new Utf8JsonReader(value, JsonLine.Options);
        while (reader.Read()) { }
    }

    private bool End()
    {
        _at++;
        while (_at < _json.Length && IsSpace(_json[_at])) _at++;
        return _at == _json.Length ? false : throw new JsonException();
    }

    private byte Peek()
    {
        while (_at < _json.Length)
        {
            if (!IsSpace(_json[_at])) return _json[_at];
            _at++;
        }
        return 0;
    }

    /// <summary>Goes behind a string; false where it has escapes.</summary>
    private bool String()
    {
        _at++;
        var plain = true;
        while (true)
        {
            var length = _json[_at..].IndexOfAny(JsonText.Escaped);
            if (length < 0) throw new JsonException();
            _at += length + 1;
            switch (_json[_at - 1])
            {
                case (byte)'"': return plain;
                case (byte)'\\' when _at < _json.Length:
                    plain = false;
                    _at++;
                    break;
                default: throw new JsonException();
            }
        }
    }

    private void Nested()
    {
        var depth = 0;
        do
        {
            var length = _json[_at..].IndexOfAny(Brackets);
            if (length < 0) throw new JsonException();
            _at += length;
            switch (_json[_at])
            {
                case (byte)'"':
                    String();
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }
            _at++;
        }
        while (depth > 0);
    }

    private void Scalar()
    {
        var start = _at;
        while (_at < _json.Length && _json[_at] is not ((byte)',' or (byte)'}' or (byte)']') && !IsSpace(_json[_at])) _at++;
        if (_at == start) throw new JsonException();
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static byte[] Unescaped(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(name, JsonLine.Options);
        reader.Read();
        var text = new byte[name.Length];
        return text[..reader.CopyString(text)];
    }
}
