using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>The errors of an answer's fields, with the place in the answer that is being written.</summary>
internal sealed class ErrorList(int max)
{
    private readonly List<(string? Name, int Index)> _path = [];

    internal List<GraphQLError> Errors { get; } = [];

    internal void Enter(string name) => _path.Add((name, 0));
    internal void Enter(int index) => _path.Add((null, index));
    internal void Leave() => _path.RemoveAt(_path.Count - 1);

    internal IReadOnlyList<object> Path => [.. _path.Select(p => p.Name ?? (object)p.Index)];

    /// <summary>An error at the current place. Behind so many, one says that there are more.</summary>
    internal void Add(GraphQLError error, FieldNode field)
    {
        if (Errors.Count > max) return;
        if (Errors.Count == max)
        {
            Errors.Add(GraphQLError.Of(error.Code, $"There are more errors than the {max} shown."));
            return;
        }
        Errors.Add(error with { Path = _path.Count > 0 ? Path : null, Locations = error.Locations.Count > 0 ? error.Locations : [field.Location] });
    }
}
