using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Changes;

/// <summary>Whether a change fits the schema, whatever the graph holds: names, ids, value types, enum values.</summary>
public static class ChangeValidation
{
    /// <summary>Characters of an id; the longest symbols have about eighty.</summary>
    public const int MaxIdLength = 1_000;

    /// <summary>What is wrong with the change, or null.</summary>
    public static string? Problem(GraphSchema schema, Change change) => change switch
    {
        UpsertNode c => Key(schema, c.Key) ?? Type(schema, c) ?? Properties(schema.KeyLabel(c.Key.Label)!.Properties, c.Properties, c.Key.ToString()),
        DeleteNode c => Key(schema, c.Key),
        UpsertRelationship c => Relationship(schema, c.Type, c.From, c.To, c.Properties),
        DeleteRelationship c => Relationship(schema, c.Type, c.From, c.To, c.Properties),
        _ => $"{change.GetType().Name} is no change this store knows.",
    };

    private static string? Key(GraphSchema schema, NodeKey key)
    {
        if (schema.KeyLabel(key.Label) is null) return $"There is no key label {Shown(key.Label)}; there are {string.Join(", ", schema.KeyLabels.Select(l => l.Name))}.";
        if (string.IsNullOrEmpty(key.Id)) return $"A node of {key.Label} has no id.";
        if (key.Id.Length > MaxIdLength) return $"The id {Shown(key.Id)} of a node of {key.Label} has {key.Id.Length} characters; {MaxIdLength} are allowed.";
        return IsText(key.Id) ? null : $"The id {Shown(key.Id)} of a node of {key.Label} has half a surrogate pair.";
    }

    private static string? Type(GraphSchema schema, UpsertNode change)
    {
        if (change.NodeType is null) return null;
        if (schema.NodeType(change.NodeType) is not { } type) return $"{change.Key}: there is no node type {Shown(change.NodeType)}.";
        return type.KeyLabel.Name == change.Key.Label ? null : $"{change.Key} can't be of type {type.Name}, whose key label is {type.KeyLabel.Name}: labels change only within a key label.";
    }

    private static string? Relationship(GraphSchema schema, string name, NodeKey from, NodeKey to, ImmutableArray<Property> properties)
    {
        if (schema.RelationshipType(name) is not { } type) return $"There is no relationship type {Shown(name)}.";
        if (Key(schema, from) is { } start) return $"Start of {name}: {start}";
        if (Key(schema, to) is { } end) return $"End of {name}: {end}";
        if (from.Label != type.From.Name) return $"{name} starts at a {type.From.Name}, not at {from}.";
        if (to.Label != type.To.Name) return $"{name} ends at a {type.To.Name}, not at {to}.";
        return Properties(type.Properties, properties, $"{name} from {from} to {to}");
    }

    private static string? Properties(ImmutableArray<PropertyDefinition> definitions, ImmutableArray<Property> properties, string where)
    {
        if (properties.IsDefaultOrEmpty) return null;
        var seen = 0UL;
        foreach (var (name, value) in properties)
        {
            var at = IndexOf(definitions, name);
            if (at < 0) return $"{where}: there is no property {Shown(name)}.";
            if (at < 64 && (seen & 1UL << at) != 0) return $"{where}: property {name} is given twice.";
            if (at < 64) seen |= 1UL << at;
            if (Value(definitions[at], value) is { } problem) return $"{where}: property {name} {problem}";
        }
        return null;
    }

    private static string? Value(PropertyDefinition definition, PropertyValue value)
    {
        if (value.IsNull) return definition.Required ? "can't be null." : null;
        if (value.Type != definition.Type) return $"is of type {definition.Type}, not {value.Type}.";
        switch (value.Type)
        {
            case PropertyType.String:
                if (!IsText(value.AsString)) return "has half a surrogate pair.";
                if (definition.EnumValues is { } names && !names.Contains(value.AsString)) return $"is one of {string.Join(", ", names)}, not {Shown(value.AsString)}.";
                return null;
            case PropertyType.StringList:
                foreach (var text in value.AsStrings)
                    if (text is null || !IsText(text)) return text is null ? "has a null in its list." : "has half a surrogate pair.";
                return null;
            case PropertyType.Float:
                return double.IsFinite(value.AsFloat) ? null : "is not a finite number.";
            default:
                return null;
        }
    }

    internal static int IndexOf(ImmutableArray<PropertyDefinition> properties, string name)
    {
        for (var i = 0; i < properties.Length; i++)
            if (properties[i].Name == name) return i;
        return -1;
    }

    private static bool IsText(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (!Rune.TryGetRuneAt(text, at, out _)) return false;
            at++;
        }
        return true;
    }

    /// <summary>A value from outside in a message: quoted, shortened to 50 characters, control characters escaped.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 50)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format) shown.Append($"\\u{(int)c:X4}");
            else shown.Append(c);
        }
        return shown.Append(text.Length > 50 ? "…\"" : "\"").ToString();
    }
}
