using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>
/// GraphQL §5.3.2, FieldsInSetCanMerge: fields of one response name have the same shape, and, where one object may answer them
/// all, the same name and arguments. Instead of all pairs, two passes go over the merged sets: one judges shapes across all parent
/// types, one names and arguments within each object type together with the abstract ones. Being alike is transitive, so each field is
/// compared with the first of its group. What pairs there would be is counted all the same, and refused beyond <see cref="Limits.MergeComparisons"/>.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged
{
    /// <summary>Selections collected per comparison allowed: a set may be collected once for each object type that shares it.</summary>
    private const int WorkPerComparison = 20;

    private readonly ValidationContext _context;
    private readonly FieldArguments _arguments;
    private readonly HashSet<(int, int)> _reported = [];
    private long _comparisons, _work;
    private GraphQLError? _exceeded;

    private OverlappingFieldsCanBeMerged(ValidationContext context, FieldArguments arguments) => (_context, _arguments) = (context, arguments);

    /// <summary>Reports conflicts; the error of the limit, if it is exceeded.</summary>
    public static GraphQLError? Check(ValidationContext context)
    {
        var arguments = new FieldArguments();
        foreach (var operation in context.Operations)
        {
            var rule = new OverlappingFieldsCanBeMerged(context, arguments);
            var fields = rule.Collect([new(operation.SelectionSet, context.Schema.RootType(operation.Operation), null)]);
            rule.CheckShapes(fields);
            rule.CheckNames(fields);
            if (rule._exceeded is not null) return rule._exceeded;
        }
        return null;
    }

    /// <summary>A field within a merged set, and the field whose selection it is in.</summary>
    private sealed class Occurrence(FieldNode node, CompositeType? parent, FieldDefinition? definition, Occurrence? outer)
    {
        public FieldNode Node => node;

        public CompositeType? Parent => parent;

        public FieldDefinition? Definition => definition;

        public Occurrence? Outer => outer;
    }

    private readonly record struct Part(SelectionSetNode Set, CompositeType? Type, Occurrence? Outer);

    private List<List<Occurrence>> Collect(IEnumerable<Part> parts)
    {
        var groups = new List<List<Occurrence>>();
        var byName = new Dictionary<string, List<Occurrence>>();
        var fragments = new HashSet<string>();
        foreach (var part in parts) Add(part);
        return groups;

        void Add(Part part)
        {
            if (_exceeded is not null || !Spend(ref _work, part.Set.Selections.Length, WorkPerComparison, part.Set.Location)) return;
            foreach (var selection in part.Set.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        if (!byName.TryGetValue(field.ResponseName, out var group))
                        {
                            byName[field.ResponseName] = group = [];
                            groups.Add(group);
                        }
                        group.Add(new(field, part.Type, part.Type is null ? null : _context.Schema.Field(part.Type, field.Name.Value), part.Outer));
                        break;
                    case InlineFragmentNode inline:
                        Add(new(inline.SelectionSet, inline.TypeCondition is { } condition ? TypeOf(condition) : part.Type, part.Outer));
                        break;
                    case FragmentSpreadNode spread when fragments.Add(spread.Name.Value) && _context.Fragments.TryGetValue(spread.Name.Value, out var fragment):
                        Add(new(fragment.SelectionSet, TypeOf(fragment.TypeCondition), part.Outer));
                        break;
                }
            }
        }
    }

    private CompositeType? TypeOf(NamedTypeNode condition) => _context.Schema.Types.Find(condition.Name.Value) as CompositeType;

    private List<List<Occurrence>> Subfields(List<Occurrence> group)
        => Collect(group.Where(o => o.Node.SelectionSet is not null).Select(o => new Part(o.Node.SelectionSet!, o.Definition?.Type.Named as CompositeType, o)));

    /// <summary>SameResponseShape.</summary>
    private void CheckShapes(List<List<Occurrence>> groups)
    {
        foreach (var group in groups)
        {
            if (_exceeded is not null || !Spend(ref _comparisons, (long)group.Count * (group.Count - 1) / 2, 1, group[^1].Node.Location)) return;
            var first = group.Find(o => o.Definition is not null);
            var conflict = first is null ? null : group.Find(o => o.Definition is { } d && !SameShape(d.Type, first.Definition!.Type));
            if (conflict is not null)
                Report(first!, conflict, $"{first!.Definition!.Type} and {conflict.Definition!.Type} are different types");
            else if (group.Exists(o => o.Node.SelectionSet is not null)) CheckShapes(Subfields(group));
        }
    }

    private static bool SameShape(GraphQLType left, GraphQLType right) => (left, right) switch
    {
        (NonNullType l, NonNullType r) => SameShape(l.OfType, r.OfType),
        (ListType l, ListType r) => SameShape(l.OfType, r.OfType),
        (CompositeType, CompositeType) => true,
        _ => left.Equals(right),
    };

    /// <summary>Same names and arguments wherever parent types are equal or not both objects.</summary>
    private void CheckNames(List<List<Occurrence>> groups)
    {
        foreach (var group in groups)
        {
            foreach (var set in ByObjectType(group))
            {
                if (_exceeded is not null || !Spend(ref _comparisons, set.Count - 1, 1, set[^1].Node.Location)) return;
                var first = set[0];
                var conflict = set.Find(o => !SameCall(o, first));
                if (conflict is not null)
                    Report(first, conflict, conflict.Node.Name.Value != first.Node.Name.Value
                        ? $"{first.Node.Name.Value} and {conflict.Node.Name.Value} are different fields" : "their arguments differ");
                else if (set.Exists(o => o.Node.SelectionSet is not null)) CheckNames(Subfields(set));
            }
        }
    }

    private bool SameCall(Occurrence left, Occurrence right)
        => left.Node.Name.Value == right.Node.Name.Value && _arguments.Of(left.Node) == _arguments.Of(right.Node);

    private static List<List<Occurrence>> ByObjectType(List<Occurrence> group)
    {
        var first = group[0].Parent;
        if (group.TrueForAll(o => o.Parent == first)) return [group];
        var objects = group.Where(o => o.Parent is ObjectType).GroupBy(o => o.Parent).ToList();
        if (objects.Count < 2) return [group];
        return [.. objects.Select(g => group.FindAll(o => o.Parent is not ObjectType || o.Parent == g.Key))];
    }

    private bool Spend(ref long counter, long count, int factor, Location location)
    {
        counter += count;
        if (counter <= (long)_context.Limits.MergeComparisons * factor) return true;
        _exceeded = GraphQLError.Limit("mergeComparisons", _context.Limits.MergeComparisons, null,
            $"Whether the fields at {location} can be merged takes more than {_context.Limits.MergeComparisons} comparisons: select each field once.", location);
        return false;
    }

    private void Report(Occurrence left, Occurrence right, string reason)
    {
        // What is wrong between the fields around them says enough.
        for (Occurrence? l = left.Outer, r = right.Outer; l is not null && r is not null && l != r; l = l.Outer, r = r.Outer)
            if ((l.Parent == r.Parent || l.Parent is not ObjectType || r.Parent is not ObjectType) && !SameCall(l, r)) return;
        if (!_reported.Add((left.Node.Location.Offset, right.Node.Location.Offset))) return;
        var (leftPlaces, rightPlaces) = (new List<Location>(), new List<Location>());
        var name = left.Node.ResponseName;
        // The fields, and those around them up to the selection set they share.
        for (Occurrence? l = left, r = right; l is not null && r is not null && l != r; l = l.Outer, r = r.Outer)
        {
            leftPlaces.Insert(0, l.Node.Location);
            rightPlaces.Insert(0, r.Node.Location);
        }
        _context.Report($"Two fields answer as {name} ({left.Node.Location} and {right.Node.Location}), but {reason}. Give one another alias.",
            [.. leftPlaces, .. rightPlaces]);
    }
}
