using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>A property's value in a record. Others write to the server too, so it may be of any type.</summary>
internal readonly struct Neo4jValue(RecordTokens tokens, int token) : IStoredValue<Neo4jValue>
{
    private const byte DateTag = 0x44;
    private static readonly int _epoch = new DateOnly(1970, 1, 1).DayNumber;

    public bool IsNull => tokens.TypeOf(token) == PackStreamType.Null;

    public bool Is(PropertyType type) => type switch
    {
        PropertyType.String => tokens.TypeOf(token) == PackStreamType.String,
        // JavaScript's clients write whole numbers as floats unless told otherwise.
        PropertyType.Int => tokens.TypeOf(token) == PackStreamType.Integer || (tokens.TypeOf(token) == PackStreamType.Float && IsWhole(AsFloat)),
        PropertyType.Float => tokens.TypeOf(token) is PackStreamType.Float or PackStreamType.Integer,
        PropertyType.Boolean => tokens.TypeOf(token) == PackStreamType.Boolean,
        PropertyType.Date => TryDate(out _),
        _ => IsListOf(type == PropertyType.DateList ? PropertyType.Date : PropertyType.String),
    };

    private bool IsListOf(PropertyType type)
    {
        if (tokens.TypeOf(token) != PackStreamType.List) return false;
        for (var i = 0; i < Count; i++)
            if (!this[i].Is(type)) return false;
        return true;
    }

    public long AsInt => tokens.TypeOf(token) == PackStreamType.Float ? (long)tokens.Read(token).ReadFloat() : tokens.Read(token).ReadInteger();
    public double AsFloat => tokens.TypeOf(token) == PackStreamType.Integer ? AsInt : tokens.Read(token).ReadFloat();
    private static bool IsWhole(double value) => Math.Abs(value) < 1L << 53 && value == Math.Truncate(value);
    public bool AsBoolean => tokens.Read(token).ReadBoolean();
    public DateOnly AsDate => TryDate(out var date) ? date : default;
    public int Count => tokens.CountOf(token);
    public Neo4jValue this[int index] => new(tokens, tokens.Item(token, index));

    public void WriteText(AnswerBuffer answer) => answer.String(tokens.Text(token));

    public bool IsOneOf(ImmutableArray<string> names)
    {
        var text = tokens.Text(token);
        foreach (var name in names)
            if (name.Length == text.Length && Ascii.Equals(text, name)) return true;
        return false;
    }

    /// <summary>The value for a cursor; null where it is not of the type.</summary>
    internal PropertyValue As(PropertyType type) => IsNull || !Is(type) ? PropertyValue.Null : type switch
    {
        PropertyType.String => PropertyValue.Of(Encoding.UTF8.GetString(tokens.Text(token))),
        PropertyType.Int => PropertyValue.Of(AsInt),
        PropertyType.Float => PropertyValue.Of(AsFloat),
        PropertyType.Boolean => PropertyValue.Of(AsBoolean),
        _ => PropertyValue.Of(AsDate),
    };

    private bool TryDate(out DateOnly date)
    {
        date = default;
        if (tokens.TypeOf(token) != PackStreamType.Structure) return false;
        var reader = tokens.Read(token);
        if (reader.ReadStructureHeader() is not (DateTag, 1) || reader.PeekType() != PackStreamType.Integer) return false;
        var day = reader.ReadInteger() + _epoch;
        if (day < 0 || day > DateOnly.MaxValue.DayNumber) return false;
        date = DateOnly.FromDayNumber((int)day);
        return true;
    }
}
