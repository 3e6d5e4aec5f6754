using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace HumanRightsGraph.Server.Caching;

/// <summary>What an answer depends on beside the request and the graph.</summary>
/// <param name="Build">The program that computes it, its schema included.</param>
/// <param name="Role">What the caller may see.</param>
/// <param name="Mutations">Whether the API has mutations: introspection shows them.</param>
/// <param name="Format">The answer's media type.</param>
public readonly record struct AnswerCaller(string Build, string Role, bool Mutations, string Format);

/// <summary>Everything an answer depends on.</summary>
/// <param name="Store">Which store, so that servers of other stores can use the same Redis.</param>
/// <param name="GraphVersion">Its state (<see cref="Graph.IGraphStore.VersionAsync"/>).</param>
/// <param name="Day">Today in UTC, which a status without <c>asOf</c> depends on.</param>
/// <param name="OperationName">Null or empty for none.</param>
/// <param name="Variables">A JSON object, or null for none.</param>
public sealed record AnswerQuestion(AnswerCaller Caller, string Store, string GraphVersion, DateOnly Day, string Document, string? OperationName, JsonElement? Variables);

/// <summary>The SHA-256 of an encoding of an <see cref="AnswerQuestion"/> that no two different questions share.</summary>
public readonly record struct AnswerKey
{
    public const int Bytes = 32;

    private readonly string _hexadecimal;

    private AnswerKey(ReadOnlySpan<byte> hash) => _hexadecimal = Convert.ToHexStringLower(hash);

    public static AnswerKey Of(AnswerQuestion question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encoding = new Encoding(hash);
        encoding.Text(question.Caller.Build);
        encoding.Text(question.Store);
        encoding.Text(question.GraphVersion);
        encoding.Number(question.Day.DayNumber);
        encoding.Text(question.Caller.Role);
        encoding.Number(question.Caller.Mutations ? 1 : 0);
        encoding.Text(question.Caller.Format);
        encoding.Text(question.Document);
        encoding.Text(question.OperationName ?? "");
        if (question.Variables is { } variables) encoding.Json(variables);
        else encoding.Number(0);
        Span<byte> bytes = stackalloc byte[Bytes];
        hash.GetHashAndReset(bytes);
        return new(bytes);
    }

    public byte[] ToBytes() => Convert.FromHexString(_hexadecimal);
    public override string ToString() => _hexadecimal;

    /// <summary>
    /// Texts with their length before them, numbers of fixed width, objects by the names of their members: one after the other these can be read back
    /// in one way only. Numbers in JSON count as they are written: 1 and 1.0 may be the same or not, and two entries for the same answer do no harm.
    /// </summary>
    private readonly ref struct Encoding(IncrementalHash hash)
    {
        public void Number(int number)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }

        // UTF-16, in which every string has a form of its own: lone surrogates too.
        public void Text(string text)
        {
            Number(text.Length);
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
        }

        public void Json(JsonElement value)
        {
            Number((int)value.ValueKind + 1);
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    var members = value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
                    Number(members.Count);
                    foreach (var member in members)
                    {
                        Text(member.Name);
                        Json(member.Value);
                    }
                    break;
                case JsonValueKind.Array:
                    Number(value.GetArrayLength());
                    foreach (var item in value.EnumerateArray()) Json(item);
                    break;
                case JsonValueKind.String:
                    Text(value.GetString()!);
                    break;
                case JsonValueKind.Number:
                    Text(value.GetRawText());
                    break;
            }
        }
    }
}
