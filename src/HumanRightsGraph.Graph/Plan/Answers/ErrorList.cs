using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>
/// The errors of an answer's fields, with the place in the answer that is being written: names of fields and indices of lists. One is kept for each thread,
/// as most answers need no more.
/// </summary>
internal sealed class ErrorList
{
    [ThreadStatic]
    private static ErrorList? _idle;

    private (string? Name, int Index)[] _path = new (string?, int)[32];
    private int _depth;
    private int _max;
    private List<GraphQLError>? _errors;

    internal static ErrorList Take(int max)
    {
        var list = _idle ?? new ErrorList();
        (_idle, list._depth, list._max, list._errors) = (null, 0, max, null);
        return list;
    }

    /// <summary>Nothing is written any more.</summary>
    internal void GiveBack() => _idle = this;

    internal IReadOnlyList<GraphQLError> Errors => _errors ?? (IReadOnlyList<GraphQLError>)[];

    internal void Enter(string name) => Enter(name, 0);
    internal void Enter(int index) => Enter(null, index);
    internal void Leave() => _depth--;

    private void Enter(string? name, int index)
    {
        if (_depth == _path.Length) Array.Resize(ref _path, _depth * 2);
        _path[_depth++] = (name, index);
    }

    internal IReadOnlyList<object> Path => [.. _path.Take(_depth).Select(p => p.Name ?? (object)p.Index)];

    /// <summary>Errors that know their place.</summary>
    internal void AddPlaced(IEnumerable<GraphQLError> errors) => (_errors ??= []).AddRange(errors);

    /// <summary>An error at the current place. Behind so many, one says that there are more.</summary>
    internal void Add(GraphQLError error, FieldNode field)
    {
        _errors ??= [];
        if (_errors.Count > _max) return;
        if (_errors.Count == _max)
        {
            _errors.Add(GraphQLError.Of(error.Code, $"There are more errors than the {_max} shown."));
            return;
        }
        _errors.Add(error with { Path = _depth > 0 ? Path : null, Locations = error.Locations.Count > 0 ? error.Locations : [field.Location] });
    }
}
