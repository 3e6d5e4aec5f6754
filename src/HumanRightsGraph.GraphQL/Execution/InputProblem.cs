using System.Globalization;
using System.Text;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>A place within an input value: <c>.field[3]</c>.</summary>
internal sealed record InputPath(InputPath? Parent, string? Field, int Index)
{
    public static string Show(InputPath? path)
    {
        var parts = new Stack<string>();
        for (; path is not null; path = path.Parent)
            parts.Push(path.Field is { } field ? "." + field : "[" + path.Index.ToString(CultureInfo.InvariantCulture) + "]");
        return new StringBuilder().AppendJoin("", parts).ToString();
    }
}

/// <summary>What is wrong with an input value, and where in it.</summary>
/// <param name="OwnScalar">A scalar the host defines refused it: bad input rather than an invalid document.</param>
internal readonly record struct InputProblem(string Message, string Path, Location? Location, bool OwnScalar);

/// <summary>Collects problems, the first few of them.</summary>
internal sealed class InputProblems(int max)
{
    private List<InputProblem>? _items;

    public IReadOnlyList<InputProblem> Items => _items ?? (IReadOnlyList<InputProblem>)[];

    public bool Full => _items?.Count >= max;

    public void Add(string message, InputPath? path, Location? location = null, bool ownScalar = false)
    {
        if (!Full) (_items ??= []).Add(new(message, InputPath.Show(path), location, ownScalar));
    }

    /// <summary>A value as messages show it.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= 50) return text;
        var length = char.IsHighSurrogate(text[49]) ? 49 : 50;
        return text[..length] + "…";
    }
}
