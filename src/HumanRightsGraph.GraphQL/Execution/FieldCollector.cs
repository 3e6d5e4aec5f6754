using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>
/// CollectFields and CollectSubfields (GraphQL §6.3.2) over a validated document.
/// With variables, conditions are decided and only fields of the answer are collected. Without, every field is collected with its
/// conditions. The order is that of first appearance; which appearance is first may depend on the variables, so whoever compiles
/// without them and must keep the order keys what is compiled by the values of <see cref="ConditionVariables"/> and passes those.
/// </summary>
public sealed class FieldCollector
{
    private readonly GraphQLSchema _schema;
    private readonly VariableValues? _variables;
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = [];

    public FieldCollector(GraphQLSchema schema, DocumentNode document, VariableValues? variables = null)
    {
        _schema = schema;
        _variables = variables;
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment) _fragments.TryAdd(fragment.Name.Value, fragment);
    }

    /// <summary>The fields a selection set selects from objects of <paramref name="type"/>.</summary>
    public FieldSet Collect(ObjectType type, SelectionSetNode selectionSet)
    {
        var collection = new Collection(this, type);
        collection.Add(selectionSet, Inclusions.Always);
        return collection.Result();
    }

    /// <summary>The fields below a field whose value is of <paramref name="type"/>, all its occurrences merged.</summary>
    public FieldSet CollectSubfields(ObjectType type, MergedField field)
    {
        var collection = new Collection(this, type);
        foreach (var occurrence in field.Occurrences)
            if (occurrence.Node.SelectionSet is { } set) collection.Add(set, occurrence.Inclusions);
        return collection.Result();
    }

    /// <summary>The variables that <c>@skip</c> and <c>@include</c> depend on anywhere in the operation, in order of first appearance.</summary>
    public ImmutableArray<string> ConditionVariables(OperationDefinitionNode operation)
    {
        var names = new List<string>();
        var seen = new HashSet<string>();
        var pending = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                foreach (var condition in Inclusions.Always.And(selection.Directives)?.Conditions ?? [])
                    if (!names.Contains(condition.Variable)) names.Add(condition.Variable);
                var inner = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    FragmentSpreadNode spread when seen.Add(spread.Name.Value) => _fragments.GetValueOrDefault(spread.Name.Value)?.SelectionSet,
                    _ => null,
                };
                if (inner is not null) pending.Push(inner);
            }
        }
        return [.. names];
    }

    /// <summary>DoesFragmentTypeApply (GraphQL §6.3.2).</summary>
    private bool Applies(NamedTypeNode? condition, ObjectType type)
        => condition is null || _schema.Types.Find(condition.Name.Value) is CompositeType composite && _schema.IsPossible(composite, type);

    /// <summary>One grouped field set in the making. Recursion is as deep as inline fragments and spreads nest, which <see cref="Limits.Nesting"/> bounds.</summary>
    private sealed class Collection(FieldCollector collector, ObjectType type)
    {
        private readonly Dictionary<string, int> _index = [];
        private readonly List<(string Name, ImmutableArray<FieldOccurrence>.Builder Occurrences)> _groups = [];
        private readonly Dictionary<string, List<Inclusions>> _visited = [];
        private GraphQLError? _error;

        public FieldSet Result()
            => _error is null ? new([.. _groups.Select(g => new MergedField(g.Name, g.Occurrences.ToImmutable()))], null) : new([], _error);

        public void Add(SelectionSetNode set, Inclusions outer)
        {
            foreach (var selection in set.Selections)
            {
                if (_error is not null) return;
                if (Include(selection, outer) is not { } inclusions) continue;
                switch (selection)
                {
                    case FieldNode field:
                        Add(field, inclusions);
                        break;
                    case InlineFragmentNode inline when collector.Applies(inline.TypeCondition, type):
                        Add(inline.SelectionSet, inclusions);
                        break;
                    case FragmentSpreadNode spread when collector._fragments.TryGetValue(spread.Name.Value, out var fragment)
                        && collector.Applies(fragment.TypeCondition, type) && Visit(spread.Name.Value, inclusions):
                        Add(fragment.SelectionSet, inclusions);
                        break;
                }
            }
        }

        private Inclusions? Include(SelectionNode selection, Inclusions outer)
        {
            if (outer.And(selection.Directives) is not { } inclusions) return null;
            if (collector._variables is null || inclusions.IsAlways) return inclusions;
            var hold = inclusions.Hold(collector._variables, out var error);
            if (error is not null) _error = error with { Locations = [selection.Location] };
            return hold ? Inclusions.Always : null;
        }

        /// <summary>False when the fragment was already visited under these conditions or weaker ones.</summary>
        private bool Visit(string fragment, Inclusions inclusions)
        {
            if (!_visited.TryGetValue(fragment, out var visits)) _visited[fragment] = visits = [];
            if (visits.Any(v => v.Within(inclusions))) return false;
            visits.Add(inclusions);
            return true;
        }

        private void Add(FieldNode field, Inclusions inclusions)
        {
            if (!_index.TryGetValue(field.ResponseName, out var index))
            {
                _index[field.ResponseName] = index = _groups.Count;
                _groups.Add((field.ResponseName, ImmutableArray.CreateBuilder<FieldOccurrence>()));
            }
            _groups[index].Occurrences.Add(new(field, inclusions));
        }
    }
}
