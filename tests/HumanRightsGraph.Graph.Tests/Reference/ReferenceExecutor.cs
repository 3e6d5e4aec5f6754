using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>
/// Executes an operation over a graph of plain lists by recursion over its selection sets, as the GraphQL specification (§6)
/// and docs/semantics.md say; written to be obviously right, not fast. It takes valid operations only.
/// </summary>
internal sealed class ReferenceExecutor(ReferenceSchema schema, ReferenceGraph graph, DateOnly today, ReferenceCursors? cursors = null)
{
    private readonly ReferenceReader _reader = new(schema, graph, today);
    private readonly ReferenceCursors _cursors = cursors ?? new();
    private readonly ReferenceFilter _filter = new(new(schema, graph, today));
    private readonly ReferenceGroups _groups = new(new(schema, graph, today));
    private ReferenceValues _values = null!;
    private Dictionary<string, FragmentDefinitionNode> _fragments = [];

    /// <summary>Whether a field of the form <c>T!</c> had no node, which is an error at it.</summary>
    public bool HasErrors { get; private set; }

    /// <returns>The answer's <c>data</c>.</returns>
    /// <exception cref="ReferenceException">The operation is refused.</exception>
    public JsonObject? Execute(DocumentNode document, JsonElement? variables = null, string? operationName = null)
    {
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single(o => operationName is null || o.Name?.Value == operationName);
        _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value);
        _values = new(operation, variables);
        return OrNull(() => Object("Query", [operation.SelectionSet], Root));
    }

    /// <summary>No node stands where one must: GraphQL §6.4.4 makes the next field around it null that may be.</summary>
    private sealed class MissingNode : Exception;

    private T? OrNull<T>(Func<T?> complete) where T : class
    {
        try
        {
            return complete();
        }
        catch (MissingNode)
        {
            HasErrors = true;
            return null;
        }
    }

    // GraphQL §6.4: the fields by response name in the order of first appearance, each with the selection sets of all its fields.
    private JsonObject Object(string typeName, IEnumerable<SelectionSetNode> selectionSets, Func<FieldNode, List<SelectionSetNode>, JsonNode?> resolve)
    {
        var fields = new List<FieldNode>();
        foreach (var set in selectionSets) Collect(typeName, set, fields, []);
        var result = new JsonObject();
        foreach (var group in fields.GroupBy(f => f.ResponseName))
            result[group.Key] = group.First().Name.Value == "__typename" ? typeName
                : resolve(group.First(), [.. group.Select(f => f.SelectionSet).OfType<SelectionSetNode>()]);
        return result;
    }

    // GraphQL §6.3.2
    private void Collect(string typeName, SelectionSetNode set, List<FieldNode> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(field);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                    var fragment = _fragments[spread.Name.Value];
                    if (Applies(fragment.TypeCondition, typeName)) Collect(typeName, fragment.SelectionSet, fields, visited);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(inline.TypeCondition, typeName):
                    Collect(typeName, inline.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private bool IsIncluded(SelectionNode selection) => selection.Directives.All(d => d.Name.Value switch
    {
        "skip" => _values.Arguments(d.Arguments)["if"] is false,
        "include" => _values.Arguments(d.Arguments)["if"] is true,
        _ => true,
    });

    private bool Applies(NamedTypeNode condition, string typeName) =>
        condition.Name.Value == typeName || (schema.NodeTypes.Any(t => t.Name == typeName) && schema.IsA(typeName, condition.Name.Value));

    private JsonNode? Root(FieldNode field, List<SelectionSetNode> sets)
    {
        var arguments = _values.Arguments(field.Arguments);
        var name = field.Name.Value;
        if (name == "node") return OrNull(() => Node(ById(arguments["id"]), sets));
        if (name == "nodes")
        {
            var ids = ReferenceValues.AsList(arguments["ids"]);
            return ids.Count > 500 ? throw new ReferenceException("BAD_USER_INPUT") : new JsonArray([.. ids.Select(id => OrNull(() => Node(ById(id), sets)))]);
        }
        if (name == "search")
        {
            var search = new ReferenceSearch(schema, (string)arguments["text"]!);
            var found = graph.Nodes.Where(n => search.Score(n) > 0 && _filter.HoldsInSearch(n, arguments["where"]))
                .Select(n => new ReferenceEntry(n, null, [-(long)search.Score(n), n.Id, (long)schema.KeyLabels.ToList().IndexOf(schema.Type(n.Type).KeyLabel)]));
            return Connection("Search", schema.Type("Node"), null, ReferencePage.Of("search", [.. found], [], arguments, _cursors), sets, (member, below, e) => member == "score" ? -(long)e.Keys[0]! : new JsonArray([.. search.Highlights(e.Node).Select(h => Highlight(h, below))]));
        }
        if (schema.Types.SelectMany(t => t.Fields).FirstOrDefault(f => f.PathName == name) is { } along) return OrNull(() => Path(along, arguments, sets));
        if (schema.Types.FirstOrDefault(t => t.RootField == name) is { } type)
        {
            var node = graph.Find(schema, type.KeyLabel, (string)ReferenceValues.As("ID", arguments[type.RootKey])!);
            return node is not null && schema.IsA(node.Type, type.Name) ? OrNull(() => Node(node, sets)) : null;
        }
        type = schema.Types.Single(t => t.RootList == name);
        var all = graph.Nodes.Where(n => schema.IsA(n.Type, type.Name)).Select(n => ((ReferenceRelationship?)null, n));
        return Connection(name, null, type, all, arguments, sets);
    }

    private JsonObject Highlight((string Field, string? Language, string Fragment, List<(int Start, int End)> Ranges) highlight, List<SelectionSetNode> sets) =>
        Object("SearchHighlight", sets, (member, inner) => member.Name.Value switch
        {
            "field" => highlight.Field,
            "language" => highlight.Language,
            "fragment" => highlight.Fragment,
            _ => new JsonArray([.. highlight.Ranges.Select(r => Object("TextRange", inner, (end, _) => end.Name.Value == "start" ? r.Start : r.End))]),
        });

    private JsonObject? Path(ReferenceField along, InputFields arguments, List<SelectionSetNode> sets)
    {
        var depth = (long)(arguments["depth"] ?? 10L);
        if (depth is < 1) throw new ReferenceException("BAD_USER_INPUT");
        if (depth > 10) throw new ReferenceException("LIMIT_EXCEEDED");
        var target = schema.Type(along.TypeName);
        ReferenceNode? End(string name) => graph.Find(schema, target.KeyLabel, (string)ReferenceValues.As("ID", arguments[name])!) is { } node && schema.IsA(node.Type, target.Name) ? node : null;
        if (End("from") is not { } from || End("to") is not { } to || _reader.Path(from, to, along, depth) is not { } path) return null;
        var stem = schema.ConnectionStem(along);
        return Object(stem + "Path", sets, (field, inner) => field.Name.Value switch
        {
            "length" => path.Count,
            "nodes" => new JsonArray([.. path.Select(s => s.Node).Prepend(from).Select(n => Node(n, inner))]),
            _ => new JsonArray([.. path.Select(s => Object(stem + "PathStep", inner, (member, below) => member.Name.Value == "node" ? Node(s.Node, below)
                : Value(s.Relationship.Properties.GetValueOrDefault(member.Name.Value))))]),
        });
    }

    private ReferenceNode? ById(object? id) =>
        schema.KeyLabels.Select(label => graph.Find(schema, label, (string)ReferenceValues.As("ID", id)!)).FirstOrDefault(n => n is not null);

    private JsonObject? Node(ReferenceNode? node, IEnumerable<SelectionSetNode> sets) => node is null ? null : Object(node.Type, sets, (fieldNode, inner) =>
    {
        var field = schema.Type(node.Type).Field(fieldNode.Name.Value);
        var arguments = _values.Arguments(fieldNode.Arguments);
        if (field.Relationship is not null && field.IsList)
        {
            var target = schema.Type(field.TypeName);
            var depth = field.IsSeries ? 100 : (long)(arguments["depth"] ?? 1L);
            if (depth is < 1) throw new ReferenceException("BAD_USER_INPUT");
            if (!field.IsSeries && depth > 10) throw new ReferenceException("LIMIT_EXCEEDED");
            if (depth > 1)
                return Connection($"{field.Owner}.{field.Name}*", field, target, _reader.Reach(node, field, depth).Select(n => ((ReferenceRelationship?)null, n)), arguments, inner);
            return Connection($"{field.Owner}.{field.Name}", field, target,
                _reader.Follow(node, field).Select(r => ((ReferenceRelationship?)r.Relationship, r.Node)), arguments, inner);
        }
        if (field.Relationship is not null && field.IsRequired) return Node(_reader.One(node, field) ?? throw new MissingNode(), inner);
        if (field.Relationship is not null) return OrNull(() => Node(_reader.One(node, field), inner));
        if (field.IsComputed) return _reader.Status(node, arguments["asOf"]).ToString();
        return Value(node[arguments["language"] is string language ? $"{field.Name}_{language.ToLowerInvariant()}" : field.Name]);
    });

    /// <param name="via">The relationship that is followed; null at the root.</param>
    private JsonObject Connection(string place, ReferenceField? via, ReferenceType target,
        IEnumerable<(ReferenceRelationship? Relationship, ReferenceNode Node)> all, InputFields arguments, IEnumerable<SelectionSetNode> sets)
    {
        var keys = ReferenceValues.AsList(arguments["order"]).SelectMany(o => OrderKeys(target, via, (InputFields)o!, [])).ToList();
        // No two nodes share an id: keys of nodes behind it say nothing, in a cursor neither.
        if (keys.FindIndex(k => k.Name == "id") is >= 0 and var id) keys.RemoveAll(k => keys.IndexOf(k) > id && !k.Name.StartsWith("edge.", StringComparison.Ordinal));
        var entries = all.Where(e => _filter.Holds(e.Node, target, arguments["where"], e.Relationship, via))
            .Select(e => new ReferenceEntry(e.Node, e.Relationship, [.. keys.Select(k => k.Value(e.Node, e.Relationship)), e.Node.Id, .. Identity(e.Relationship)]))
            .ToList();
        var order = string.Join(",", keys.Select(k => $"{k.Name}{(k.Descending ? " desc" : "")}"));
        var page = ReferencePage.Of($"{place}({order})", entries, [.. keys.Select(k => k.Descending)], arguments, _cursors);
        return Connection(via is null ? target.Name : schema.ConnectionStem(via), target, via, page, sets,
            (name, _, e) => Value(e.Relationship?.Properties.GetValueOrDefault(schema.RelationshipProperties[via!.PropertiesType!].Field(name).Name)));
    }

    private JsonObject Connection(string stem, ReferenceType target, ReferenceField? via, ReferencePage page, IEnumerable<SelectionSetNode> sets, Func<string, List<SelectionSetNode>, ReferenceEntry, JsonNode?> edgeField) =>
        Object(stem + "Connection", sets, (field, inner) => field.Name.Value switch
        {
            "totalCount" => page.TotalCount,
            "nodes" => new JsonArray([.. page.Entries.Select(e => Node(e.Node, inner))]),
            "edges" => new JsonArray([.. page.Entries.Select(e => Edge(stem, e, page, inner, edgeField))]),
            "pageInfo" => PageInfo(page, inner),
            "groups" => new JsonArray([.. _groups.Of(page.All, target, via, _values.Arguments(field.Arguments)).Select(g => Group(stem, target, g, inner))]),
            "aggregate" => Aggregate(target, page.All, inner),
            var name => throw new ArgumentException($"A connection has no {name}."),
        });

    private JsonObject Group(string stem, ReferenceType target, ReferenceGroup group, IEnumerable<SelectionSetNode> sets) => Object(stem + "Group", sets, (field, inner) => field.Name.Value switch
    {
        "key" => new JsonArray([.. group.Key.Select(k => (JsonNode?)ReferenceGroups.Text(k))]),
        "nodes" => new JsonArray([.. group.Nodes.Select(n => OrNull(() => Node(n, inner)))]),
        "count" => group.Entries.Count,
        _ => Aggregate(target, group.Entries, inner),
    });

    private JsonObject Aggregate(ReferenceType target, IReadOnlyList<ReferenceEntry> entries, IEnumerable<SelectionSetNode> sets) =>
        Object(target.Name + "Aggregate", sets, (field, inner) => Object(target.Field(field.Name.Value).TypeName + "Aggregate", inner,
            (member, _) => ReferenceGroups.Aggregate(member.Name.Value, entries.Select(e => e.Node[field.Name.Value]))));

    private JsonObject Edge(string stem, ReferenceEntry entry, ReferencePage page, IEnumerable<SelectionSetNode> sets, Func<string, List<SelectionSetNode>, ReferenceEntry, JsonNode?> edgeField) =>
        Object(stem + "Edge", sets, (field, inner) => field.Name.Value switch
        {
            "cursor" => page.Cursor(entry),
            "node" => Node(entry.Node, inner),
            var name => edgeField(name, inner, entry),
        });

    private JsonObject PageInfo(ReferencePage page, IEnumerable<SelectionSetNode> sets) => Object("PageInfo", sets, (field, _) => field.Name.Value switch
    {
        "hasNextPage" => page.HasNextPage,
        "hasPreviousPage" => page.HasPreviousPage,
        "startCursor" => page.Entries.Count == 0 ? null : page.Cursor(page.Entries[0]),
        "endCursor" => page.Entries.Count == 0 ? null : page.Cursor(page.Entries[^1]),
        var name => throw new ArgumentException($"A page has no {name}."),
    });

    /// <summary>A key of an order: its name, and its value of an entry.</summary>
    private sealed record OrderKey(string Name, bool Descending, Func<ReferenceNode, ReferenceRelationship?, object?> Value);

    private IEnumerable<OrderKey> OrderKeys(ReferenceType type, ReferenceField? via, InputFields order, List<ReferenceField> path)
    {
        string Name(string last) => string.Join('.', path.Select(f => f.Name).Append(last));
        object? Of(ReferenceNode? node, Func<ReferenceNode, object?> value)
        {
            foreach (var field in path) node = node is null ? null : _reader.One(node, field);
            return node is null ? null : value(node);
        }
        foreach (var field in type.Fields.Where(f => order.Has(f.Name)))
        {
            var value = order[field.Name];
            if (value is InputFields inner) foreach (var key in OrderKeys(schema.Type(field.TypeName), null, inner, [.. path, field])) yield return key;
            else if (value is string direction) yield return new(Name(field.Name), direction == "DESC", (n, _) => Of(n, at => field.IsComputed ? (long)_reader.Status(at, null) : at[field.Name]));
        }
        foreach (var many in type.Fields.Where(f => f.IsMany))
            if (order[$"{many.Name}Count"] is string direction) yield return new(Name($"{many.Name}Count"), direction == "DESC", (n, _) => Of(n, at => (long)_reader.Follow(at, many).Count()));
        if (via?.PropertiesType is null || order["edge"] is not InputFields edge) yield break;
        foreach (var property in schema.RelationshipProperties[via.PropertiesType].Fields)
            if (edge[property.Name] is string direction) yield return new($"edge.{property.Name}", direction == "DESC", (_, r) => r?.Properties.GetValueOrDefault(property.Name));
    }

    private IEnumerable<object?> Identity(ReferenceRelationship? relationship) =>
        relationship is null ? [] : ReferenceGraph.Identity(schema, relationship.Type).Select(name => relationship.Properties.GetValueOrDefault(name));

    internal static JsonNode? Value(object? value) => value switch
    {
        null => null,
        string s => s,
        int i => i,
        long i => i,
        double d => d,
        bool b => b,
        DateOnly d => d.ToString("yyyy-MM-dd"),
        Array list => new JsonArray([.. list.Cast<object>().Select(Value)]),
        _ => throw new ArgumentException($"No answer holds a {value.GetType().Name}."),
    };
}
