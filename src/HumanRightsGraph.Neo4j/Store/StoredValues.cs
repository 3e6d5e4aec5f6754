using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Property values as Bolt carries them. What the database holds and the schema doesn't allow is an error that names it.</summary>
internal static class StoredValues
{
    public static void Write(PackStreamWriter writer, PropertyValue value)
    {
        if (value.IsNull)
        {
            writer.WriteNull();
            return;
        }
        switch (value.Type)
        {
            case PropertyType.String:
                writer.Write(value.AsString);
                break;
            case PropertyType.Int:
                writer.Write(value.AsInt);
                break;
            case PropertyType.Float:
                writer.Write(value.AsFloat);
                break;
            case PropertyType.Boolean:
                writer.Write(value.AsBoolean);
                break;
            case PropertyType.Date:
                writer.Write(value.AsDate);
                break;
            case PropertyType.StringList:
                writer.WriteListHeader(value.AsStrings.Count);
                foreach (var text in value.AsStrings) writer.Write(text);
                break;
            default:
                writer.WriteListHeader(value.AsDates.Count);
                foreach (var day in value.AsDates) writer.Write(day);
                break;
        }
    }

    /// <summary>The value, or null with the problem where it is none of the property's.</summary>
    public static PropertyValue Read(object? value, PropertyDefinition definition, out string? problem)
    {
        problem = null;
        switch (definition.Type)
        {
            case var _ when value is null:
                return PropertyValue.Null;
            case PropertyType.String when value is string text:
                if (definition.EnumValues is { } names && !names.Contains(text)) break;
                return PropertyValue.Of(text);
            case PropertyType.Int when value is long number:
                return PropertyValue.Of(number);
            case PropertyType.Float when value is double number && double.IsFinite(number):
                return PropertyValue.Of(number);
            case PropertyType.Boolean when value is bool yes:
                return PropertyValue.Of(yes);
            case PropertyType.Date when Day(value) is { } day:
                return PropertyValue.Of(day);
            case PropertyType.StringList when value is IReadOnlyList<object?> list && list.All(t => t is string):
                return PropertyValue.Of([.. list.Select(t => (string)t!)]);
            case PropertyType.DateList when value is IReadOnlyList<object?> list && list.All(d => Day(d) is not null):
                return PropertyValue.Of([.. list.Select(d => Day(d)!.Value)]);
        }
        problem = definition.EnumValues is { } allowed && value is string other
            ? $"property {definition.Name} is {ChangeValidation.Shown(other)}, which is none of {string.Join(", ", allowed)}"
            : $"property {definition.Name} is {Kind(value!)}, not {definition.Type}";
        return PropertyValue.Null;
    }

    /// <summary>All the schema's properties, in their order; unknown ones are passed over.</summary>
    /// <exception cref="GraphStoreException"><c>STORE_CORRUPT</c></exception>
    public static PropertyValue[] ReadAll(IReadOnlyDictionary<string, object?> stored, ImmutableArray<PropertyDefinition> definitions, Func<string> owner)
    {
        if (definitions.IsEmpty) return [];
        var values = new PropertyValue[definitions.Length];
        for (var p = 0; p < values.Length; p++)
        {
            if (!stored.TryGetValue(definitions[p].Name, out var value)) continue;
            values[p] = Read(value, definitions[p], out var problem);
            if (problem is not null) throw Misfit(owner(), problem);
        }
        return values;
    }

    public static IReadOnlyList<Property> Listed(PropertyValue[] values, ImmutableArray<PropertyDefinition> definitions)
    {
        var properties = new List<Property>();
        for (var p = 0; p < values.Length; p++)
            if (!values[p].IsNull) properties.Add(new Property(definitions[p].Name, values[p]));
        return properties;
    }

    public static GraphStoreException Misfit(string owner, string problem) =>
        new("STORE_CORRUPT", $"In Neo4j, {owner}: {problem}. It was written by other means than hrgraph; correct it there (`hrgraph verify --neo4j URI` lists all of this kind).");

    private static DateOnly? Day(object? value) => value is LocalDate { Year: >= 1 and <= 9999 } date ? date.ToDateOnly() : null;

    private static string Kind(object value) => value switch
    {
        string => "a String",
        long => "an Int",
        double => "a Float",
        bool => "a Boolean",
        LocalDate date => $"the date {date}",
        IReadOnlyList<object?> => "a list of other values",
        _ => $"a {value.GetType().Name}",
    };
}
