using System.Text;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>
/// Operations that are valid by construction: every alias is new, so that fields of one response name always are one field.
/// A connection under an alias <c>page…</c> takes its cursor from the variable <c>$cursor…</c> of the same number, which has no value at first.
/// </summary>
internal sealed class RandomOperation
{
    private readonly Dice _dice;
    private readonly ReferenceSchema _schema;
    private readonly ReferenceGraph _graph;
    private readonly RandomInput _input;
    private readonly StringBuilder _fragments = new();
    private int _aliases;
    private int _fragmentCount;
    private int _fields;

    public string Text { get; }
    public JsonObject Variables => _input.Variables;
    /// <summary>The numbers of the connections that a cursor can be given to.</summary>
    public List<int> Pages { get; } = [];

    /// <param name="fields">About how many fields of nodes it has at most.</param>
    public RandomOperation(Dice dice, ReferenceSchema schema, ReferenceGraph graph, int fields = 60)
    {
        _fields = fields;
        (_dice, _schema, _graph, _input) = (dice, schema, graph, new(dice, schema, graph));
        var root = Selections(Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Root()));
        var definitions = _input.Definitions.Count == 0 ? "" : $"({string.Join(", ", _input.Definitions)})";
        Text = $"query Q{definitions} {root}\n{_fragments}";
    }

    private string Root()
    {
        var roots = _schema.Types.Where(t => t.RootList is not null).ToList();
        var kind = roots.Count == 0 ? 9 : _dice.Below(10);
        if (kind >= 9) return $"{NewAlias()}: node(id: {InputText.Literal(_input.Perhaps("ID!", Id(null)))}) {Crossing(4)}";
        if (kind == 8)
        {
            var ids = Enumerable.Range(0, _dice.Below(5)).Select(_ => (object?)Id(null)).ToList();
            return $"{NewAlias()}: nodes(ids: {InputText.Literal(_input.Perhaps("[ID!]!", ids))}) {Crossing(4)}";
        }
        var paths = _schema.Types.SelectMany(t => t.Fields).Where(f => f is { PathName: not null, GoesOn: true }).DistinctBy(f => f.PathName).ToList();
        if (paths.Count > 0 && _dice.Chance(15)) return Path(_dice.Of(paths));
        if (kind == 7 && _schema.Types.Any(t => t.Fields.Any(f => f.Directives.Contains("fulltext")))) return Search();
        var type = roots.Find(t => t.Fields.Any(f => f.IsComputed) && _dice.Chance(20)) ?? _dice.Of(roots);
        if (kind >= 6) return $"{NewAlias()}: {type.RootField}({type.RootKey}: {InputText.Literal(_input.Perhaps("ID!", Id(type)))}) {NodeSelections(type, 4, 1)}";
        return Connection(type.RootList!, type, null, 4, 1);
    }

    private string Search()
    {
        NewAlias();
        Pages.Add(_aliases);
        _input.Definitions.Add($"$cursor{_aliases}: String");
        var head = $"page{_aliases}: search(text: {InputText.Literal(_input.Perhaps("String!", RandomValues.Search(_dice)))}, after: $cursor{_aliases}";
        if (_dice.Chance(70)) head += $", {(_dice.Chance(75) ? "first" : "last")}: {_dice.Below(4)}";
        if (_dice.Chance(50)) head += $", where: {InputText.Literal(_input.Perhaps("SearchFilterInput", _input.SearchFilter(2)))}";
        return $"{head}) {{ {(_dice.Chance(30) ? "groups(by: [TYPE]) { key count }" : "")} totalCount pageInfo {{ endCursor hasNextPage hasPreviousPage }} edges {{ score cursor {(_dice.Chance(60) ? Highlights() : "")} node {Crossing(2)} }} {(_dice.Chance(40) ? "nodes { __typename id }" : "")} }}";
    }

    private string Highlights()
    {
        var language = _schema.Types.Any(t => t.Fields.Any(f => f.IsLocalized)) ? "language" : "__typename";
        return $"highlights {Selections(_dice.Some<string>(["field", language, "fragment", "ranges { start end }"], 4).Append("field").Distinct())}";
    }

    private string Path(ReferenceField along)
    {
        var target = _schema.Type(along.TypeName);
        var depth = _dice.Chance(50) ? "" : $", depth: {InputText.Literal(_input.Perhaps("Int", (long)_dice.Of([1, 2, 3, 10])))}";
        var step = along.PropertiesType is { } properties ? _dice.Some(_schema.RelationshipProperties[properties].Fields, 4).Select(f => f.Name) : [];
        var members = _dice.Some<string>(["length", "__typename", "nodes", "steps"], 4).Append("length").Distinct().Select(member => member switch
        {
            "nodes" => $"nodes {NodeSelections(target, 3, 11)}",
            "steps" => $"steps {Selections(step.Append($"node {NodeSelections(target, 2, 11)}").Append("__typename"))}",
            _ => member,
        }).ToList();
        return $"{NewAlias()}: {along.PathName}(from: {InputText.Literal(_input.Perhaps("ID!", Id(target)))}, to: {InputText.Literal(Id(target))}{depth}) {Selections(members)}";
    }

    private string Id(ReferenceType? type)
    {
        var ids = _graph.Nodes.Where(n => type is null || _schema.IsA(n.Type, type.Name)).Select(n => n.Id).ToList();
        return ids.Count == 0 || _dice.Chance(15) ? _dice.Of(RandomValues.Ids) : _dice.Of(ids);
    }

    /// <summary>What is asked of a node of any type: everything under an alias, since types share names.</summary>
    private string Crossing(int depth)
    {
        var parts = new List<string> { "__typename id" };
        foreach (var type in _dice.Some(_schema.Types.Where(t => t.Name != "Node" && _schema.PossibleTypes(t.Name).Any()), 3))
            parts.Add($"... on {type.Name} {NodeSelections(type, depth, 1, aliasAll: true)}");
        return Selections(parts);
    }

    /// <param name="paths">How many nodes of this selection there may be: what the pages on the way there multiply to.</param>
    private string NodeSelections(ReferenceType type, int depth, int paths, bool aliasAll = false)
    {
        var parts = new List<string>();
        for (var i = _dice.Between(1, 4); i > 0 && _fields-- > 0; i--)
        {
            var choice = _dice.Below(12);
            if (choice == 0) parts.Add("__typename");
            else if (choice == 1 && !aliasAll) parts.Add(Fragment(type, depth, paths));
            else parts.Add(Field(type, type.Fields.FirstOrDefault(f => f.IsComputed && _dice.Chance(20)) ?? _dice.Of(type.Fields), depth, paths, aliasAll));
        }
        if (parts.Count == 0) parts.Add("__typename");
        return Selections(parts);
    }

    private string Field(ReferenceType type, ReferenceField field, int depth, int paths, bool aliased)
    {
        if (field.Relationship is not null)
        {
            if (depth <= 1) return "__typename";
            var target = _schema.Type(field.TypeName);
            if (field.IsList) return Connection(field.Name, target, field, depth - 1, paths, aliased);
            var head = aliased || _dice.Chance(20) ? $"{NewAlias()}: {field.Name}" : field.Name;
            var one = $"{head}{Directives()} {NodeSelections(target, depth - 1, paths)}";
            return _dice.Chance(15) ? $"{one} {Fragment(type, $"{head} {NodeSelections(target, depth - 1, paths)}")}" : one;
        }
        if (field.IsLocalized && _dice.Chance(60))
            return $"{NewAlias()}: {field.Name}(language: {InputText.Literal(_input.Perhaps("Language", _dice.Chance(10) ? null : new EnumName(_dice.Of(_schema.Enums["Language"]))))})";
        if (field.IsComputed && _dice.Chance(60))
            return $"{NewAlias()}: {field.Name}(asOf: {InputText.Literal(_input.Perhaps("Date", _dice.Chance(10) ? null : RandomValues.Single(_dice, _schema, "Date")))})";
        return $"{(aliased || _dice.Chance(15) ? $"{NewAlias()}: " : "")}{field.Name}{Directives()}";
    }

    /// <param name="field">Null at the root.</param>
    private string Connection(string name, ReferenceType target, ReferenceField? field, int depth, int paths, bool aliased = true)
    {
        var arguments = new List<string>();
        var (page, size) = (-1, 20);
        if (_dice.Chance(80) || paths > 5)
        {
            size = _dice.Of(paths > 20 ? (int[])[0, 1, 2] : [0, 1, 1, 2, 2, 3, 5]);
            var asked = paths > 5 ? size : _input.Perhaps("Int", size);
            arguments.Add($"{(_dice.Chance(65) ? "first" : "last")}: {InputText.Literal(asked)}");
            if (asked is VariableName) size = 20; // where it turns out to have no value
        }
        if (_dice.Chance(50)) arguments.Add($"where: {InputText.Literal(_input.Perhaps(_input.FilterInput(target, field), _input.Where(target, 3, field)))}");
        if (_dice.Chance(50)) arguments.Add($"order: {Order(target, field)}");
        var alias = arguments.Count > 0 || aliased ? NewAlias() : null;
        if (alias is not null && _dice.Chance(50))
        {
            page = _aliases;
            Pages.Add(page);
            _input.Definitions.Add($"$cursor{page}: String");
            arguments.Add($"{(_dice.Chance(70) == arguments.Any(a => a.StartsWith("first", StringComparison.Ordinal)) ? "after" : "before")}: $cursor{page}");
            alias = $"page{page}";
        }
        if (field is { GoesOn: true } && _dice.Chance(35)) arguments.Add($"depth: {InputText.Literal(_input.Perhaps("Int", (long)_dice.Of([1, 2, 2, 3, 5, 10])))}");
        if (_dice.Chance(20)) arguments.Reverse();
        var head = (alias is null ? "" : $"{alias}: ") + name + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})");
        string Inner() => ConnectionSelections(target, field, depth, paths * Math.Max(1, size), page >= 0);
        var text = $"{head}{Directives()} {Inner()}";
        return _dice.Chance(15) ? $"{text} {head} {Inner()}" : text;
    }

    private string Order(ReferenceType target, ReferenceField? field)
    {
        var keys = _input.Order(target, field);
        return InputText.Literal(keys.Count == 1 && _dice.Chance(40) ? keys[0] : _input.Perhaps($"[{(field is null ? target.Name : _schema.ConnectionStem(field))}SortInput!]", keys));
    }

    private string ConnectionSelections(ReferenceType target, ReferenceField? field, int depth, int paths, bool paged)
    {
        var parts = new List<string>();
        if (paged || _dice.Chance(20)) parts.Add($"pageInfo {{ {string.Join(' ', _dice.Some(["hasNextPage", "hasPreviousPage", "__typename"], 3))} startCursor endCursor }}");
        if (_dice.Chance(40)) parts.Add("totalCount");
        if (_dice.Chance(60)) parts.Add($"nodes{Directives()} {NodeSelections(target, depth, paths)}");
        if (_dice.Chance(40)) parts.Add($"edges {Edge(target, field, depth, paths)}");
        if (_dice.Chance(12)) parts.Add(Groups(target, field, paths));
        if (_dice.Chance(8) && Aggregate(target) is { } aggregate) parts.Add($"{NewAlias()}: {aggregate}");
        if (parts.Count == 0) parts.Add(_dice.Chance(30) ? "__typename" : $"nodes {NodeSelections(target, depth, paths)}");
        return Selections(parts);
    }

    private string Groups(ReferenceType target, ReferenceField? via, int paths)
    {
        var keys = target.Fields.Where(f => f.Name != "id" && !f.IsSeries).Select(f => f.GroupKey).ToList();
        if (via?.PropertiesType is { } properties) keys.AddRange(_schema.RelationshipProperties[properties].Fields.SelectMany(f => (string[])[$"EDGE_{f.GroupKey}", $"EDGE_{f.GroupKey}"]));
        if (target.IsInterface) keys.Add("TYPE");
        var computed = target.Fields.FirstOrDefault(f => f.IsComputed);
        if (computed is not null) keys.AddRange([computed.GroupKey, computed.GroupKey, computed.GroupKey]);
        if (keys.Count == 0) return "totalCount";
        var by = Enumerable.Range(0, _dice.Of([1, 1, 2, 2, 3])).Select(_ => (object?)new EnumName(_dice.Of(keys))).ToList();
        var arguments = $"by: {InputText.Literal(by.Count == 1 && _dice.Chance(30) ? by[0] : _input.Perhaps($"[{Stem(target, via)}GroupKey!]!", by))}";
        var nodes = paths < 20 && _dice.Chance(25);
        if (nodes || _dice.Chance(40)) arguments += $", first: {_dice.Below(4)}";
        if (computed is not null && _dice.Chance(30)) arguments += $", asOf: {InputText.Literal(_input.Perhaps("Date", RandomValues.Single(_dice, _schema, "Date")))}";
        var members = _dice.Some<string>(["key", "count", "aggregate"], 3).Append(nodes ? "nodes" : "__typename").Select(member => member switch
        {
            "nodes" => $"nodes {{ id __typename {(_dice.Chance(40) ? Crossing(1)[1..^1] : "")} }}",
            "aggregate" => Aggregate(target) ?? "count",
            _ => member,
        }).ToList();
        return $"{NewAlias()}: groups({arguments}) {Selections(members)}";
    }

    private string Stem(ReferenceType target, ReferenceField? via) => via is null ? target.Name : _schema.ConnectionStem(via);

    private string? Aggregate(ReferenceType target)
    {
        var fields = target.Fields.Where(f => f is { Relationship: null, IsList: false, TypeName: "Int" or "Float" or "Date" }).ToList();
        if (fields.Count == 0) return null;
        return $"aggregate {Selections(_dice.Some(fields, 3).Select(f => $"{f.Name} {Selections(_dice.Some<string>(f.TypeName == "Int" ? ["count", "min", "max", "sum", "average"] : ["count", "min", "max"], 5).Append("__typename"))}").Append("__typename"))}";
    }

    private string Edge(ReferenceType target, ReferenceField? field, int depth, int paths)
    {
        var parts = new List<string>();
        if (_dice.Chance(40)) parts.Add("cursor");
        if (field?.PropertiesType is { } properties) parts.AddRange(_dice.Some(_schema.RelationshipProperties[properties].Fields, 4).Select(f => f.Name));
        if (parts.Count == 0 || _dice.Chance(60)) parts.Add($"node {NodeSelections(target, depth, paths)}");
        if (_dice.Chance(10)) parts.Add("__typename");
        return Selections(parts);
    }

    /// <summary>A fragment on the type itself, on one of its types, or on an interface it has.</summary>
    private string Fragment(ReferenceType type, int depth, int paths)
    {
        if (_dice.Chance(15)) return $"...{Directives()} {NodeSelections(type, depth, paths)}";
        var other = _dice.Of([type, .. _schema.PossibleTypes(type.Name), .. type.Interfaces.Select(_schema.Type)]);
        return Fragment(other, NodeSelections(other, depth, paths, aliasAll: other.Labels.Count == 0)[1..^1]);
    }

    private string Fragment(ReferenceType type, string selections)
    {
        if (!_dice.Chance(30)) return $"... on {type.Name}{Directives()} {{ {selections} }}";
        var name = $"F{_fragmentCount++}";
        _fragments.AppendLine($"fragment {name} on {type.Name} {{ {selections} }}");
        return _dice.Chance(30) ? $"...{name}{Directives()} ...{name}" : $"...{name}{Directives()}";
    }

    private string Directives()
    {
        if (!_dice.Chance(6)) return "";
        var yes = _dice.Chance(50);
        return $" @{_dice.Of(["skip", "include"])}(if: {InputText.Literal(_dice.Chance(50) ? yes : _input.Variable("Boolean!", yes))})";
    }

    private string NewAlias() => $"a{++_aliases}";

    private string Selections(IEnumerable<string> parts) => $"{{ {string.Join(' ', parts)} }}";
}
