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

    // Each form has a method of its own: the frames of this one recur and must stay small.
    public static string Print(SyntaxNode node) => node switch
    {
        ValueNode n => Value(n),
        FieldNode n => Field(n),
        SelectionSetNode n => Block(n.Selections),
        InlineFragmentNode n => InlineFragment(n),
        ObjectFieldNode n => Named(n.Name, n.Value),
        ArgumentNode n => Named(n.Name, n.Value),
        TypeNode n => Type(n),
        DocumentNode n => Document(n.Definitions),
        OperationDefinitionNode n => Operation(n),
        FragmentDefinitionNode n => Fragment(n),
        TypeSystemNode n => TypeSystem(n),
        _ => Part(node),
    };

    /// <summary>What contains no other part of its kind.</summary>
    private static string Part(SyntaxNode node) => node switch
    {
        NameNode n => n.Value,
        DirectiveNode n => "@" + n.Name.Value + Wrap("(", Join(n.Arguments, ", "), ")"),
        VariableDefinitionNode n => Described(n.Description, $"{Print(n.Variable)}: {Print(n.Type)}{Default(n.DefaultValue)}{Wrap(" ", Join(n.Directives, " "))}"),
        FragmentSpreadNode n => "..." + n.Name.Value + Wrap(" ", Join(n.Directives, " ")),
        OperationTypeDefinitionNode n => Keyword(n.Operation) + ": " + n.Type.Name.Value,
        FieldDefinitionNode n => Described(n.Description, $"{n.Name.Value}{Parameters(n.Arguments)}: {Print(n.Type)}{Wrap(" ", Join(n.Directives, " "))}"),
        InputValueDefinitionNode n => Described(n.Description, $"{n.Name.Value}: {Print(n.Type)}{Default(n.DefaultValue)}{Wrap(" ", Join(n.Directives, " "))}"),
        EnumValueDefinitionNode n => Described(n.Description, Words(n.Name.Value, Join(n.Directives, " "))),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this node is known."),
    };

    private static string Document(ImmutableArray<DefinitionNode> definitions)
    {
        var parts = Parts(definitions);
        // GraphQL §3.6: braces behind a definition without fields would be its fields.
        for (var i = 1; i < parts.Length; i++)
            if (parts[i][0] == '{' && TakesBraces(definitions[i - 1]) && !parts[i - 1].EndsWith('}')) parts[i] = "query " + parts[i];
        return string.Join("\n\n", parts);
    }

    private static bool TakesBraces(DefinitionNode definition) => definition is ObjectTypeDefinitionNode or ObjectTypeExtensionNode or InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode
        or InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode or EnumTypeDefinitionNode or EnumTypeExtensionNode or SchemaExtensionNode;

    private static string Named(NameNode name, ValueNode value) => name.Value + ": " + Value(value);

    private static string Type(TypeNode node) => node switch
    {
        NamedTypeNode n => n.Name.Value,
        ListTypeNode n => "[" + Type(n.Type) + "]",
        NonNullTypeNode n => Type(n.Type) + "!",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this type is known."),
    };

    private static string InlineFragment(InlineFragmentNode n)
        => "..." + (n.TypeCondition is { } type ? " on " + type.Name.Value : "") + Wrap(" ", Join(n.Directives, " ")) + " " + Block(n.SelectionSet.Selections);

    private static string Fragment(FragmentDefinitionNode n) => Described(n.Description,
        $"fragment {n.Name.Value} on {n.TypeCondition.Name.Value} {Wrap("", Join(n.Directives, " "), " ")}{Print(n.SelectionSet)}");

    private static string Operation(OperationDefinitionNode n)
    {
        if (n is { Description: null, Operation: OperationType.Query, Name: null, VariableDefinitions: [], Directives: [] }) return Print(n.SelectionSet);
        var variables = n.VariableDefinitions.Select(Print).ToList();
        var list = variables.Any(IsMultiline) ? Wrap("(\n", string.Join('\n', variables), "\n)") : Wrap("(", string.Join(", ", variables), ")");
        return Described(n.Description, Words(Keyword(n.Operation), n.Name?.Value + list, Join(n.Directives, " "), Print(n.SelectionSet)));
    }

    private static string Field(FieldNode n)
        => FieldHead(n) + Wrap(" ", Join(n.Directives, " ")) + (n.SelectionSet is { } set ? " " + Block(set.Selections) : "");

    private static string FieldHead(FieldNode n)
    {
        var prefix = n.Alias is { } alias ? alias.Value + ": " + n.Name.Value : n.Name.Value;
        if (n.Arguments.IsEmpty) return prefix;
        var arguments = Parts(n.Arguments);
        return prefix.Length + JoinedLength(arguments) + 2 > LineLength
            ? prefix + "(\n" + Indent(string.Join('\n', arguments)) + "\n)"
            : prefix + "(" + string.Join(", ", arguments) + ")";
    }

    private static string Value(ValueNode node) => node switch
    {
        VariableNode n => "$" + n.Name.Value,
        IntValueNode n => n.Value,
        FloatValueNode n => n.Value,
        StringValueNode n => n.Block ? StringPrinter.Block(n.Value) : StringPrinter.Quoted(n.Value),
        BooleanValueNode n => n.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode n => n.Value,
        ListValueNode n => List(Parts(n.Values)),
        ObjectValueNode n => Object(Parts(n.Fields)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType(), "No form of this value is known."),
    };

    private static string List(string[] values)
        => 2 + JoinedLength(values) > LineLength ? "[\n" + Indent(string.Join('\n', values)) + "\n]" : "[" + string.Join(", ", values) + "]";

    private static string Object(string[] fields)
        => 4 + JoinedLength(fields) > LineLength ? "{\n" + Indent(string.Join('\n', fields)) + "\n}" : "{ " + string.Join(", ", fields) + " }";

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

    private static string[] Parts<T>(ImmutableArray<T> nodes) where T : SyntaxNode
    {
        var parts = new string[nodes.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Print(nodes[i]);
        return parts;
    }

    private static string Join<T>(ImmutableArray<T> nodes, string separator) where T : SyntaxNode
        => nodes.IsEmpty ? "" : string.Join(separator, Parts(nodes));

    private static int JoinedLength(string[] parts) => parts.Sum(p => p.Length) + Math.Max(0, parts.Length - 1) * 2;

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
