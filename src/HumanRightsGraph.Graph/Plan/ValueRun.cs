using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// Fields of a node that stand side by side in the answer and are each its id or one stored value with nothing to be asked: a store may write them as a whole.
/// </summary>
/// <param name="Size">Room that suffices for all of it but plain texts.</param>
public sealed record ValueRun(ImmutableArray<RunField> Fields, int Size)
{
    /// <summary>The number of the key label that a store found of the node before, which the next one mostly has too. A guess.</summary>
    internal int LastLabel { get; set; }

    /// <summary>By place in a shape's fields, the run that begins there; else null.</summary>
    internal static ImmutableArray<ValueRun?> Of(ImmutableArray<ShapeField> fields, ImmutableArray<byte[]> openings)
    {
        var runs = new ValueRun?[fields.Length];
        for (var start = 0; start < runs.Length;)
        {
            var run = new List<RunField>();
            // A value that comes again begins another run: so no run has more texts than the node.
            while (start + run.Count < runs.Length && RunField.Of(fields[start + run.Count], openings[start + run.Count]) is { } field && run.All(f => f.Property != field.Property)) run.Add(field);
            if (run.Count > 0) runs[start] = new([.. run], run.Sum(f => f.OpeningLength + f.Most));
            start += Math.Max(run.Count, 1);
        }
        return [.. runs];
    }
}

/// <param name="Opening">What stands before the value: a bracket or comma, and the name; with <see cref="WideCopy.Slack"/> behind it.</param>
/// <param name="OpeningLength">Without the slack.</param>
/// <param name="Property">In the key label's properties; -1 for the id.</param>
/// <param name="Most">Bytes of its value at most, if it is no plain text.</param>
public readonly record struct RunField(byte[] Opening, int OpeningLength, int Property, PropertyType Type, bool NonNull, int Most)
{
    private const int MostOfNumber = 24;

    internal static RunField? Of(ShapeField field, byte[] opening) => field switch
    {
        { Content: IdContent } => new(WideCopy.Padded(opening), opening.Length, -1, PropertyType.String, true, MostOfNumber),
        { Content: PropertyContent { Slot: < 0, Index: >= 0, Field.Property: { Type: PropertyType.String or PropertyType.Int or PropertyType.Date } property } content } =>
            new(WideCopy.Padded(opening), opening.Length, content.Index, property.Type, field.NonNull, MostOfNumber + (property.EnumValues?.Max(n => Encoding.UTF8.GetByteCount(n)) ?? 0)),
        _ => null,
    };
}
