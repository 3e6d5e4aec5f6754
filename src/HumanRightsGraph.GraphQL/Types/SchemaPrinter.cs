using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>
/// Writes a schema as definitions (GraphQL §3) that build the same API: descriptions, defaults and the specification's own directives, no
/// other directive's use. Types come in source order; a blank line precedes each described member but the first.
/// </summary>
public static class SchemaPrinter
{
    public static string Print(GraphQLSchema schema)
    {
        var definitions = new List<string>();
        if (SchemaDefinition(schema) is { } root) definitions.Add(root);
        definitions.AddRange(schema.Directives.Where(d => !d.IsBuiltIn).Select(Print));
        definitions.AddRange(schema.Types.Where(t => !t.IsBuiltIn).Select(Print));
        return string.Join("\n\n", definitions) + "\n";
    }

    /// <summary>One type's definition.</summary>
    public static string Print(NamedType type) => Description(type.Description) + type switch
    {
        ScalarType t => $"scalar {t.Name}{Applied("specifiedBy", "url", t.SpecifiedByUrl)}",
        ObjectType t => $"type {t.Name}{Interfaces(t)}{Fields(t)}",
        InterfaceType t => $"interface {t.Name}{Interfaces(t)}{Fields(t)}",
        UnionType t => $"union {t.Name} = {string.Join(" | ", t.Types.Select(m => m.Name))}",
        EnumType t => $"enum {t.Name}{Block(t.Values.Select((v, i) => Description(v.Description, "  ", i == 0) + "  " + v.Name + Deprecated(v.DeprecationReason)))}",
        InputObjectType t => $"input {t.Name}{(t.IsOneOf ? " @oneOf" : "")}{Block(t.Fields.Select((f, i) => Description(f.Description, "  ", i == 0) + "  " + InputValue(f)))}",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.GetType(), "No form of this type is known."),
    };

    /// <summary>One directive's definition.</summary>
    public static string Print(DirectiveDefinition directive)
        => $"{Description(directive.Description)}directive @{directive.Name}{Arguments(directive.Arguments)}{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    // GraphQL §3.3.1: needed when a root type's name is not the default one, when a default name is something else's, or to describe the schema.
    private static string? SchemaDefinition(GraphQLSchema schema)
    {
        var roots = Enum.GetValues<OperationType>().Select(o => (Operation: o, Type: schema.RootType(o))).ToList();
        if (schema.Description is null && roots.All(r => r.Type is null ? !schema.Types.Contains(r.Operation.ToString()) : r.Type.Name == r.Operation.ToString()))
            return null;
        return Description(schema.Description) + "schema" + Block(roots.Where(r => r.Type is not null).Select(r => $"  {Printer.Keyword(r.Operation)}: {r.Type!.Name}"));
    }

    private static string Interfaces(ObjectOrInterfaceType type)
        => type.Interfaces.Count == 0 ? "" : " implements " + string.Join(" & ", type.Interfaces.Select(i => i.Name));

    private static string Fields(ObjectOrInterfaceType type) => Block(type.Fields.Select((f, i)
        => Description(f.Description, "  ", i == 0) + "  " + f.Name + Arguments(f.Arguments, "  ") + ": " + f.Type + Deprecated(f.DeprecationReason)));

    private static string Arguments(NamedList<InputValueDefinition> arguments, string indentation = "")
    {
        if (arguments.Count == 0) return "";
        if (arguments.All(a => a.Description is null)) return "(" + string.Join(", ", arguments.Select(InputValue)) + ")";
        var lines = arguments.Select((a, i) => Description(a.Description, "  " + indentation, i == 0) + "  " + indentation + InputValue(a));
        return "(\n" + string.Join('\n', lines) + "\n" + indentation + ")";
    }

    private static string InputValue(InputValueDefinition value)
        => $"{value.Name}: {value.Type}{(value.DefaultLiteral is { } literal ? " = " + Printer.Print(literal) : "")}{Deprecated(value.DeprecationReason)}";

    private static string Deprecated(string? reason)
        => reason == Introspection.DefaultDeprecationReason ? " @deprecated" : Applied("deprecated", "reason", reason);

    private static string Applied(string directive, string argument, string? value)
        => value is null ? "" : $" @{directive}({argument}: {StringPrinter.Quoted(value)})";

    private static string Block(IEnumerable<string> lines) => " {\n" + string.Join('\n', lines) + "\n}";

    private static string Description(string? text, string indentation = "", bool first = true)
    {
        if (text is null) return "";
        var literal = IsBlock(text) ? StringPrinter.Block(text) : StringPrinter.Quoted(text);
        return (first || indentation.Length == 0 ? "" : "\n") + indentation + literal.Replace("\n", "\n" + indentation, StringComparison.Ordinal) + "\n";
    }

    /// <summary>Whether reading the block string again gives the text: no control characters, no blank first or last line, no common indentation on several lines.</summary>
    private static bool IsBlock(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\x08') || text.AsSpan().ContainsAnyInRange('\x0b', '\x0f')) return false;
        return text.Length == 0 || StringValues.DecodeBlock(Encoding.UTF8.GetBytes(StringPrinter.Block(text)).AsSpan(3)[..^3]) == text;
    }
}
