using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>A condition of <c>@include</c> or <c>@skip</c> (GraphQL §3.13.1–2): the variable has this value.</summary>
public readonly record struct Inclusion(string Variable, bool Value);

/// <summary>What a selection depends on: all of its conditions hold. Empty: nothing.</summary>
public readonly record struct Inclusions
{
    private readonly ImmutableArray<Inclusion> _conditions;

    private Inclusions(ImmutableArray<Inclusion> conditions) => _conditions = conditions;

    public static Inclusions Always { get; } = new([]);

    /// <summary>No variable occurs twice.</summary>
    public ImmutableArray<Inclusion> Conditions => _conditions.IsDefault ? [] : _conditions;

    public bool IsAlways => Conditions.IsEmpty;

    /// <summary>Whether all conditions hold. A variable that is absent or null is an execution error (GraphQL §6.4.1).</summary>
    public bool Hold(VariableValues variables, out GraphQLError? error)
    {
        error = null;
        foreach (var (name, expected) in Conditions)
        {
            if (!variables.TryGet(name, out var value) || value is not bool given)
            {
                error = GraphQLError.Of(ErrorCodes.BadUserInput, $"Argument if requires a value of type Boolean!, but variable ${name} is null.");
                return false;
            }
            if (given != expected) return false;
        }
        return true;
    }

    /// <summary>These conditions and those of a selection's directives; null when they cannot all hold.</summary>
    internal Inclusions? And(ImmutableArray<DirectiveNode> directives)
    {
        var all = Conditions;
        // @skip has the first word (GraphQL §6.3.2).
        foreach (var (directive, expected) in (ReadOnlySpan<(string, bool)>)[("skip", false), ("include", true)])
        {
            foreach (var node in directives)
            {
                if (node.Name.Value != directive || node.Arguments.FirstOrDefault(a => a.Name.Value == "if") is not { } condition) continue;
                if (condition.Value is BooleanValueNode literal && literal.Value != expected) return null;
                if (condition.Value is not VariableNode { Name.Value: var variable }) continue;
                if (all.Contains(new(variable, !expected))) return null;
                if (!all.Contains(new(variable, expected))) all = all.Add(new(variable, expected));
            }
        }
        return new(all);
    }

    public bool Equals(Inclusions other) => Conditions.AsSpan().SequenceEqual(other.Conditions.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var condition in Conditions) hash.Add(condition);
        return hash.ToHashCode();
    }

    /// <summary>Whether whoever fulfils <paramref name="other"/> fulfils these.</summary>
    internal bool Within(Inclusions other) => Conditions.All(other.Conditions.Contains);
}
