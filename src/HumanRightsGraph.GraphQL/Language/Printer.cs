using System.Collections.Immutable;
using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>
/// Writes nodes as text that parses to the same nodes. Lines over 80 characters are broken at arguments, lists and objects,
/// with two spaces a level. Recursion is as deep as the tree, which the parser bounds.
/// </summary>
public static class Printer
{
    private const int LineLength = 80;

    public static string Print(SyntaxNode node) => node switch
    {
        NameNode n => n.Value,
        DocumentNode n => Join(n.Definitions, "\n\n"),
        DirectiveNode n => "@" + n.Name.Value + Wrap("(", Join(n.Arguments, ", "), ")"),
        ArgumentNode n => n.Name.Value + ": " + Print(n.Value),
        OperationDefinitionNode n => Operation(n),
        FragmentDefinitionNode n => Described(n.Description, $"fragment {n.Name.Value} on {n.TypeCondition.Name.Value} {Wrap("", Join(n.Directives, " "), " ")}{Print(n.SelectionSet)}"),
        VariableDefinitionNode n => Described(n.Description, $"{Print(n.Variable)}: {Print(n.Type)}{Default(n.DefaultValue)}{Wrap(" ", Join(n.Directives, " "))}"),
        SelectionSetNode n => Block(n.Selections),
        FieldNode n => Field(n),
        FragmentSpreadNode n => "..." + n.Name.Value + Wrap(" ", Join(n.Directives, " ")),
        InlineFragmentNode n => Words("...", n.TypeCondition is { } type ? "on " + type.Name.Value : "", Join(n.Directives, " "), Print(n.SelectionSet)),
        ValueNode n => Value(n),
        ObjectFieldNode n => n.Name.Value + ": " + Print(n.Value),
        NamedTypeNode n => n.Name.Value,
        ListTypeNode n => "[" + Print(n.Type) + "]",
        NonNullTypeNode n => Print(n.Type) + "!",
        TypeSystemNode n => TypeSystem(n),
        OperationTypeDefinitionNode n => Keyword(n.Operation) + ": " + n.Type.Name.Value,
        FieldDefinitionNode n => Described(n.Description, $"{n.Name.Value}{Parameters(n.Arguments)}: {Print(n.Type)}{Wrap(" ", Join(n.Directives, " "))}"),
        InputValueDefinitionNode n => Described(n.Description, $"{n.Name.Value}: {Print(n.Type)}{Default(n.DefaultValue)}{Wrap(" ", Join(n.Directives, " "))}"),
        EnumValueDefinitionNode n => Described(n.Description, Words(n.Name.Value, Join(n.Directives, " "))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this node is known."),
    };

    private static string Operation(OperationDefinitionNode n)
    {
        if (n is { Description: null, Operation: OperationType.Query, Name: null, VariableDefinitions: [], Directives: [] }) return Print(n.SelectionSet);
        var variables = n.VariableDefinitions.Select(Print).ToList();
        var list = variables.Any(IsMultiline) ? Wrap("(\n", string.Join('\n', variables), "\n)") : Wrap("(", string.Join(", ", variables), ")");
        return Described(n.Description, Words(Keyword(n.Operation), n.Name?.Value + list, Join(n.Directives, " "), Print(n.SelectionSet)));
    }

    private static string Field(FieldNode n)
    {
        var prefix = n.Alias is { } alias ? alias.Value + ": " + n.Name.Value : n.Name.Value;
        if (n.Arguments.Length > 0)
        {
            var arguments = n.Arguments.Select(Print).ToList();
            prefix += prefix.Length + JoinedLength(arguments) + 2 > LineLength
                ? "(\n" + Indent(string.Join('\n', arguments)) + "\n)"
                : "(" + string.Join(", ", arguments) + ")";
        }
        return prefix + Wrap(" ", Join(n.Directives, " ")) + (n.SelectionSet is { } set ? " " + Print(set) : "");
    }

    private static string Value(ValueNode node)
    {
        switch (node)
        {
            case VariableNode n: return "$" + n.Name.Value;
            case IntValueNode n: return n.Value;
            case FloatValueNode n: return n.Value;
            case StringValueNode n: return n.Block ? StringPrinter.Block(n.Value) : StringPrinter.Quoted(n.Value);
            case BooleanValueNode n: return n.Value ? "true" : "false";
            case NullValueNode: return "null";
            case EnumValueNode n: return n.Value;
            case ListValueNode n:
                var values = n.Values.Select(Print).ToList();
                return 2 + JoinedLength(values) > LineLength ? "[\n" + Indent(string.Join('\n', values)) + "\n]" : "[" + string.Join(", ", values) + "]";
            case ObjectValueNode n:
                var fields = n.Fields.Select(Print).ToList();
                if (4 + JoinedLength(fields) > LineLength) return "{\n" + Indent(string.Join('\n', fields)) + "\n}";
                return fields.Count == 0 ? "{  }" : "{ " + string.Join(", ", fields) + " }";
            default: throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this value is known.");
        }
    }

    private static string TypeSystem(TypeSystemNode node) => node switch
    {
        SchemaDefinitionNode n => Described(n.Description, Words("schema", Join(n.Directives, " "), Block(n.OperationTypes))),
        ScalarTypeDefinitionNode n => Described(n.Description, Words("scalar", n.Name.Value, Join(n.Directives, " "))),
        ObjectTypeDefinitionNode n => Described(n.Description, Words("type", n.Name.Value, Implements(n.Interfaces), Join(n.Directives, " "), Block(n.Fields))),
        InterfaceTypeDefinitionNode n => Described(n.Description, Words("interface", n.Name.Value, Implements(n.Interfaces), Join(n.Directives, " "), Block(n.Fields))),
        UnionTypeDefinitionNode n => Described(n.Description, Words("union", n.Name.Value, Join(n.Directives, " "), Wrap("= ", Join(n.Types, " | ")))),
        EnumTypeDefinitionNode n => Described(n.Description, Words("enum", n.Name.Value, Join(n.Directives, " "), Block(n.Values))),
        InputObjectTypeDefinitionNode n => Described(n.Description, Words("input", n.Name.Value, Join(n.Directives, " "), Block(n.Fields))),
        DirectiveDefinitionNode n => Described(n.Description, $"directive @{n.Name.Value}{Parameters(n.Arguments)}{(n.Repeatable ? " repeatable" : "")} on {Join(n.Locations, " | ")}"),
        SchemaExtensionNode n => Words("extend schema", Join(n.Directives, " "), Block(n.OperationTypes)),
        ScalarTypeExtensionNode n => Words("extend scalar", n.Name.Value, Join(n.Directives, " ")),
        ObjectTypeExtensionNode n => Words("extend type", n.Name.Value, Implements(n.Interfaces), Join(n.Directives, " "), Block(n.Fields)),
        InterfaceTypeExtensionNode n => Words("extend interface", n.Name.Value, Implements(n.Interfaces), Join(n.Directives, " "), Block(n.Fields)),
        UnionTypeExtensionNode n => Words("extend union", n.Name.Value, Join(n.Directives, " "), Wrap("= ", Join(n.Types, " | "))),
        EnumTypeExtensionNode n => Words("extend enum", n.Name.Value, Join(n.Directives, " "), Block(n.Values)),
        InputObjectTypeExtensionNode n => Words("extend input", n.Name.Value, Join(n.Directives, " "), Block(n.Fields)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this definition is known."),
    };

    internal static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    private static string Parameters(ImmutableArray<InputValueDefinitionNode> arguments)
    {
        var printed = arguments.Select(Print).ToList();
        return printed.Any(IsMultiline) ? "(\n" + Indent(string.Join('\n', printed)) + "\n)" : Wrap("(", string.Join(", ", printed), ")");
    }

    private static string Implements(ImmutableArray<NamedTypeNode> interfaces) => Wrap("implements ", Join(interfaces, " & "));

    private static string Default(ValueNode? value) => value is null ? "" : " = " + Print(value);

    private static string Described(StringValueNode? description, string text) => description is null ? text : Print(description) + "\n" + text;

    private static bool IsMultiline(string text) => text.Contains('\n');

    private static string Join<T>(ImmutableArray<T> nodes, string separator) where T : SyntaxNode => string.Join(separator, nodes.Select(n => Print(n)));

    private static int JoinedLength(List<string> parts) => parts.Sum(p => p.Length) + Math.Max(0, parts.Count - 1) * 2;

    private static string Words(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (word.Length == 0) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }
        return text.ToString();
    }

    private static string Wrap(string start, string inner, string end = "") => inner.Length == 0 ? "" : start + inner + end;

    private static string Block<T>(ImmutableArray<T> nodes) where T : SyntaxNode => Wrap("{\n", Indent(Join(nodes, "\n")), "\n}");

    private static string Indent(string text) => text.Length == 0 ? "" : "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
