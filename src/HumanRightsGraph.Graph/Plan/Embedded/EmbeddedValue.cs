using System.Collections.Immutable;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>A property's value as the embedded store has it, always of the schema's type; a string as the bytes that are sent.</summary>
public readonly struct EmbeddedValue : IStoredValue<EmbeddedValue>
{
    private readonly StoredText _text;
    private readonly PropertyValue _value;
    private readonly bool _isKnown;

    internal EmbeddedValue(PropertyValue value) => _value = value;

    /// <param name="isKnown">Of an enum's name: whether the schema has it.</param>
    internal EmbeddedValue(StoredText text, bool isKnown) => (_text, _isKnown) = (text, isKnown);

    public bool IsNull => _text.IsNull && _value.IsNull;
    public bool Is(PropertyType type) => _text.IsNull ? _value.Type == type : type == PropertyType.String;
    public long AsInt => _value.AsInt;
    public double AsFloat => _value.AsFloat;
    public bool AsBoolean => _value.AsBoolean;
    public DateOnly AsDate => _value.AsDate;
    public int Count => _value.Type == PropertyType.DateList ? _value.AsDates.Count : _value.AsStrings.Count;
    public EmbeddedValue this[int index] => new(_value.Type == PropertyType.DateList ? PropertyValue.Of(_value.AsDates[index]) : PropertyValue.Of(_value.AsStrings[index]));

    public void WriteText(AnswerBuffer answer)
    {
        if (_text.IsNull) answer.String(_value.AsString);
        else answer.Raw(_text.Json);
    }

    public bool IsOneOf(ImmutableArray<string> names) => _text.IsNull ? names.Contains(_value.AsString) : _isKnown;
}
