using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>
/// Arguments as texts that are equal when the arguments are (GraphQL §5.3.2): the order of arguments and of input fields is no
/// matter, the way a literal is written is. Each field's text is made once.
/// </summary>
internal sealed class FieldArguments
{
    private readonly Dictionary<FieldNode, string> _texts = new(ReferenceEqualityComparer.Instance);

    public string Of(FieldNode field)
    {
        if (field.Arguments.IsEmpty) return "";
        if (_texts.TryGetValue(field, out var text)) return text;
        var builder = new StringBuilder();
        foreach (var argument in field.Arguments.OrderBy(a => a.Name.Value, StringComparer.Ordinal))
        {
            builder.Append(argument.Name.Value).Append(':');
            Write(argument.Value, builder);
            builder.Append(',');
        }
        return _texts[field] = builder.ToString();
    }

    private static void Write(ValueNode value, StringBuilder text)
    {
        switch (value)
        {
            case ListValueNode list:
                text.Append('[');
                foreach (var item in list.Values)
                {
                    Write(item, text);
                    text.Append(',');
                }
                text.Append(']');
                break;
            case ObjectValueNode literal:
                text.Append('{');
                foreach (var field in literal.Fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal))
                {
                    text.Append(field.Name.Value).Append(':');
                    Write(field.Value, text);
                    text.Append(',');
                }
                text.Append('}');
                break;
            default:
                text.Append(Printer.Print(value));
                break;
        }
    }
}
