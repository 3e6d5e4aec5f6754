using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

// Connections: the page in its order, the counts around it.
internal sealed partial class StatementBuilder
{
    /// <summary>Where entries come from.</summary>
    /// <param name="Clause">Gives <paramref name="Variables"/>; a condition may follow.</param>
    /// <param name="Condition">What an entry fulfils, cursors aside; null for nothing.</param>
    /// <param name="Relationship">Null where nothing of it is asked for.</param>
    private sealed record Entries(string Clause, string? Condition, string Variables, string Node, KeyLabel Label, string? Relationship = null, RelationshipType? Type = null)
    {
        /// <summary>The clause may give a node twice.</summary>
        internal bool Distinct { get; init; }
        /// <summary>They are all nodes of a label, whose index has them by id.</summary>
        internal bool IsScan { get; init; }
        /// <summary>A pattern whose matches are just the entries, and are counted without looking at them.</summary>
        internal string? Degree { get; init; }
        /// <summary>The key labels that nodes may have.</summary>
        internal IEnumerable<KeyLabel> Labels { get; init; } = [Label];
        /// <summary>Finding them costs more than holding them: whatever is asked of them, they are found once.</summary>
        internal bool IsDear { get; init; }
        internal bool IsMatch => Clause.StartsWith("MATCH", StringComparison.Ordinal);
    }

    /// <summary>The value of a relationship's property where there is no relationship.</summary>
    private const string Nothing = "null";

    /// <summary>A value that orders entries.</summary>
    private sealed record Sorted(string Expression, bool Descending, bool CanBeNull, bool IsText, object Owner, string Role);

    private Entries Scanned(ModelType type, BoundPage page)
    {
        var node = Fresh("n");
        var label = type.KeyLabel!;
        var labels = type.NodeTypes.Types is [var only] ? Labels(only.Labels) : Labels([label.Name]);
        var conditions = new List<string?> { type.NodeTypes.Types is [var one] ? IsNoOther(node, one, Graph) : IsOneOf(node, type.Narrowing, Graph) };
        var parts = page.Where is AllOf all ? all.Parts : [page.Where];
        var start = parts.OfType<Related>().FirstOrDefault(r => r is { Quantifier: Quantifier.Some, Field.ToMany: false, Inner.IsTrue: false })
            ?? parts.OfType<Related>().FirstOrDefault(r => r is { Quantifier: Quantifier.Some, Field.ToMany: true } && NamesKeys(r.Inner));
        var match = $"({node}{labels})";
        var distinct = false;
        if (start is not null)
        {
            // In the pattern, not behind EXISTS: there the planner can begin at the other end.
            var (other, edge) = (Fresh("n"), start.Inner.AsksForEdge ? Fresh("r") : null);
            match += $"{Arrow(start.Field, edge ?? "")}({other}:{Quote(start.Field.Target.KeyLabel!.Name)})";
            conditions.Add(start.Field.ToMany
                ? All([IsOneOf(other, start.Field.Target.Narrowing, Graph), _predicates.Condition(start.Inner, other, edge)])
                : _predicates.FirstAnd(start, node, other));
            distinct = start.Field.ToMany || !start.Field.Relationship.Identity.IsEmpty;
            parts = parts.Remove(start);
        }
        foreach (var part in parts) conditions.Add(_predicates.Condition(part, node));
        return new($"MATCH {match}", All([.. conditions]), node, node, label) { Distinct = distinct, IsScan = start is null };
    }

    private static bool NamesKeys(Predicate predicate) => predicate switch
    {
        OneOf { Operand: IdOperand, OrNull: false } => true,
        AllOf all => all.Parts.Any(NamesKeys),
        _ => false,
    };

    private Entries Traversed(string node, RelationshipField field, ConnectionContent connection, BoundPage page, string? guard)
    {
        if (page.Depth > 1) return Reached(node, field, page, guard);
        // What tells apart two relationships to one node is of no matter where the answer shows the node alone: both entries look the same.
        var told = page.After is not null || page.Before is not null || WritesCursors(connection.Shape);
        var asked = (told && !field.Relationship.Identity.IsEmpty) || page.Where.AsksForEdge || page.Order.Any(k => k.Operand is EdgeOperand)
            || EdgeFields(connection.Shape).Any(f => f.Content is EdgePropertyContent) || GroupsOf(connection.Shape).Any(g => g.Bound.By.Any(k => k is ValueGroupKey { Operand: EdgeOperand }));
        var (other, relationship) = (Fresh("n"), asked ? Fresh("r") : null);
        var condition = All([guard, IsOneOf(other, field.Target.Narrowing, Graph), _predicates.Condition(page.Where, other, relationship)]);
        return new($"MATCH ({node}){Arrow(field, relationship ?? "")}({other})", condition, relationship is null ? other : $"{other}, {relationship}", other,
            field.Target.KeyLabel!, relationship, field.Relationship)
        { Degree = condition is null ? $"({node}){Arrow(field)}()" : null };
    }

    /// <summary>Nodes reached in several steps. In a list of their own, so that the planner keeps to an expansion that comes to each node once.</summary>
    private Entries Reached(string node, RelationshipField field, BoundPage page, string? guard)
    {
        var other = Fresh("n");
        var path = field.IsSeries ? $"({node})-[:{Quote(field.Relationship.Name)}*0..{page.Depth}]-({other})" : $"({node}){Arrow(field, "", $"*1..{page.Depth}")}({other})";
        var reached = All([guard, field.IsSeries ? null : $"{other} <> {node}", IsOneOf(other, field.Target.Narrowing, Graph)]);
        return new($"UNWIND COLLECT {{ MATCH {path}{Where(reached)} RETURN DISTINCT {other} }} AS {other} WITH {other}", _predicates.Condition(page.Where, other), other, other, field.Target.KeyLabel!);
    }

    private (string Expression, PageLayout Layout) Page(ConnectionContent connection, BoundPage page, Entries entries)
    {
        var keys = page.Order.Select((key, i) => SortedBy(entries.Node, entries.Relationship, key, page, i)).ToList();
        var ties = new List<Sorted> { new(Property(entries.Node, "id"), false, false, true, page, "id") };
        if (entries.Relationship is { } relationship)
            foreach (var (name, i) in entries.Type!.Identity.Select((n, i) => (n, i)))
                ties.Add(new(Property(relationship, name), false, true, entries.Type.Properties[entries.Type.IndexOf(name)].Type == PropertyType.String, page, $"tie{i}"));
        return Page(connection, page, entries, keys, ties, row =>
        {
            var layout = new PageLayout();
            layout.Node = Node(row, entries.Node, entries.Label, NodeShapes(connection.Shape));
            foreach (var property in EdgeFields(connection.Shape).Select(f => f.Content).OfType<EdgePropertyContent>())
                layout.EdgeColumns[property.Index] = row.Column(entries.Relationship is { } r ? Property(r, property.Field.Name) : Nothing);
            return layout;
        });
    }

    /// <param name="rows">Puts together an entry's row.</param>
    private (string Expression, PageLayout Layout) Page(ConnectionContent connection, BoundPage page, Entries entries, List<Sorted> keys, List<Sorted> ties, Func<Row, PageLayout> rows)
    {
        var needs = PageNeeds.Of(connection.Shape, _conditions);
        // A key that is more than a property is computed once, under a name.
        var named = new List<string>();
        var names = "";
        keys = [.. keys.Select(k =>
        {
            if (!k.Expression.Contains(' ')) return k;
            var name = Fresh("k");
            named.Add($"{k.Expression} AS {name}");
            names += ", " + name;
            return k with { Expression = name };
        })];
        var sorted = keys.Concat(ties).ToList();
        var with = named.Count > 0 || entries.Distinct ? $" WITH {(entries.Distinct ? "DISTINCT " : "")}{string.Join(", ", named.Prepend(entries.Variables))}" : null;
        string Source(params string?[] cursors) => with is null
            ? $"{entries.Clause}{Where(All([entries.Condition, .. cursors]))}"
            : $"{entries.Clause}{Where(entries.Condition)}{with}{Where(All([.. cursors]))}";

        var behind = page.After is { } after ? Beyond(sorted, after, behind: true) : null;
        var ahead = page.Before is { } before ? Beyond(sorted, before, behind: false) : null;
        var more = page.Backward ? needs.Previous : needs.Next;
        // Where every node has to be looked at to count them, they are looked at once: found with what orders them, then counted and cut to the page.
        var paged = needs.Entries || more;
        var groups = GroupsOf(connection.Shape).ToList();
        var aggregates = connection.Shape.Fields.Where(Includes).Select(f => f.Content).OfType<AggregateContent>().Distinct().ToList();
        var readers = (needs.Total ? 1 : 0) + (paged ? 1 : 0) + groups.Count + aggregates.Count
            + (entries.IsDear && needs.Next && ahead is not null ? 1 : 0) + (entries.IsDear && needs.Previous && behind is not null ? 1 : 0);
        var once = readers > 1 && (entries.IsDear || (entries.Condition is not null && entries is { IsMatch: true, Relationship: null } && (keys.Count > 0 || !entries.IsScan || !paged)));
        var found = once ? Fresh("a") : null;
        var variables = entries.Variables.Split(", ");
        var (collected, whole) = (entries.Variables, found is null ? Source() : $"UNWIND {found} AS {entries.Variables}");
        string? source = null, sortedAgain = null;
        if (found is not null && (paged || variables.Length > 1))
        {
            var (item, original) = (Fresh("x"), sorted);
            sorted = [.. original.Select(s => s.Expression == Nothing || variables.Contains(s.Expression) ? s : s with { Expression = Fresh("k") })];
            (keys, ties) = (sorted[..keys.Count], sorted[keys.Count..]);
            var held = original.Zip(sorted).Where(p => p.First.Expression != p.Second.Expression).ToList();
            collected = List([.. variables, .. held.Select(h => h.First.Expression)]);
            names = string.Concat(held.Select(h => ", " + h.Second.Expression));
            whole = $"UNWIND {found} AS {item} WITH {string.Join(", ", variables.Select((v, i) => $"{item}[{i}] AS {v}"))}";
            var whence = whole + string.Concat(held.Select((h, i) => $", {item}[{variables.Length + i}] AS {h.Second.Expression}"));
            var (behindThere, aheadThere) = (page.After is { } from ? Beyond(sorted, from, behind: true) : null, page.Before is { } to ? Beyond(sorted, to, behind: false) : null);
            source = whence + Where(All([behindThere, aheadThere]));
            if (entries.IsDear) (behind, ahead, sortedAgain) = (behindThere, aheadThere, whence);
        }
        string Again(string? one, string? other) => sortedAgain is null ? Source(one, other) : sortedAgain + Where(All([one, other]));
        var row = new Row();
        var layout = rows(row);
        layout.ReadsMore = more;
        layout.KeyTypes = [.. page.Order.Select(k => OrderBinder.TypeOf(k.Operand))];
        layout.TieTypes = entries.Type is { } type ? [.. type.Identity.Select(n => type.Properties[type.IndexOf(n)].Type)] : [];
        if (WritesCursors(connection.Shape))
        {
            layout.KeyColumns = [.. keys.Select(k => row.Column(k.Expression))];
            layout.IdColumn = row.Column(ties[0].Expression);
            layout.TieColumns = [.. ties.Skip(1).Select(t => row.Column(t.Expression))];
        }

        var parts = new List<string>();
        if (paged)
        {
            layout.Entries = parts.Count;
            source ??= Source(keys.Count == 0 && entries.IsScan
                ? page.After is { } start ? $"{ties[0].Expression} >= {_parameters.Name(start, "from")}" : $"{ties[0].Expression} IS NOT NULL" : null, behind, ahead);
            parts.Add($"COLLECT {{ {source} WITH {entries.Variables}{names} ORDER BY {string.Join(", ", sorted.Where(s => s.Expression != Nothing).Select(s => Ordered(s, page.Backward)))} "
                + $"LIMIT {_parameters.Name(page, more ? "more" : "count")} {Returned(entries.Variables + names, row.Columns)} }}");
        }
        if (needs.Total)
        {
            layout.Total = parts.Count;
            parts.Add(found is not null ? $"size({found})" : entries.Degree is { } degree ? $"COUNT {{ {degree} }}" : $"COUNT {{ {Source()}{(with is null && entries.IsMatch ? "" : $" RETURN {entries.Node}")} }}");
        }
        if (needs.Next && ahead is not null)
        {
            layout.Next = parts.Count;
            parts.Add($"EXISTS {{ {Again(page.Backward ? null : behind, $"NOT {ahead}")} RETURN 1 }}");
        }
        if (needs.Previous && behind is not null)
        {
            layout.Previous = parts.Count;
            parts.Add($"EXISTS {{ {Again($"NOT {behind}", page.Backward ? ahead : null)} RETURN 1 }}");
        }
        foreach (var (content, bound) in groups)
        {
            var (expression, ofGroups) = Groups(content, bound, entries, whole);
            layout.Groups[content] = (parts.Count, ofGroups);
            parts.Add(expression);
        }
        foreach (var content in aggregates)
        {
            layout.Groups[content] = (parts.Count, null);
            parts.Add(Aggregates(content, entries, whole));
        }
        return (found is null ? List(parts)
            : $"head(COLLECT {{ WITH COLLECT {{ {Source()} RETURN {collected} }} AS {found} {Returned(found, parts)} }})", layout);
    }

    private Sorted SortedBy(string node, string? relationship, OrderKey key, BoundPage page, int index)
    {
        var expression = Valued(node, key.Path.AsSpan(), at => key.Operand switch
        {
            IdOperand => Property(at, "id"),
            PropertyOperand property => Property(at, property.Property.Name),
            EdgeOperand edge => relationship is null ? Nothing : Property(relationship, edge.Property.Name),
            CountOperand count => _predicates.Count(count, at),
            _ => StatusExpression.Of(at, Api.Computed!, _parameters.Name(key, "day"), Fresh),
        });
        return new(expression, key.Descending, key.Operand is not (IdOperand or StatusOperand or CountOperand) || !key.Path.IsEmpty, OrderBinder.TypeOf(key.Operand) == PropertyType.String, page, $"key{index}");
    }

    /// <summary>A value of the node that fields to one lead to, of several the first by id; null where one on the way is missing.</summary>
    private string Valued(string node, ReadOnlySpan<RelationshipField> path, Func<string, string> value)
    {
        if (path.IsEmpty) return value(node);
        var (field, other) = (path[0], Fresh("n"));
        return $"head(COLLECT {{ MATCH ({node}){Arrow(field)}({other}){Where(IsOneOf(other, field.Target.Narrowing, Graph))} "
            + $"WITH {other} ORDER BY {Property(other, "id")} LIMIT 1 RETURN {Valued(other, path[1..], value)} }})";
    }

    /// <summary>Nulls stand last both ways; Cypher has them last ascending and first descending.</summary>
    private static string Ordered(Sorted by, bool backward)
    {
        var descending = by.Descending != backward;
        var nulls = !by.CanBeNull || descending == backward ? "" : backward ? $"{by.Expression} IS NOT NULL, " : $"{by.Expression} IS NULL, ";
        return nulls + by.Expression + (descending ? " DESC" : "");
    }

    /// <summary>Whether an entry stands behind the cursor's place, or ahead of it; never null.</summary>
    private string Beyond(List<Sorted> by, CursorPosition cursor, bool behind)
    {
        var condition = "false";
        for (var i = by.Count - 1; i >= 0; i--)
        {
            var (value, role) = i < cursor.Keys.Length ? (cursor.Keys[i], $"key{i}")
                : i == cursor.Keys.Length ? (PropertyValue.Of(cursor.Id), "id")
                : (cursor.Ties[i - cursor.Keys.Length - 1], $"tie{i - cursor.Keys.Length - 1}");
            var (sorted, expression) = (by[i], by[i].Expression);
            if (value.IsNull)
            {
                // Behind a null stand only further nulls; ahead of it every value.
                condition = behind ? $"({expression} IS NULL AND {condition})" : $"({expression} IS NOT NULL OR {condition})";
                continue;
            }
            var name = _parameters.Name(cursor, role);
            var beyond = $"{expression} {(behind != sorted.Descending ? ">" : "<")} {name}";
            if (sorted.IsText)
            {
                var pattern = Fresh("o");
                beyond = $"({beyond}) <> any({pattern} IN {_parameters.Name(cursor, role + "odd")} WHERE {expression} =~ {pattern})";
            }
            if (sorted.CanBeNull) beyond = behind ? $"({expression} IS NULL OR {beyond})" : $"({expression} IS NOT NULL AND {beyond})";
            var equal = $"{expression} = {name}";
            if (sorted.CanBeNull) equal = $"coalesce({equal}, false)";
            condition = condition == "false" ? $"({beyond})" : $"({beyond} OR ({equal} AND {condition}))";
        }
        return condition;
    }

    private IEnumerable<(GroupsContent Content, BoundGroups Bound)> GroupsOf(Shape connection) =>
        from field in connection.Fields
        where Includes(field) && field.Content is GroupsContent
        let content = (GroupsContent)field.Content
        where Argument<BoundGroups>(content.Slot) is not null
        group content by content into same
        select (same.Key, Argument<BoundGroups>(same.Key.Slot)!);

    private IEnumerable<ShapeField> EdgeFields(Shape connection) =>
        connection.Fields.Where(Includes).Select(f => f.Content).OfType<EdgesContent>().SelectMany(e => e.Edge.Fields.Where(Includes));

    private List<NodeShape> NodeShapes(Shape connection) =>
    [
        .. connection.Fields.Where(Includes).Select(f => f.Content).OfType<EntryNodesContent>().Select(n => n.Shape),
        .. EdgeFields(connection).Select(f => f.Content).OfType<EdgeNodeContent>().Select(n => n.Shape),
    ];

    private bool WritesCursors(Shape connection) => EdgeFields(connection).Any(f => f.Content is CursorContent)
        || connection.Fields.Where(Includes).Select(f => f.Content).OfType<PageInfoContent>().SelectMany(p => p.Shape.Fields.Where(Includes))
            .Any(f => f.Content is PageInfoMemberContent { Member: PageInfoMember.StartCursor or PageInfoMember.EndCursor });
}
