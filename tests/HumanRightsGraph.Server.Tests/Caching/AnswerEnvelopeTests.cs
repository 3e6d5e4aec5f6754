using System.Buffers.Binary;
using System.Text;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>A value is the answer that was stored under its key, or nothing.</summary>
public class AnswerEnvelopeTests
{
    private const int Most = 1 << 20;
    private static readonly AnswerKey Key = KeyOf("{ a }");
    private static readonly byte[] Small = "{\"data\":{\"a\":1}}"u8.ToArray();
    private static readonly byte[] Large = Encoding.UTF8.GetBytes("{\"data\":\"" + string.Join(' ', Enumerable.Range(0, 5_000)) + "\"}");

    [Fact]
    public void What_was_stored_comes_back_and_a_large_one_takes_less_room()
    {
        Assert.Equal(Small, AnswerEnvelope.Read(Key, AnswerEnvelope.Write(Key, Small, Most)!));
        var value = AnswerEnvelope.Write(Key, Large, Most)!;
        Assert.True(value.Length < Large.Length * 2 / 3);
        Assert.Equal(Large, AnswerEnvelope.Read(Key, value));
    }

    [Fact]
    public void Any_flipped_bit_is_found()
    {
        foreach (var answer in new[] { Small, Large[..3_000] })
        {
            var value = AnswerEnvelope.Write(Key, answer, Most)!;
            for (var bit = 0; bit < value.Length * 8; bit++)
            {
                value[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Null(AnswerEnvelope.Read(Key, value));
                value[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Any_part_of_a_value_and_any_more_is_nothing()
    {
        foreach (var answer in new[] { Small, Large })
        {
            var value = AnswerEnvelope.Write(Key, answer, Most)!;
            for (var length = 0; length < Math.Min(value.Length, 200); length++) Assert.Null(AnswerEnvelope.Read(Key, value[..length]));
            Assert.Null(AnswerEnvelope.Read(Key, value[..^1]));
            Assert.Null(AnswerEnvelope.Read(Key, [.. value, 0]));
        }
    }

    [Fact]
    public void Another_key_s_value_and_another_version_s_are_nothing()
    {
        var value = AnswerEnvelope.Write(KeyOf("{ b }"), Small, Most)!;
        Assert.Null(AnswerEnvelope.Read(Key, value));
        value = AnswerEnvelope.Write(Key, Small, Most)!;
        value[4] = 0;
        Assert.Null(AnswerEnvelope.Read(Key, value));
    }

    [Fact]
    public void A_length_that_promises_gigabytes_allocates_nothing()
    {
        var value = AnswerEnvelope.Write(Key, Large, Most)!;
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(8), int.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(AnswerEnvelope.Read(Key, value));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Two_thousand_random_damages_give_the_answer_or_nothing()
    {
        var random = new Random(RandomSeed.Value);
        var sound = AnswerEnvelope.Write(Key, Large, Most)!;
        for (var n = 0; n < 2_000; n++)
        {
            var value = sound.ToArray();
            for (var times = random.Next(1, 4); times > 0; times--) value[random.Next(value.Length)] = (byte)random.Next(256);
            if (AnswerEnvelope.Read(Key, value) is { } answer) Assert.True(value.AsSpan().SequenceEqual(sound) && answer.AsSpan().SequenceEqual(Large));
        }
    }

    [Fact]
    public void What_is_too_large_is_not_written()
    {
        var noise = new byte[5_000];
        new Random(1).NextBytes(noise);
        Assert.Null(AnswerEnvelope.Write(Key, noise, 4_000));
        Assert.Null(AnswerEnvelope.Write(Key, new byte[AnswerEnvelope.MaxAnswerBytes + 1], int.MaxValue));
    }

    private static AnswerKey KeyOf(string document) => AnswerKey.Of(new(new("", "", false, ""), "", "", default, document, null, null));
}
