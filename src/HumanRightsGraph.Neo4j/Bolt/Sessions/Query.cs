using System.Text;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// A statement's text, which can be kept and used again with other parameters: its UTF-8 is made once. Parameters are either a dictionary or an action that writes
/// them as one PackStream map; the action may be called more than once, on retries.
/// </summary>
public sealed class Query
{
    private static readonly Action<PackStreamWriter> NoParameters = static writer => writer.WriteMapHeader(0);
    private readonly byte[] _utf8;

    public Query(string text) : this(text, Encoding.UTF8.GetBytes(text), NoParameters)
    {
    }

    public Query(string text, IReadOnlyDictionary<string, object?>? parameters) : this(text, Encoding.UTF8.GetBytes(text), Writing(parameters))
    {
    }

    public Query(string text, Action<PackStreamWriter> writeParameters) : this(text, Encoding.UTF8.GetBytes(text), writeParameters)
    {
    }

    private Query(string text, byte[] utf8, Action<PackStreamWriter> writeParameters) => (Text, _utf8, WriteParameters) = (text, utf8, writeParameters);

    public string Text { get; }

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    internal Action<PackStreamWriter> WriteParameters { get; }

    /// <summary>The same statement with other parameters.</summary>
    public Query With(Action<PackStreamWriter> writeParameters) => new(Text, _utf8, writeParameters);

    /// <summary>The same statement with other parameters.</summary>
    public Query With(IReadOnlyDictionary<string, object?>? parameters) => new(Text, _utf8, Writing(parameters));

    public override string ToString() => Text;

    private static Action<PackStreamWriter> Writing(IReadOnlyDictionary<string, object?>? parameters) =>
        parameters is null or { Count: 0 } ? NoParameters : writer => writer.WriteEntries(parameters, parameters.Count, 0);
}
