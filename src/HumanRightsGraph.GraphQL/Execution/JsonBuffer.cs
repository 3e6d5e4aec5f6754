using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>JSON in the making that can be cut back to a mark, as null propagation needs it (GraphQL §6.4.4).</summary>
internal sealed class JsonBuffer
{
    /// <summary>Escapes what JSON must, and what HTML may trip over; leaves other scripts readable.</summary>
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Cut(int mark) => Length = mark;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void String(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        Raw("\""u8);
        Raw(JsonEncodedText.Encode(value, Encoder).EncodedUtf8Bytes);
        Raw("\""u8);
    }
}
