using System.Text;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>The guard between the Redis library and the server lets replies through and nothing else.</summary>
public class RespFramingTests
{
    private const string Replies = "+OK\r\n$5\r\nhello\r\n$0\r\n\r\n$-1\r\n:12\r\n:-1\r\n*2\r\n$1\r\na\r\n*1\r\n:1\r\n*0\r\n*-1\r\n-WRONGPASS no\r\n$2\r\n\r\n\r\n+PONG\r\n";

    [Fact]
    public void Replies_pass_wherever_they_are_parted()
    {
        var bytes = Encoding.ASCII.GetBytes(Replies);
        for (var at = 0; at <= bytes.Length; at++)
        {
            var framing = new RespFraming(10);
            Assert.True(framing.Take(bytes.AsSpan(0, at)) && framing.Take(bytes.AsSpan(at)), $"parted at {at}");
            Assert.Equal("WRONGPASS", framing.LastError);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("$536870912\r\n")]
    [InlineData("$11\r\n")]
    [InlineData("$99999999999999999999\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$\r\n")]
    [InlineData("*2147483647\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n:1\r\n")]
    [InlineData("$1\r\nab\r\n")]
    [InlineData("$1\r\na\nb")]
    [InlineData("+OK\n")]
    [InlineData(":1x\r\n")]
    [InlineData("%1\r\n")]
    [InlineData("\0")]
    public void What_is_no_reply_to_a_cache_is_refused(string sent) => Assert.False(new RespFraming(10).Take(Encoding.ASCII.GetBytes(sent)));

    [Fact]
    public void A_line_without_end_is_refused() => Assert.False(new RespFraming(10).Take(Encoding.ASCII.GetBytes("+" + new string('a', RespFraming.MaxLineBytes + 1))));

    [Fact]
    public void A_hundred_thousand_mutations_pass_or_are_refused_and_throw_never()
    {
        var random = new Random(RandomSeed.Value);
        var sound = Encoding.ASCII.GetBytes(Replies);
        var refused = 0;
        for (var n = 0; n < 100_000; n++)
        {
            var bytes = sound.ToArray();
            for (var times = random.Next(1, 5); times > 0; times--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (!new RespFraming(10).Take(bytes)) refused++;
        }
        Assert.InRange(refused, 1, 100_000);
    }
}
