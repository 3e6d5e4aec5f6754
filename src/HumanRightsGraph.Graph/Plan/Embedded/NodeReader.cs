using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Reads from one version of the graph what filters, orders and answers ask of a node.</summary>
internal sealed class NodeReader(GraphVersion version, ApiSchema api, RunLimits limits, DateOnly today)
{
    internal GraphVersion Version => version;

    internal ReadOnlySpan<RelationshipEnd> Ends(int node, RelationshipField field) => EndsOf(node, field).AsSpan();

    internal EndList EndsOf(int node, RelationshipField field)
    {
        var type = version.Layout.Of(field.Relationship);
        var outgoing = field.Direction == RelationshipDirection.Out;
        return version.HasLabel(node, (outgoing ? version.Layout.FromLabel : version.Layout.ToLabel)[type]) ? version.EndsOf(node, type, outgoing) : default;
    }

    internal bool IsOf(NodeTypeSet types, int node) => types.Contains(version.Schema, version.TypeNumberOf(node));

    /// <summary>The node a field to one leads to, of several the first by id; -1 where there is none.</summary>
    internal int First(int node, RelationshipField field)
    {
        var ends = Ends(node, field);
        if (ends.IsEmpty) return -1;
        if (field.Target.Narrowing is not { } types) return ends[0].Node;
        foreach (var end in ends)
            if (IsOf(types, end.Node)) return end.Node;
        return -1;
    }

    /// <summary>The id, or a property that is a string, as it is stored.</summary>
    internal StoredText TextOf(Operand operand, int node) => operand is PropertyOperand property ? version.TextOf(node, property.Index) : version.IdTextOf(node);

    /// <summary>The nodes that a field to many has as the type it declares.</summary>
    internal bool IsOf(ModelType type, int node) => type.Narrowing is not { } types || IsOf(types, node);

    internal PropertyValue Value(Operand operand, int node, int relationship, PropertyValue item) => operand switch
    {
        PropertyOperand property => version.Get(node, property.Index),
        EdgeOperand edge => relationship < 0 ? PropertyValue.Null : version.GetRelationship(relationship, edge.Index),
        CountOperand count => PropertyValue.Of(Count(node, count.Field)),
        IdOperand => PropertyValue.Of(version.IdOf(node)),
        StatusOperand status => PropertyValue.Of(DeliverableStatus.Names[(int)Status(node, status.AsOf)]),
        _ => item,
    };

    /// <summary>The value of an order's key; null where a node on the way is missing.</summary>
    internal PropertyValue Value(OrderKey key, int node, int relationship)
    {
        foreach (var step in key.Path)
            if ((node = First(node, step)) < 0) return PropertyValue.Null;
        // A status sorts by its declaration, not by its name.
        return key.Operand is StatusOperand status ? PropertyValue.Of((long)Status(node, status.AsOf)) : Value(key.Operand, node, relationship, default);
    }

    /// <summary>How many entries a field to many has.</summary>
    internal long Count(int node, RelationshipField field)
    {
        var ends = Ends(node, field);
        if (field.Target.Narrowing is not { } types) return ends.Length;
        long count = 0;
        foreach (var end in ends)
            if (types.Contains(version.TypeOf(end.Node))) count++;
        return count;
    }

    /// <summary>Whether <see cref="Rank"/> knows the key.</summary>
    internal static bool HasRank(OrderKey key) =>
        key is { Path.IsEmpty: true, Operand: PropertyOperand { Property.Type: PropertyType.Date or PropertyType.Int or PropertyType.Boolean } };

    /// <summary>A number in the order of the key's values, equal where they are; null last.</summary>
    internal static long Rank(OrderKey key, PropertyValue value) => value.IsNull ? long.MaxValue : key.Descending ? ~value.AsInt : value.AsInt;

    /// <inheritdoc cref="Rank(OrderKey, PropertyValue)"/>
    internal long Rank(OrderKey key, int node) => Rank(key, version.Get(node, ((PropertyOperand)key.Operand).Index));

    internal DeliverableStatus.Value Status(int deliverable, DateOnly? asOf)
    {
        var rule = api.Computed!;
        var day = asOf ?? today;
        foreach (var document in version.Incoming(deliverable, rule.Fulfils))
        {
            limits.Step();
            var published = version.Get(document.Node, rule.PublishedOn);
            if (published.IsNull || published.AsDate <= day) return DeliverableStatus.Value.Fulfilled;
            foreach (var submitted in version.Outgoing(document.Node, rule.SubmittedTo))
                if (DeliverableStatus.HasCome(FirstDay(submitted.Node), day)) return DeliverableStatus.Value.Fulfilled;
        }
        var due = version.Outgoing(deliverable, rule.DueAt);
        if (due.IsEmpty)
        {
            var date = version.Get(deliverable, rule.DueDate);
            return DeliverableStatus.OfDate(date.IsNull ? null : date.AsString, day);
        }
        var (session, dueRule, known) = (due[0].Node, version.TextOf(deliverable, rule.DueRule), version.Get(due[0].Node, rule.DocumentsKnown));
        return DeliverableStatus.OfSession(FirstDay(session), Day(session, rule.ClosesOn) ?? Day(session, rule.PlannedClosesOn),
            !known.IsNull && known.AsBoolean, dueRule.Json.SequenceEqual("\"BEFORE\""u8), day);

        DateOnly? FirstDay(int node) => Day(node, rule.OpensOn) ?? Day(node, rule.PlannedOpensOn);
        DateOnly? Day(int node, int property) => version.Get(node, property) is { IsNull: false } value ? value.AsDate : null;
    }
}
