using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A plan with its values, ready to run; or why the request is refused.</summary>
public readonly record struct BindResult(BoundOperation? Operation, ImmutableArray<GraphQLError> Errors);

/// <summary>A plan with the values of one request.</summary>
/// <param name="Conditions">By index of <see cref="OperationPlan.ConditionVariables"/>.</param>
/// <param name="NullConditions">The variables of conditions whose value is null: an error where they are asked (GraphQL §3.13.1).</param>
/// <param name="Arguments">By slot; null where the field is not included.</param>
/// <param name="Nodes">How many nodes it asks for at most.</param>
public sealed record BoundOperation(OperationPlan Plan, VariableValues Variables, ImmutableArray<bool> Conditions, ImmutableArray<bool> NullConditions,
    BoundArguments?[] Arguments, long Nodes)
{
    /// <summary>Where the run is to be recorded; null for nowhere.</summary>
    public PlanProfile? Profile { get; init; }

    public bool HasNullCondition { get; } = NullConditions.Contains(true);

    /// <summary>Of a subscription, the node its root field is at this event (GraphQL §6.2.3.2).</summary>
    public NodeKey? Event { get; init; }
}

/// <summary>A field's arguments as values.</summary>
public abstract record BoundArguments;
/// <summary>They could not be coerced: the field is an error when it is reached (GraphQL §6.4.1).</summary>
public sealed record BoundError(GraphQLError Error) : BoundArguments;
public sealed record BoundKey(string Id) : BoundArguments;
public sealed record BoundKeys(ImmutableArray<string> Ids) : BoundArguments;
/// <param name="Property">The index of the property of that language.</param>
public sealed record BoundLanguage(int Property) : BoundArguments;
/// <param name="AsOf">Null for today.</param>
public sealed record BoundStatus(DateOnly? AsOf) : BoundArguments;
public sealed record BoundHandlerArguments(InputObject Values) : BoundArguments;
/// <param name="Depth">So many steps at most.</param>
public sealed record BoundPath(string From, string To, int Depth) : BoundArguments;
/// <param name="Count">So many groups at most, the largest.</param>
public sealed record BoundGroups(ImmutableArray<GroupKey> By, int Count) : BoundArguments;

/// <summary>What a connection is asked for.</summary>
/// <param name="Where">Its filter.</param>
/// <param name="Order">Keys before the id; empty for the order by id.</param>
/// <param name="Count">The page's size.</param>
/// <param name="Backward">The last ones rather than the first.</param>
public sealed record BoundPage(Predicate Where, ImmutableArray<OrderKey> Order, int Count, bool Backward, CursorPosition? After, CursorPosition? Before,
    CursorForm Cursors) : BoundArguments
{
    /// <summary>Of a search, the tokens asked for; default for any other page.</summary>
    public ImmutableArray<string> Tokens { get; init; }

    /// <summary>How many steps along the relationship; above 1, entries are nodes and no relationships.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>It takes the first entries by id, whatever they are.</summary>
    internal bool TakesFirst => Where.IsTrue && Order.IsEmpty && !Backward && After is null && Before is null && Depth == 1;
}

/// <summary>
/// Gives a plan its values: conditions, coerced arguments, filters, pages. It judges every page and limit before anything
/// runs, so that a refused request costs nothing. It lives for one call and takes no memory of its own.
/// </summary>
public ref struct OperationBinder
{
    private readonly OperationPlan _plan;
    private readonly VariableValues _variables;
    private readonly PlanLimits _limits;
    private readonly bool[] _conditions;
    private readonly bool[] _nullConditions;
    private readonly BoundArguments?[] _arguments;
    private readonly BoundArguments?[]? _constants;
    /// <summary>By number of a content, how many nodes it asks for; -1 where it has not been counted.</summary>
    private readonly long[] _nodes;
    /// <summary>Room for them, kept for each thread, as nothing else is bound in between.</summary>
    [ThreadStatic]
    private static long[]? _kept;
    private List<GraphQLError>? _errors;

    private OperationBinder(OperationPlan plan, VariableValues variables, PlanLimits limits, BoundArguments?[]? constants)
    {
        (_plan, _variables, _limits, _constants) = (plan, variables, limits, constants);
        _conditions = plan.ConditionVariables.IsEmpty ? [] : new bool[plan.ConditionVariables.Length];
        _nullConditions = plan.ConditionVariables.IsEmpty ? [] : new bool[_conditions.Length];
        for (var i = 0; i < _conditions.Length; i++)
        {
            variables.TryGet(plan.ConditionVariables[i], out var value);
            _conditions[i] = value is true;
            _nullConditions[i] = value is null;
        }
        _arguments = new BoundArguments?[plan.Arguments.Length];
        if (_kept is not { } kept || kept.Length < plan.Contents) _kept = kept = new long[plan.Contents];
        _nodes = kept;
        _nodes.AsSpan(0, plan.Contents).Fill(-1);
    }

    /// <param name="constants">
    /// By slot, arguments without variables that an earlier request of the same plan has bound; this one adds to them.
    /// Many threads may share it: whoever comes first or last writes the same.
    /// </param>
    public static BindResult Bind(OperationPlan plan, VariableValues variables, PlanLimits limits, BoundArguments?[]? constants = null)
    {
        var binder = new OperationBinder(plan, variables, limits, constants);
        var nodes = binder.Nodes(plan.Root);
        if (binder._errors is null && nodes > limits.Nodes)
            binder.Refuse(GraphQLError.Limit("nodes", limits.Nodes, nodes,
                $"The operation asks for {nodes} nodes (the product of the page sizes on the way to each field), {limits.Nodes} at most: ask for smaller pages.", plan.Operation.Location));
        if (binder._errors is { } errors) return new(null, [.. errors.Take(20)]);
        return new(new(plan, variables, [.. binder._conditions], [.. binder._nullConditions], binder._arguments, nodes), []);
    }

    /// <summary>How many nodes the shape asks for; binds on the way what it meets.</summary>
    private long Nodes(Shape shape)
    {
        long sum = 0;
        foreach (var field in shape.Fields)
        {
            if (field.Inclusion is { } inclusion && !inclusion.Holds(_conditions)) continue;
            sum = Saturated(sum + Nodes(field.Content));
        }
        return sum;
    }

    private long Nodes(NodeShape shape)
    {
        if (shape.Uniform is { } uniform) return Nodes(uniform);
        long most = 0;
        foreach (var (_, each) in shape.ByType) most = Math.Max(most, Nodes(each));
        return most;
    }

    private long Nodes(FieldContent content)
    {
        switch (content)
        {
            case PropertyContent { Slot: >= 0 } property: Bound(property.Slot); return 0;
            case StatusContent status: Bound(status.Slot); return 0;
            case NodeContent node:
                if (_nodes[node.Number] >= 0) return _nodes[node.Number];
                if (node.Source is Seek seek) Bound(seek.Slot);
                else if (node.Source is SeekAnywhere anywhere) Bound(anywhere.Slot);
                return _nodes[node.Number] = Saturated(1 + Nodes(node.Shape));
            case KeysContent keys:
                if (_nodes[keys.Number] >= 0) return _nodes[keys.Number];
                var ids = Bound(keys.Slot) is BoundKeys bound ? bound.Ids.Length : 0;
                return _nodes[keys.Number] = Saturated(ids * Saturated(1 + Nodes(keys.Shape)));
            case ConnectionContent connection:
                if (_nodes[connection.Number] >= 0) return _nodes[connection.Number];
                var page = Bound(connection.Slot) is BoundPage { Count: var count } ? count : 0;
                return _nodes[connection.Number] = Saturated(Saturated(page * EachEntry(connection.Shape)) + Groups(connection.Shape));
            case PathContent path:
                if (_nodes[path.Number] >= 0) return _nodes[path.Number];
                var steps = Bound(path.Slot) is BoundPath { Depth: var length } ? length : 0;
                return _nodes[path.Number] = Saturated((steps + 1) * EachEntry(path.Shape));
            case HandlerContent handler: Bound(handler.Slot); return Nodes(handler.Value);
            case MemberContent member: return Nodes(member.Value);
            default: return 0;
        }
    }

    // What a handler gives is of its own size; its nodes count as one each.
    private long Nodes(ValueShape value)
    {
        if (value.Nodes is { } nodes) return Saturated(1 + Nodes(nodes));
        long most = 0;
        foreach (var shape in value.Objects?.Values ?? []) most = Math.Max(most, Nodes(shape));
        return most;
    }

    /// <summary>The nodes one entry of a page asks for, itself included; 0 where no entries are asked for.</summary>
    private long EachEntry(Shape connection)
    {
        var asked = false;
        long sum = 0;
        foreach (var field in connection.Fields)
        {
            if (field.Inclusion is { } inclusion && !inclusion.Holds(_conditions)) continue;
            switch (field.Content)
            {
                case EntryNodesContent nodes: asked = true; sum += Nodes(nodes.Shape); break;
                case PathNodesContent nodes: asked = true; sum += Nodes(nodes.Shape); break;
                case EdgesContent edges: asked = true; sum += EdgeNodes(edges.Edge); break;
                case PathStepsContent steps: asked = true; sum += EdgeNodes(steps.Step); break;
            }
        }
        return asked ? Saturated(1 + sum) : 0;
    }

    private long EdgeNodes(Shape edge)
    {
        long nodes = 0;
        foreach (var member in edge.Fields)
            if (member.Content is EdgeNodeContent node && (member.Inclusion is null || member.Inclusion.Holds(_conditions))) nodes += Nodes(node.Shape);
        return nodes;
    }

    /// <summary>The nodes that the keys of groups ask for.</summary>
    private long Groups(Shape connection)
    {
        long sum = 0;
        foreach (var field in connection.Fields)
        {
            if (field.Content is not GroupsContent content || (field.Inclusion is { } inclusion && !inclusion.Holds(_conditions))) continue;
            if (Bound(content.Slot) is not BoundGroups groups) continue;
            foreach (var member in content.Shape.Fields)
                if (member.Content is GroupNodesContent nodes && (member.Inclusion is null || member.Inclusion.Holds(_conditions)))
                    sum = Saturated(sum + groups.Count * groups.By.Length * Saturated(1 + Nodes(nodes.Shape)));
        }
        return sum;
    }

    private static long Saturated(long value) => Math.Min(value, int.MaxValue);

    private BoundArguments? Bound(int slot)
    {
        if (_arguments[slot] is { } known) return known;
        if (_constants?[slot] is { } constant) return _arguments[slot] = constant;
        var arguments = _plan.Arguments[slot];
        var (values, error) = ArgumentValues.Coerce(arguments.Definitions, arguments.Field.Arguments, _variables);
        var bound = values is null ? new BoundError(error!) : Bind(arguments, values);
        if (_constants is not null && !arguments.HasVariables) _constants[slot] = bound;
        return _arguments[slot] = bound;
    }

    private BoundArguments? Bind(ArgumentSlot slot, InputObject values) => slot.Use switch
    {
        KeyUse key => new BoundKey((string)values[key.Argument]!),
        KeysUse keys => Keys(slot, keys, values),
        LanguageUse language => new BoundLanguage(language.Label.IndexOf(
            values.GetValueOrDefault("language") is EnumValue name ? GraphSchemaReader.LocalizedName(language.Field.Name, name.Name) : language.Field.Name)),
        ComputedUse => new BoundStatus(values.GetValueOrDefault("asOf") as DateOnly?),
        PageUse page => Page(slot, page, values),
        SearchUse search => Search(slot, search, values),
        GroupsUse groups => Groups(slot, groups, values),
        PathUse => Depth(slot, values, _limits.Depth) is { } depth ? new BoundPath((string)values["from"]!, (string)values["to"]!, depth) : null,
        _ => new BoundHandlerArguments(values),
    };

    private BoundArguments? Keys(ArgumentSlot slot, KeysUse use, InputObject values)
    {
        var ids = (IReadOnlyList<object?>)values[use.Argument]!;
        return ids.Count > _limits.PageSize
            ? Refuse(slot, use.Argument, Input($"{use.Argument} takes {_limits.PageSize} ids at most, found {ids.Count}.").WithLimit("pageSize", _limits.PageSize, ids.Count))
            : new BoundKeys([.. ids.Select(id => (string)id!)]);
    }

    private BoundArguments? Page(ArgumentSlot slot, PageUse use, InputObject values)
    {
        var filter = new FilterBinder(_limits);
        var where = filter.Bind(use.Node, use.Field, values.GetValueOrDefault("where") as InputObject);
        if (filter.Error is { } tooLarge) return Refuse(slot, "where", tooLarge);
        var (keys, error) = OrderBinder.Bind(use.Node, use.Field, values.GetValueOrDefault("order") as IReadOnlyList<object?> ?? [], _limits);
        if (error is not null) return Refuse(slot, "order", error);
        if (Depth(slot, values, 1) is not { } depth) return null;
        if (use.Field is { IsSeries: true }) depth = PlanLimits.SeriesSteps;
        var ties = depth == 1 && use.Field?.Relationship is { } relationship
            ? relationship.Identity.Select(name => relationship.Properties[relationship.IndexOf(name)].Type) : [];
        var cursors = new CursorForm(depth == 1 ? use.Coordinate : use.Coordinate + "*", OrderBinder.Text(keys), [.. keys.Select(k => OrderBinder.TypeOf(k.Operand))], [.. ties]);
        return Page(slot, values, where, keys, cursors) is { } page ? page with { Depth = depth } : null;
    }

    private int? Depth(ArgumentSlot slot, InputObject values, int otherwise)
    {
        var depth = values.GetValueOrDefault("depth") as int? ?? otherwise;
        if (depth >= 1 && depth <= _limits.Depth) return depth;
        if (depth < 1) Refuse(slot, "depth", $"depth is from 1 to {_limits.Depth}, found {depth}.");
        else Refuse(slot, "depth", GraphQLError.Limit("depth", _limits.Depth, depth, $"depth is from 1 to {_limits.Depth}, found {depth}."));
        return null;
    }

    private BoundArguments? Groups(ArgumentSlot slot, GroupsUse use, InputObject values)
    {
        var names = ((IReadOnlyList<object?>)values["by"]!).Select(v => ((EnumValue)v!).Name).ToList();
        if (names.Count == 0) return Refuse(slot, "by", $"by has 1 to {_limits.GroupKeys} keys, found none.");
        if (names.Count > _limits.GroupKeys) return Refuse(slot, "by", Input($"by has 1 to {_limits.GroupKeys} keys, found {names.Count}.").WithLimit("groupKeys", _limits.GroupKeys, names.Count));
        var count = values.GetValueOrDefault("first") as int? ?? Math.Min(PlanLimits.GroupsByDefault, _limits.PageSize);
        if (!IsPageSize(slot, "first", count)) return null;
        var choices = GroupChoice.Of(use.Node, use.Field);
        return new BoundGroups([.. names.Select(n => GroupKey.Of(choices.First(c => c.Name == n), use.Node, use.Field, values.GetValueOrDefault("asOf") as DateOnly?))], count);
    }

    private BoundArguments? Search(ArgumentSlot slot, SearchUse use, InputObject values)
    {
        var text = (string)values["text"]!;
        if (text.Length > _limits.SearchCharacters)
            return Refuse(slot, "text", Input($"A search has {_limits.SearchCharacters} characters at most, found {text.Length}.").WithLimit("searchCharacters", _limits.SearchCharacters, text.Length));
        var filter = new FilterBinder(_limits);
        var where = filter.BindSearch(_plan.Api.Search!, values.GetValueOrDefault("where") as InputObject);
        if (filter.Error is { } tooLarge) return Refuse(slot, "where", tooLarge);
        var page = Page(slot, values, where, [], new(use.Coordinate, "", [PropertyType.Int], [PropertyType.Int]));
        return page is null ? null : page with { Tokens = SearchText.Tokens(text) };
    }

    private BoundPage? Page(ArgumentSlot slot, InputObject values, Predicate where, ImmutableArray<OrderKey> order, CursorForm cursors)
    {
        var (first, last) = (values.GetValueOrDefault("first") as int?, values.GetValueOrDefault("last") as int?);
        if (first is not null && last is not null)
        {
            Refuse(slot, "last", "first and last exclude each other: give one of them.");
            return null;
        }
        if (!IsPageSize(slot, "first", first) || !IsPageSize(slot, "last", last)) return null;
        if (!Cursor(slot, values, "after", cursors, out var after) || !Cursor(slot, values, "before", cursors, out var before)) return null;
        return new(where, order, first ?? last ?? Math.Min(PlanLimits.PageSizeByDefault, _limits.PageSize), last is not null, after, before, cursors);
    }

    private bool IsPageSize(ArgumentSlot slot, string name, int? count)
    {
        if (count is null || (count >= 0 && count <= _limits.PageSize)) return true;
        var error = Input($"{name} is from 0 to {_limits.PageSize}, found {count}.");
        Refuse(slot, name, count < 0 ? error : error.WithLimit("pageSize", _limits.PageSize, count));
        return false;
    }

    private bool Cursor(ArgumentSlot slot, InputObject values, string name, CursorForm form, out CursorPosition? position)
    {
        position = null;
        if (values.GetValueOrDefault(name) is not string text) return true;
        if (text.Length > _limits.CursorCharacters)
        {
            Refuse(slot, name, Input($"{name} has {text.Length} characters, a cursor {_limits.CursorCharacters} at most; start without it.").WithLimit("cursorCharacters", _limits.CursorCharacters, text.Length));
            return false;
        }
        position = form.Read(text);
        if (position is not null) return true;
        Refuse(slot, name, $"{name} is no cursor of this field in this order; start without it.");
        return false;
    }

    private BoundPage? Refuse(ArgumentSlot slot, string argument, string message) => Refuse(slot, argument, Input(message));

    private static GraphQLError Input(string message) => GraphQLError.Of(ErrorCodes.BadUserInput, message);

    private BoundPage? Refuse(ArgumentSlot slot, string argument, GraphQLError error)
    {
        var place = slot.Field.Arguments.FirstOrDefault(a => a.Name.Value == argument) is { } node ? node.Location : slot.Field.Location;
        Refuse(error with { Message = $"{slot.Field.ResponseName}: {error.Message}", Locations = [place] });
        return null;
    }

    private void Refuse(GraphQLError error) => (_errors ??= []).Add(error);
}
