using System.Collections.Frozen;
using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A plan, or the limit that prevented it.</summary>
public readonly record struct PlanResult(OperationPlan? Plan, GraphQLError? Error);

/// <summary>
/// Turns a valid operation into its plan. What two types or two places have in common is compiled once, so that
/// interfaces and fragments cost what they say and not what they would expand to.
/// </summary>
public sealed class PlanCompiler
{
    private readonly ApiSchema _api;
    private readonly PlanLimits _limits;
    private readonly FieldCollection _collection;
    private readonly List<ArgumentSlot> _slots = [];
    private readonly Dictionary<ContentKey, FieldContent> _contents = [];
    private readonly Dictionary<NodeShapeKey, NodeShape> _nodeShapes = [];
    private int _fields;
    private int _contentCount;

    /// <summary>Fields merged into one, seen from a type: what its content follows from.</summary>
    private sealed record ContentKey(object Field, KeyLabel? Label, Selections Nodes);

    private sealed record NodeShapeKey(ModelType Type, Selections Selections);

    private sealed class TooLarge : Exception;

    private PlanCompiler(ApiSchema api, DocumentNode document, PlanLimits limits)
    {
        _api = api;
        _limits = limits;
        _collection = new(api.Types, document);
    }

    /// <param name="document">Valid for the API's types.</param>
    /// <param name="operation">One of the document's.</param>
    public static PlanResult Compile(ApiSchema api, DocumentNode document, OperationDefinitionNode operation, PlanLimits? limits = null)
    {
        var compiler = new PlanCompiler(api, document, limits ?? PlanLimits.Default);
        try
        {
            var root = compiler.RootShape(operation);
            return new(new(api, document, operation, root, compiler._collection.ConditionVariables, [.. compiler._slots], compiler._contentCount) { Fields = compiler._fields }, null);
        }
        catch (TooLarge)
        {
            var max = compiler._limits.ExpandedFields;
            return new(null, GraphQLError.Limit("expandedFields", max, null, $"The operation has more than {max} fields once its fragments are expanded; ask for less at once.", operation.Location));
        }
    }

    private Shape RootShape(OperationDefinitionNode operation)
    {
        var type = _api.Types.RootType(operation.Operation)!;
        return MakeShape(type, [new(operation.SelectionSet, Conditions.Always)], merged => RootContent(type, merged));
    }

    /// <summary>The shape of an object of one type; <paramref name="content"/> says what each field holds.</summary>
    private Shape MakeShape(ObjectType type, Selections selections, Func<MergedField, FieldContent> content)
    {
        var fields = new List<(int Position, ShapeField Field)>();
        foreach (var merged in _collection.Collect(type, selections))
        {
            var node = merged.Occurrences[0].Node;
            var held = node.Name.Value == "__typename" ? new TypeNameContent(_api.Model.Type(type.Name) is null ? type.Name : null) : Count(content(merged));
            var nonNull = _api.Types.Field(type, node.Name.Value)!.Type is NonNullType;
            var earlier = new List<Conditions>();
            foreach (var occurrence in merged.Occurrences)
            {
                if (earlier.Exists(e => e.FollowFrom(occurrence.Conditions))) continue;
                var inclusion = occurrence.Conditions.IsAlways && earlier.Count == 0 ? null : new Inclusion(occurrence.Conditions, [.. earlier]);
                fields.Add((occurrence.Position, new(merged.ResponseName, inclusion, node, nonNull, held)));
                earlier.Add(occurrence.Conditions);
                if (occurrence.Conditions.IsAlways) break;
            }
        }
        return new([.. fields.OrderBy(f => f.Position).Select(f => f.Field)]);
    }

    private FieldContent Count(FieldContent content) => ++_fields > _limits.ExpandedFields ? throw new TooLarge() : content;

    private FieldDefinition Definition(CompositeType type, MergedField merged) => _api.Types.Field(type, merged.Name)!;

    private int Slot(FieldDefinition definition, MergedField merged, ArgumentUse use)
    {
        _slots.Add(new(merged.Occurrences[0].Node, definition.Arguments, use));
        return _slots.Count - 1;
    }

    private FieldContent RootContent(ObjectType type, MergedField merged)
    {
        var definition = Definition(type, merged);
        if (merged.Name is "__schema" or "__type") return new IntrospectionContent();
        var root = type == _api.Types.QueryType ? _api.Root(merged.Name) : null;
        return root switch
        {
            ByKeyRootField byKey => new NodeContent(_contentCount++,
                new Seek(byKey.Type.KeyLabel!, byKey.Type.NodeTypes, Slot(definition, merged, new KeyUse(byKey.Argument))), NodeShapeOf(byKey.Type, merged.Selections)),
            NodeRootField node => new NodeContent(_contentCount++, new SeekAnywhere(Slot(definition, merged, new KeyUse("id"))), NodeShapeOf(node.Type, merged.Selections)),
            NodesRootField nodes => new KeysContent(_contentCount++, Slot(definition, merged, new KeysUse("ids")), NodeShapeOf(nodes.Type, merged.Selections)),
            ListRootField list => Connection(definition, merged, new Scan(list.Type), list.Type, null, new PageUse(list.Type, null, $"Query.{list.Name}")),
            PathRootField path => PathOf(definition, merged, path.Field),
            SearchRootField search => Connection(definition, merged, new TextSearch(), search.Type, null, new SearchUse($"Query.{search.Name}")),
            _ => new HandlerContent(merged.Name, Slot(definition, merged, new HandlerUse()), Value(definition.Type, merged.Selections)),
        };
    }

    private NodeShape NodeShapeOf(ModelType type, Selections selections)
    {
        var key = new NodeShapeKey(type, selections);
        if (_nodeShapes.TryGetValue(key, out var known)) return known;
        var shapes = new List<(NodeType, Shape)>();
        foreach (var nodeType in type.NodeTypes.Types)
        {
            var model = _api.Model.Type(nodeType);
            var @object = (ObjectType)_api.Types.Types.Find(nodeType.Name)!;
            var shape = MakeShape(@object, selections, merged => NodeFieldContent(model, merged));
            shapes.Add((nodeType, shapes.Select(s => s.Item2).FirstOrDefault(s => SameShape(s, shape)) ?? shape));
        }
        return _nodeShapes[key] = new(shapes);
    }

    private static bool SameShape(Shape a, Shape b)
    {
        if (a.Fields.Length != b.Fields.Length) return false;
        for (var i = 0; i < a.Fields.Length; i++)
        {
            var (x, y) = (a.Fields[i], b.Fields[i]);
            if (x.ResponseName != y.ResponseName || x.NonNull != y.NonNull || !Equals(x.Inclusion, y.Inclusion)) return false;
            if (!ReferenceEquals(x.Content, y.Content) && !(x.Content is TypeNameContent { Name: null } && y.Content is TypeNameContent { Name: null })) return false;
        }
        return true;
    }

    private FieldContent NodeFieldContent(ModelType type, MergedField merged)
    {
        var field = type.Field(merged.Name);
        var key = new ContentKey(field ?? (object)type, type.KeyLabel, merged.Nodes);
        if (_contents.TryGetValue(key, out var known))
        {
            _fields--; // it is counted already
            return known;
        }
        var definition = Definition((ObjectType)_api.Types.Types.Find(type.Name)!, merged);
        return _contents[key] = field switch
        {
            IdField => new IdContent(),
            PropertyField property => new PropertyContent(property, type.KeyLabel!.IndexOf(property.Name),
                property.Localized && merged.HasArguments ? Slot(definition, merged, new LanguageUse(property, type.KeyLabel)) : -1),
            ComputedField computed => new StatusContent(computed, Slot(definition, merged, new ComputedUse(computed))),
            RelationshipField { ToMany: true } many => Connection(definition, merged, new Traverse(many), many.Target, many,
                new PageUse(many.Target, many, $"{many.DeclaredBy}.{many.Name}")),
            RelationshipField one => new NodeContent(_contentCount++, new Follow(one), NodeShapeOf(one.Target, merged.Selections)),
            // A field that the extra definitions added to a node's type has nothing behind it.
            _ => new MemberContent(merged.Name, Value(definition.Type, merged.Selections)),
        };
    }

    private ConnectionContent Connection(FieldDefinition definition, MergedField merged, EntrySource source, ModelType node, RelationshipField? field, ArgumentUse use)
    {
        var slot = Slot(definition, merged, use);
        var connection = (ObjectType)definition.Type.Named;
        var shape = MakeShape(connection, merged.Selections, member => member.Name switch
        {
            "edges" => new EdgesContent(EdgeShape((ObjectType)Definition(connection, member).Type.Named, member.Selections, node, field)),
            "nodes" => new EntryNodesContent(NodeShapeOf(node, member.Selections)),
            "pageInfo" => new PageInfoContent(MakeShape((ObjectType)Definition(connection, member).Type.Named, member.Selections, PageInfoField)),
            "groups" => Groups(Definition(connection, member), member, node, field),
            "aggregate" => Aggregate((ObjectType)Definition(connection, member).Type.Named, member.Selections, node, []),
            _ => new TotalCountContent(),
        });
        return new(_contentCount++, source, shape, slot);
    }

    private PathContent PathOf(FieldDefinition definition, MergedField merged, RelationshipField field)
    {
        var path = (ObjectType)definition.Type.Named;
        var shape = MakeShape(path, merged.Selections, member => member.Name switch
        {
            "nodes" => new PathNodesContent(NodeShapeOf(field.Target, member.Selections)),
            "steps" => new PathStepsContent(EdgeShape((ObjectType)Definition(path, member).Type.Named, member.Selections, field.Target, field)),
            _ => new PathLengthContent(),
        });
        return new(_contentCount++, Slot(definition, merged, new PathUse(field)), field, shape);
    }

    private GroupsContent Groups(FieldDefinition definition, MergedField merged, ModelType node, RelationshipField? field)
    {
        var slot = Slot(definition, merged, new GroupsUse(node, field));
        var group = (ObjectType)definition.Type.Named;
        var aggregated = new List<AggregatedProperty>();
        NodeShape? nodes = null;
        var shape = MakeShape(group, merged.Selections, member => member.Name switch
        {
            "key" => new GroupKeyContent(),
            "nodes" => new GroupNodesContent(nodes = NodeShapeOf(_api.Model.Type("Node")!, member.Selections)),
            "aggregate" => Aggregate((ObjectType)Definition(group, member).Type.Named, member.Selections, node, aggregated),
            _ => new GroupCountContent(),
        });
        return new(slot, shape, nodes) { Aggregated = [.. aggregated] };
    }

    /// <param name="aggregated">What else is aggregated in the same place; it is added to.</param>
    private AggregateContent Aggregate(ObjectType type, Selections selections, ModelType node, List<AggregatedProperty> aggregated)
    {
        var shape = MakeShape(type, selections, member =>
        {
            var field = (PropertyField)node.Field(member.Name)!;
            var place = aggregated.FindIndex(a => a.Field.Name == field.Name);
            if (place < 0)
            {
                place = aggregated.Count;
                aggregated.Add(new(field, node.KeyLabel!.IndexOf(field.Name)));
            }
            return new AggregateFieldContent(field, place, MakeShape((ObjectType)Definition(type, member).Type.Named, member.Selections, AggregateFieldMember));
        });
        return new(shape, [.. aggregated]);
    }

    private static FieldContent AggregateFieldMember(MergedField member) => new AggregateMemberContent(member.Name switch
    {
        "count" => AggregateMember.Count,
        "min" => AggregateMember.Min,
        "max" => AggregateMember.Max,
        "sum" => AggregateMember.Sum,
        _ => AggregateMember.Average,
    });

    private Shape EdgeShape(ObjectType edge, Selections selections, ModelType node, RelationshipField? field) => MakeShape(edge, selections, member => member.Name switch
    {
        "node" => new EdgeNodeContent(NodeShapeOf(node, member.Selections)),
        "cursor" => new CursorContent(),
        "highlights" when field is null => new HighlightsContent(Value(Definition(edge, member).Type, member.Selections)),
        _ when field?.Properties is { } properties && properties.Fields.FirstOrDefault(p => p.Name == member.Name) is { } property
            => new EdgePropertyContent(property, field.Relationship.IndexOf(property.Name)),
        _ => new ScoreContent(),
    });

    private static FieldContent PageInfoField(MergedField member) => new PageInfoMemberContent(member.Name switch
    {
        "hasNextPage" => PageInfoMember.HasNextPage,
        "hasPreviousPage" => PageInfoMember.HasPreviousPage,
        "startCursor" => PageInfoMember.StartCursor,
        _ => PageInfoMember.EndCursor,
    });

    /// <summary>How to write what a handler gives for a field of this type.</summary>
    private ValueShape Value(GraphQLType type, Selections selections)
    {
        if (type.Named is not CompositeType composite) return new(type, null, null);
        if (_api.Model.Type(composite.Name) is { } model) return new(type, null, NodeShapeOf(model, selections));
        var shapes = new Dictionary<string, Shape>();
        foreach (var possible in _api.Types.PossibleTypes(composite))
            shapes[possible.Name] = MakeShape(possible, selections, member => new MemberContent(member.Name, Value(Definition(possible, member).Type, member.Selections)));
        return new(type, shapes.ToFrozenDictionary(StringComparer.Ordinal), null);
    }
}
