using System.Globalization;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// Writes the one statement for what an operation asks of the graph. It returns one record; every value in it is a
/// parameter, every name one of the schema's, and its text depends on the structure of the arguments alone.
/// </summary>
internal sealed partial class StatementBuilder
{
    private readonly BoundOperation _operation;
    private readonly BoundParameters _parameters;
    private readonly PredicateWriter _predicates;
    private readonly bool[] _conditions;
    private readonly List<string> _columns = [];
    private int _variables;

    private StatementBuilder(BoundOperation operation, BoundParameters parameters)
    {
        (_operation, _parameters, _conditions) = (operation, parameters, [.. operation.Conditions]);
        _predicates = new(Api, parameters, Fresh);
    }

    private ApiSchema Api => _operation.Plan.Api;
    private GraphSchema Graph => Api.Model.Graph;

    /// <summary>The columns of a row that is being put together; what is asked for twice stands there once.</summary>
    private sealed class Row
    {
        private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
        internal List<string> Columns { get; } = [];

        internal int Column(string expression)
        {
            if (_byText.TryGetValue(expression, out var known)) return known;
            Columns.Add(expression);
            return _byText[expression] = Columns.Count - 1;
        }
    }

    /// <summary>The statement of the root fields from this one on, as far as the next that a handler answers; null where they ask the graph for nothing.</summary>
    internal static CypherStatement? OfFields(BoundOperation operation, BoundParameters parameters, string key, int firstField)
    {
        var builder = new StatementBuilder(operation, parameters);
        var roots = new Dictionary<object, (int, object)>(ReferenceEqualityComparer.Instance);
        foreach (var field in operation.Plan.Root.Fields.Skip(firstField))
        {
            if (field.Content is HandlerContent) break;
            if (!builder.Includes(field) || roots.ContainsKey(field.Content)) continue;
            if (builder.Root(field.Content) is not var (expression, layout)) continue;
            roots[field.Content] = (builder._columns.Count, layout);
            builder._columns.Add(expression);
        }
        return builder.Statement(key, roots);
    }

    /// <summary>The statement that looks up the nodes a handler gave, by shape and key label.</summary>
    internal static CypherStatement? OfNodes(BoundOperation operation, BoundParameters parameters, string key, IEnumerable<(NodeShape Shape, ILookup<string, string> Ids)> nodes)
    {
        var builder = new StatementBuilder(operation, parameters);
        var roots = new Dictionary<object, (int, object)>(ReferenceEqualityComparer.Instance);
        foreach (var (shape, ids) in nodes)
        {
            var labels = new List<(KeyLabel, NodeLayout)>();
            var lists = new List<string>();
            foreach (var group in ids)
            {
                if (builder.Graph.KeyLabel(group.Key) is not { } label) continue;
                var name = parameters.Extra(group, group.Distinct(StringComparer.Ordinal).ToArray());
                lists.Add(builder.Lookup(label, shape, $" IN {name}", null, out var layout));
                labels.Add((label, layout));
            }
            roots[shape] = (builder._columns.Count, new LookupLayout(labels));
            builder._columns.Add(List(lists));
        }
        return builder.Statement(key, roots);
    }

    private CypherStatement? Statement(string key, Dictionary<object, (int, object)> roots)
    {
        if (_columns.Count == 0) return null;
        var statement = new CypherStatement("RETURN " + string.Join(", ", _columns.Select((c, i) => $"{c} AS f{i}")), key);
        foreach (var (content, place) in roots) statement.Roots[content] = place;
        return statement;
    }

    /// <summary>
    /// The end of a query that gives rows. Cypher takes an aggregate inside a subquery for one of the expression around it,
    /// and refuses the variables beside it: so what aggregates gets a name first.
    /// </summary>
    /// <param name="variables">What the columns are made of.</param>
    private string Returned(string variables, IEnumerable<string> columns)
    {
        var all = columns.ToList();
        var named = new List<string> { variables };
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].Contains("count(", StringComparison.Ordinal)) continue;
            var name = Fresh("g");
            named.Add($"{all[i]} AS {name}");
            all[i] = name;
        }
        return named.Count == 1 ? $"RETURN {List(all)}" : $"WITH {string.Join(", ", named)} RETURN {List(all)}";
    }

    private string Fresh(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}{_variables++}");

    private bool Includes(ShapeField field) => field.Inclusion is null || field.Inclusion.Holds(_conditions);

    private T? Argument<T>(int slot) where T : BoundArguments => _operation.Arguments[slot] as T;

    private (string Expression, object Layout)? Root(FieldContent content)
    {
        switch (content)
        {
            case NodeContent { Source: Seek seek } one when Argument<BoundKey>(seek.Slot) is { } key:
                var narrowing = seek.Types.Covers(Graph, seek.Label) ? null : seek.Types;
                var row = Lookup(seek.Label, one.Shape, $" = {_parameters.Name(key, "id")}", narrowing, out var layout);
                return (List([row]), new LookupLayout([(seek.Label, layout)]));
            case NodeContent { Source: SeekAnywhere anywhere } one when Argument<BoundKey>(anywhere.Slot) is { } key:
                return Lookup(one.Shape, $" = {_parameters.Name(key, "id")}");
            case KeysContent keys when Argument<BoundKeys>(keys.Slot) is { } ids:
                return Lookup(keys.Shape, $" IN {_parameters.Name(ids, "ids")}");
            case PathContent path when Argument<BoundPath>(path.Slot) is { } ends: return Path(path, ends);
            case ConnectionContent { Source: Scan scan } connection when Argument<BoundPage>(connection.Slot) is { } page:
                return Page(connection, page, Scanned(scan.Type, page));
            case ConnectionContent { Source: TextSearch } connection when Argument<BoundPage>(connection.Slot) is { } page:
                return Search(connection, page);
            default: return null;
        }
    }

    /// <summary>Nodes of any key label by their ids.</summary>
    private (string, object) Lookup(NodeShape shape, string ids)
    {
        var labels = new List<(KeyLabel, NodeLayout)>();
        var lists = new List<string>();
        foreach (var label in Graph.KeyLabels)
        {
            lists.Add(Lookup(label, shape, ids, null, out var layout));
            labels.Add((label, layout));
        }
        return (List(lists), new LookupLayout(labels));
    }

    private string Lookup(KeyLabel label, NodeShape shape, string ids, NodeTypeSet? narrowing, out NodeLayout layout)
    {
        var (node, row) = (Fresh("n"), new Row());
        layout = Node(row, node, label, [shape]);
        layout.IdColumn = row.Column(Property(node, "id"));
        return $"COLLECT {{ MATCH ({node}:{Quote(label.Name)}) WHERE {All([Property(node, "id") + ids, IsOneOf(node, narrowing, Graph)])} {Returned(node, row.Columns)} }}";
    }

    /// <summary>Adds to the row what the shapes ask of a node of the key label.</summary>
    private NodeLayout Node(Row row, string node, KeyLabel label, IReadOnlyList<NodeShape> shapes)
    {
        var types = shapes.SelectMany(s => s.ByType).Select(t => t.Type).Where(t => t.KeyLabel == label).Distinct().ToList();
        var layout = new NodeLayout { Types = types };
        var askedBy = new Dictionary<FieldContent, (ShapeField Field, HashSet<NodeType> Types)>(ReferenceEqualityComparer.Instance);
        var byType = false;
        foreach (var shape in shapes)
        {
            Shape? first = null;
            foreach (var (type, of) in shape.ByType)
            {
                if (type.KeyLabel != label) continue;
                byType |= first is not null && !ReferenceEquals(first, of);
                first ??= of;
                foreach (var field in of.Fields)
                {
                    if (!Includes(field)) continue;
                    byType |= field.Content is TypeNameContent { Name: null };
                    if (!askedBy.TryGetValue(field.Content, out var asked)) askedBy[field.Content] = asked = (field, []);
                    asked.Types.Add(type);
                }
            }
        }
        if (byType && types.Count > 1)
        {
            // Types whose labels are among another's are told apart by the conditions of Is.
            var cases = types.Select((t, i) => $"WHEN {Is(node, t, Graph)} THEN {i}");
            layout.TypeColumn = row.Column($"CASE {string.Join(' ', cases)} END");
        }
        foreach (var (content, (_, of)) in askedBy)
            Add(row, layout, node, content, of.Count == types.Count ? null : IsOneOf(node, new NodeTypeSet(types.Where(of.Contains)), Graph));
        return layout;
    }

    /// <param name="guard">The content is of some types only: it need not be found for others.</param>
    private void Add(Row row, NodeLayout layout, string node, FieldContent content, string? guard)
    {
        switch (content)
        {
            case IdContent: layout.IdColumn = row.Column(Property(node, "id")); break;
            case PropertyContent property:
                var index = property.Slot < 0 ? property.Index : Argument<BoundLanguage>(property.Slot)?.Property ?? -1;
                if (index >= 0) layout.Add(content, row.Column(Property(node, layout.Types[0].KeyLabel.Properties[index].Name)));
                break;
            case StatusContent status when Argument<BoundStatus>(status.Slot) is { } day:
                layout.Add(content, row.Column(StatusExpression.Of(node, Api.Computed!, _parameters.Name(day, "day"), Fresh)));
                break;
            case NodeContent { Source: Follow { Field: var field } } one:
                var (other, inner) = (Fresh("n"), new Row());
                var ofOther = Node(inner, other, field.Target.KeyLabel!, [one.Shape]);
                // Which of several is the first by id is seen by the reader: an order costs more than a row that is almost always alone.
                ofOther.IdColumn = inner.Column(Property(other, "id"));
                layout.Add(content, row.Column($"COLLECT {{ MATCH ({node}){Arrow(field)}({other}){Where(All([guard, IsOneOf(other, field.Target.Narrowing, Graph)]))} {Returned(other, inner.Columns)} }}"), ofOther);
                break;
            case ConnectionContent { Source: Traverse { Field: var field } } connection when Argument<BoundPage>(connection.Slot) is { } page:
                var (expression, ofPage) = Page(connection, page, Traversed(node, field, connection, page, guard));
                layout.Add(content, row.Column(expression), ofPage);
                break;
        }
    }
}
