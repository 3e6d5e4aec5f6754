using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A selection set, with the conditions under which it counts.</summary>
internal readonly record struct ConditionalSelection(SelectionSetNode Set, Conditions Conditions)
{
    public bool Equals(ConditionalSelection other) => ReferenceEquals(Set, other.Set) && Conditions.Equals(other.Conditions);
    public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Set), Conditions);
}

/// <summary>Selection sets that are merged. Equality is by the sets' identity, in order.</summary>
[System.Runtime.CompilerServices.CollectionBuilder(typeof(Selections), nameof(Create))]
internal sealed class Selections : IEquatable<Selections>, IEnumerable<ConditionalSelection>
{
    private readonly ImmutableArray<ConditionalSelection> _sets;

    private Selections(ImmutableArray<ConditionalSelection> sets) => _sets = sets;

    public static Selections Create(ReadOnlySpan<ConditionalSelection> sets) => new([.. sets]);

    public bool Equals(Selections? other) => other is not null && _sets.AsSpan().SequenceEqual(other._sets.AsSpan());
    public override bool Equals(object? obj) => Equals(obj as Selections);
    public override int GetHashCode() => _sets.Aggregate(0, HashCode.Combine);
    public IEnumerator<ConditionalSelection> GetEnumerator() => ((IEnumerable<ConditionalSelection>)_sets).GetEnumerator();
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One place where a field stands.</summary>
internal readonly record struct Occurrence(FieldNode Node, Conditions Conditions, int Position);

/// <summary>All fields of a selection set that have one response name.</summary>
internal sealed record MergedField(string ResponseName, ImmutableArray<Occurrence> Occurrences)
{
    public string Name => Occurrences[0].Node.Name.Value;
    public bool HasArguments => !Occurrences[0].Node.Arguments.IsEmpty;

    /// <summary>What is selected of it. A single place's own condition needs no repeating below it.</summary>
    public Selections Selections { get; } = Selections.Create([.. from o in Occurrences
                                                                 where o.Node.SelectionSet is not null
                                                                 select new ConditionalSelection(o.Node.SelectionSet!, Occurrences.Length == 1 ? Conditions.Always : o.Conditions)]);

    /// <summary>The identity of the merged fields; leaves too are told apart by it.</summary>
    public Selections Nodes { get; } = Selections.Create([.. Occurrences.Select(o => new ConditionalSelection(
        o.Node.SelectionSet ?? Leaf(o.Node), Occurrences.Length == 1 ? Conditions.Always : o.Conditions))]);

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<FieldNode, SelectionSetNode> _leaves = [];

    private static SelectionSetNode Leaf(FieldNode node) => _leaves.GetValue(node, static n => new([], n.Location));
}

/// <summary>CollectFields (GraphQL §6.3.2), with <c>@skip</c> and <c>@include</c> on variables kept as conditions.</summary>
internal sealed class FieldCollection
{
    private readonly GraphQLSchema _types;
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments;
    private readonly List<string> _conditionVariables = [];

    internal FieldCollection(GraphQLSchema types, DocumentNode document)
    {
        _types = types;
        _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value, StringComparer.Ordinal);
    }

    internal ImmutableArray<string> ConditionVariables => [.. _conditionVariables];

    internal IReadOnlyList<MergedField> Collect(ObjectType type, Selections selections)
    {
        var order = new List<string>();
        var byName = new Dictionary<string, List<Occurrence>>(StringComparer.Ordinal);
        var visited = new List<(string Fragment, Conditions Conditions)>();
        var position = 0;
        foreach (var (set, conditions) in selections) Walk(set, conditions);
        return [.. order.Select(name => new MergedField(name, [.. byName[name]]))];

        // As deep as spreads nest: validation has refused cycles, and documents that are too deep.
        void Walk(SelectionSetNode set, Conditions outer)
        {
            foreach (var selection in set.Selections)
            {
                if (Under(selection.Directives, outer) is not { } conditions) continue;
                switch (selection)
                {
                    case FieldNode field:
                        if (!byName.TryGetValue(field.ResponseName, out var occurrences))
                        {
                            byName[field.ResponseName] = occurrences = [];
                            order.Add(field.ResponseName);
                        }
                        if (!occurrences.Exists(o => ReferenceEquals(o.Node, field) && o.Conditions.FollowFrom(conditions))) occurrences.Add(new(field, conditions, position++));
                        break;
                    case InlineFragmentNode inline:
                        if (inline.TypeCondition is null || Applies(inline.TypeCondition, type)) Walk(inline.SelectionSet, conditions);
                        break;
                    case FragmentSpreadNode spread:
                        if (visited.Exists(v => v.Fragment == spread.Name.Value && v.Conditions.FollowFrom(conditions))) break;
                        visited.Add((spread.Name.Value, conditions));
                        var fragment = _fragments[spread.Name.Value];
                        if (Applies(fragment.TypeCondition, type)) Walk(fragment.SelectionSet, conditions);
                        break;
                }
            }
        }
    }

    private bool Applies(NamedTypeNode condition, ObjectType type) =>
        condition.Name.Value == type.Name || _types.Types.Find(condition.Name.Value) is CompositeType composite && _types.IsPossible(composite, type);

    /// <summary>The conditions with those of the directives; null when they never hold.</summary>
    private Conditions? Under(ImmutableArray<DirectiveNode> directives, Conditions outer)
    {
        Conditions? conditions = outer;
        foreach (var directive in directives)
        {
            if (conditions is null) return null;
            var wanted = directive.Name.Value switch { "skip" => false, "include" => true, _ => default(bool?) };
            if (wanted is null) continue;
            switch (directive.Arguments.FirstOrDefault(a => a.Name.Value == "if")?.Value)
            {
                case BooleanValueNode literal when literal.Value != wanted: return null;
                case VariableNode variable: conditions = conditions.Value.And(new(Variable(variable.Name.Value), wanted.Value)); break;
            }
        }
        return conditions;
    }

    private int Variable(string name)
    {
        var at = _conditionVariables.IndexOf(name);
        if (at >= 0) return at;
        _conditionVariables.Add(name);
        return _conditionVariables.Count - 1;
    }
}
