using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// The memory before Redis: answers by the very bytes that asked for them, all of one state of the graph and one day, so that of a write on nothing older is
/// found. What was not asked for since the last round gives way first. Safe for many threads.
/// </summary>
internal sealed class AnswerMemory(long maxBytes)
{
    /// <summary>What an entry costs beside its question and its answer, about.</summary>
    private const int EntryBytes = 256;

    private volatile Answers _answers = new("", default);

    private sealed class Answer(byte[] utf8)
    {
        public readonly byte[] Utf8 = utf8;
        public volatile bool Used;
    }

    private sealed class Answers(string version, DateOnly day)
    {
        private readonly ConcurrentDictionary<AskedBytes, Answer> _known = new(AskedBytes.Comparer);
        private readonly ConcurrentQueue<AskedBytes> _round = new();
        private long _bytes;

        public bool Are(string graphVersion, DateOnly today) => day == today && version == graphVersion;

        public byte[]? Find(AskedSpan asked)
        {
            if (!_known.GetAlternateLookup<AskedSpan>().TryGetValue(asked, out var answer)) return null;
            if (!answer.Used) answer.Used = true;
            return answer.Utf8;
        }

        public void Add(AskedBytes asked, byte[] utf8, long maxBytes)
        {
            if (Cost(asked, utf8) > maxBytes || !_known.TryAdd(asked, new(utf8))) return;
            _round.Enqueue(asked);
            Interlocked.Add(ref _bytes, Cost(asked, utf8));
            while (Volatile.Read(ref _bytes) > maxBytes && _round.TryDequeue(out var oldest)) Pass(oldest);
        }

        private void Pass(AskedBytes asked)
        {
            if (!_known.TryGetValue(asked, out var answer)) return;
            if (answer.Used)
            {
                answer.Used = false;
                _round.Enqueue(asked);
            }
            else if (_known.TryRemove(asked, out var removed)) Interlocked.Add(ref _bytes, -Cost(asked, removed.Utf8));
        }

        private static long Cost(AskedBytes asked, byte[] utf8) => asked.Bytes.Length + utf8.Length + EntryBytes;
    }

    /// <summary>The answer in that state of the graph, on that day; null where it isn't known.</summary>
    public byte[]? Find(AskedSpan asked, string version, DateOnly day)
    {
        var answers = _answers;
        return answers.Are(version, day) ? answers.Find(asked) : null;
    }

    /// <summary>Keeps an answer of that state and day, which are the latest that are known; what is kept of another is given up.</summary>
    public void Add(AskedBytes asked, string version, DateOnly day, byte[] utf8)
    {
        var answers = _answers;
        if (!answers.Are(version, day)) _answers = answers = new(version, day);
        answers.Add(asked, utf8, maxBytes);
    }
}

/// <summary>What was asked, byte for byte, and by whom: the body of a request, or another encoding that no two questions share.</summary>
/// <param name="IsBody">It is the body of a POST.</param>
internal readonly record struct AskedBytes(AnswerCaller Caller, bool IsBody, byte[] Bytes)
{
    public static AskedBytesComparer Comparer { get; } = new();

    public AskedSpan Span => new(Caller, IsBody, Bytes);

    public bool Equals(AskedBytes other) => Comparer.Equals(this, other);

    public override int GetHashCode() => Comparer.GetHashCode(this);
}

/// <summary>The same in memory that is somebody else's.</summary>
internal readonly ref struct AskedSpan(AnswerCaller caller, bool isBody, ReadOnlySpan<byte> bytes)
{
    public readonly AnswerCaller Caller = caller;
    public readonly bool IsBody = isBody;
    public readonly ReadOnlySpan<byte> Bytes = bytes;
}

/// <summary>By a hash that is another in each process, so that nobody can choose questions that share one.</summary>
internal sealed class AskedBytesComparer : IEqualityComparer<AskedBytes>, IAlternateEqualityComparer<AskedSpan, AskedBytes>
{
    public bool Equals(AskedBytes one, AskedBytes other) => Equals(one.Span, other);

    public bool Equals(AskedSpan alternate, AskedBytes other) =>
        alternate.IsBody == other.IsBody && alternate.Bytes.SequenceEqual(other.Bytes) && alternate.Caller == other.Caller;

    public int GetHashCode([DisallowNull] AskedBytes asked) => GetHashCode(asked.Span);

    public int GetHashCode(AskedSpan alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate.Bytes);
        return hash.ToHashCode();
    }

    public AskedBytes Create(AskedSpan alternate) => new(alternate.Caller, alternate.IsBody, alternate.Bytes.ToArray());
}
