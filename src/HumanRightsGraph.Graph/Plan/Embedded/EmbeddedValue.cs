using System.Collections.Immutable;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>A property's value as the embedded store has it: always of the schema's type.</summary>
public readonly struct EmbeddedValue(PropertyValue value) : IStoredValue<EmbeddedValue>
{
    public bool IsNull => value.IsNull;
    public bool Is(PropertyType type) => value.Type == type;
    public long AsInt => value.AsInt;
    public double AsFloat => value.AsFloat;
    public bool AsBoolean => value.AsBoolean;
    public DateOnly AsDate => value.AsDate;
    public int Count => value.Type == PropertyType.DateList ? value.AsDates.Count : value.AsStrings.Count;
    public EmbeddedValue this[int index] => new(value.Type == PropertyType.DateList ? PropertyValue.Of(value.AsDates[index]) : PropertyValue.Of(value.AsStrings[index]));
    public void WriteText(AnswerBuffer answer) => answer.String(value.AsString);
    public bool IsOneOf(ImmutableArray<string> names) => names.Contains(value.AsString);
}
