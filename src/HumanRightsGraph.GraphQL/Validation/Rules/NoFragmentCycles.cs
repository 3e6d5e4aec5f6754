using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.2.2: no fragment spreads itself, directly or through others. A walk in depth with a stack of its own: chains may be long.</summary>
internal static class NoFragmentCycles
{
    public static void Check(ValidationContext context)
    {
        var visited = new HashSet<string>();
        foreach (var fragment in context.FragmentsInOrder)
            if (!context.Full && visited.Add(fragment.Name.Value)) Walk(context, fragment, visited);
    }

    private static void Walk(ValidationContext context, FragmentDefinitionNode start, HashSet<string> visited)
    {
        var open = new Dictionary<string, int> { [start.Name.Value] = 0 };
        var path = new List<FragmentSpreadNode>();
        var stack = new Stack<(string Name, Queue<FragmentSpreadNode> Spreads)>();
        stack.Push((start.Name.Value, Spreads(start.SelectionSet)));
        while (!context.Full && stack.TryPeek(out var top))
        {
            if (!top.Spreads.TryDequeue(out var spread))
            {
                stack.Pop();
                open.Remove(top.Name);
                if (path.Count > 0) path.RemoveAt(path.Count - 1);
                continue;
            }
            var name = spread.Name.Value;
            if (open.TryGetValue(name, out var begin)) Report(context, [.. path[begin..], spread]);
            else if (context.Fragments.TryGetValue(name, out var fragment) && visited.Add(name))
            {
                path.Add(spread);
                open[name] = path.Count;
                stack.Push((name, Spreads(fragment.SelectionSet)));
            }
        }
    }

    private static void Report(ValidationContext context, List<FragmentSpreadNode> cycle)
    {
        const int Shown = 10;
        var names = cycle.Take(Shown).Select(s => s.Name.Value).ToList();
        if (cycle.Count > Shown) names.AddRange(["…", cycle[^1].Name.Value]);
        context.Report($"Fragment {cycle[^1].Name.Value} contains itself: {cycle[^1].Name.Value} → {string.Join(" → ", names)}.",
            [.. cycle.Select(s => s.Location)]);
    }

    /// <summary>Spreads of a set, then of the sets within it, the last one first.</summary>
    private static Queue<FragmentSpreadNode> Spreads(SelectionSetNode set)
    {
        var spreads = new Queue<FragmentSpreadNode>();
        var pending = new Stack<SelectionSetNode>([set]);
        while (pending.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                if (selection is FragmentSpreadNode spread) spreads.Enqueue(spread);
                else if (selection is FieldNode { SelectionSet: { } inField }) pending.Push(inField);
                else if (selection is InlineFragmentNode inline) pending.Push(inline.SelectionSet);
            }
        }
        return spreads;
    }
}
