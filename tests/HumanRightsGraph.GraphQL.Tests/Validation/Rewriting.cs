using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Validation;

/// <summary>Writes a document another way that asks for the same: selections move into inline and named fragments.</summary>
internal sealed class Rewriting(GraphQLSchema schema, Random random)
{
    private readonly List<string> _fragments = [];

    public string Rewrite(DocumentNode document)
    {
        _fragments.Clear();
        var definitions = document.Definitions.OfType<ExecutableDefinitionNode>().Select(definition => definition switch
        {
            OperationDefinitionNode operation => Head(operation with { SelectionSet = new([], default) }) + Set(operation.SelectionSet, schema.RootType(operation.Operation)),
            FragmentDefinitionNode fragment => Head(fragment with { SelectionSet = new([], default) }) + Set(fragment.SelectionSet, schema.Types.Find(fragment.TypeCondition.Name.Value) as CompositeType),
            _ => "",
        }).ToList();
        return string.Join('\n', [.. definitions, .. _fragments]);
    }

    private static string Head(ExecutableDefinitionNode definition) => Printer.Print(definition) is { Length: > 0 } head ? head + " " : "";

    private string Set(SelectionSetNode set, CompositeType? type)
    {
        var parts = set.Selections.Select(s => Selection(s, type)).ToList();
        var text = "";
        while (parts.Count > 0)
        {
            var take = 1 + random.Next(parts.Count);
            var part = string.Join(' ', parts.Take(take));
            parts.RemoveRange(0, take);
            switch (random.Next(4))
            {
                case 0: text += $" ... {{ {part} }}"; break;
                case 1 when type is not null: text += $" ... on {type.Name} {{ {part} }}"; break;
                case 2 when type is not null:
                    _fragments.Add($"fragment Moved{_fragments.Count} on {type.Name} {{ {part} }}");
                    text += $" ...Moved{_fragments.Count - 1}";
                    break;
                default: text += " " + part; break;
            }
        }
        return $"{{{text} }}";
    }

    private string Selection(SelectionNode selection, CompositeType? type) => selection switch
    {
        FieldNode { SelectionSet: { } set } field => Printer.Print(field with { SelectionSet = null }) + " " + Set(set, (type is null ? null : schema.Field(type, field.Name.Value))?.Type.Named as CompositeType),
        InlineFragmentNode inline => Printer.Print(inline with { SelectionSet = new([], default) }) + Set(inline.SelectionSet, inline.TypeCondition is { } condition ? schema.Types.Find(condition.Name.Value) as CompositeType : type),
        _ => Printer.Print(selection),
    };
}
