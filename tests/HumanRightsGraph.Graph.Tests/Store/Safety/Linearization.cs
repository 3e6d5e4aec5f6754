namespace HumanRightsGraph.Graph.Tests.Store.Safety;

internal enum OperationKind { Read, Write, Exchange }

/// <summary>What a client did to a key, and when by one clock.</summary>
/// <param name="Value">What was read or written.</param>
/// <param name="Expected">What an exchange asks for.</param>
/// <param name="Done">Whether an exchange took place; null where nobody said.</param>
/// <param name="End">The greatest number where there was no answer.</param>
internal sealed record Operation(int Key, OperationKind Kind, int Value, int Expected, bool? Done, long Start, long End)
{
    internal bool Answered => End != long.MaxValue;
}

/// <summary>Looks for an order of a key's operations in which each finds what it says it found. The key begins with 0.</summary>
internal static class Linearization
{
    internal static bool Exists(Operation[] operations)
    {
        Assert.True(operations.Length <= 64);
        var answered = 0UL;
        for (var i = 0; i < operations.Length; i++)
            if (operations[i].Answered) answered |= 1UL << i;
        return Exists(operations, answered, 0, 0, []);
    }

    private static bool Exists(Operation[] operations, ulong answered, ulong done, int value, HashSet<(ulong, int)> tried)
    {
        if ((done & answered) == answered) return true;
        if (!tried.Add((done, value))) return false;
        var firstEnd = long.MaxValue;
        for (var i = 0; i < operations.Length; i++)
            if ((done & 1UL << i) == 0) firstEnd = Math.Min(firstEnd, operations[i].End);
        for (var i = 0; i < operations.Length; i++)
        {
            // What was called after another's answer comes after it.
            if ((done & 1UL << i) != 0 || operations[i].Start > firstEnd) continue;
            if (After(operations[i], value) is { } next && Exists(operations, answered, done | 1UL << i, next, tried)) return true;
        }
        return false;
    }

    /// <summary>The key's value after the operation; null where it can't have come now.</summary>
    private static int? After(Operation operation, int value) => operation.Kind switch
    {
        OperationKind.Read => operation.Value == value ? value : null,
        OperationKind.Write => operation.Value,
        _ when operation.Done is { } done && done != (value == operation.Expected) => null,
        _ => value == operation.Expected ? operation.Value : value,
    };
}
