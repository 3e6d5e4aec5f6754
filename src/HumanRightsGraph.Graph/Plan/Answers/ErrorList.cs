using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>The errors of an answer's fields, with the place in the answer that is being written.</summary>
internal sealed class ErrorList(int max)
{
    private readonly PlacePath _path = PlacePath.Take();
    private List<GraphQLError>? _errors;

    /// <summary>The place that is being written: names of fields and indices of lists. One is kept for each thread, as most answers need no more of it.</summary>
    private sealed class PlacePath
    {
        [ThreadStatic]
        private static PlacePath? _idle;

        internal (string? Name, int Index)[] Steps = new (string?, int)[32];
        internal int Depth;

        internal static PlacePath Take()
        {
            var path = _idle ?? new PlacePath();
            (_idle, path.Depth) = (null, 0);
            return path;
        }

        internal void GiveBack() => _idle = this;

        internal void Enter(string? name, int index)
        {
            if (Depth == Steps.Length) Array.Resize(ref Steps, Depth * 2);
            Steps[Depth++] = (name, index);
        }
    }

    internal IReadOnlyList<GraphQLError> Errors => _errors ?? (IReadOnlyList<GraphQLError>)[];

    internal void Enter(string name) => _path.Enter(name, 0);
    internal void Enter(int index) => _path.Enter(null, index);
    internal void Leave() => _path.Depth--;

    /// <summary>Nothing is written any more.</summary>
    internal void Close() => _path.GiveBack();

    internal IReadOnlyList<object> Path => [.. _path.Steps.Take(_path.Depth).Select(p => p.Name ?? (object)p.Index)];

    /// <summary>Errors that know their place.</summary>
    internal void AddPlaced(IEnumerable<GraphQLError> errors) => (_errors ??= []).AddRange(errors);

    /// <summary>An error at the current place. Behind so many, one says that there are more.</summary>
    internal void Add(GraphQLError error, FieldNode field)
    {
        _errors ??= [];
        if (_errors.Count > max) return;
        if (_errors.Count == max)
        {
            _errors.Add(GraphQLError.Of(error.Code, $"There are more errors than the {max} shown."));
            return;
        }
        _errors.Add(error with { Path = _path.Depth > 0 ? Path : null, Locations = error.Locations.Count > 0 ? error.Locations : [field.Location] });
    }
}
