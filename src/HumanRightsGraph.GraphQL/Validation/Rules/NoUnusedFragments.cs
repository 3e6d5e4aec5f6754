namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.1.4: some operation spreads every fragment, directly or through other fragments.</summary>
internal static class NoUnusedFragments
{
    public static void Check(ValidationContext context)
    {
        var used = new HashSet<string>();
        var pending = new Stack<TypedDefinition>(context.Operations.Select(o => context.Reachable(o)[0]));
        var byName = new Dictionary<string, TypedDefinition>();
        foreach (var definition in context.Definitions)
            if (definition.Definition is Language.FragmentDefinitionNode fragment) byName[fragment.Name.Value] = definition;
        while (pending.TryPop(out var definition))
            foreach (var spread in definition.Spreads)
                if (used.Add(spread.Node.Name.Value) && byName.TryGetValue(spread.Node.Name.Value, out var next)) pending.Push(next);
        foreach (var fragment in context.FragmentsInOrder)
            if (!used.Contains(fragment.Name.Value)) context.Report($"No operation uses the fragment {fragment.Name.Value}.", fragment.Location);
    }
}
