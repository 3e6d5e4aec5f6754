using System.Runtime.CompilerServices;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Costs;

/// <summary>
/// Counts an operation's cost with the variables it is sent with, on the form that is executed: fields merged, fragments expanded, conditions
/// decided, of an abstract type the dearest object. The same selections of the same type are counted once. Recursion is as deep as fields
/// nest, which <see cref="Limits.Depth"/> bounds.
/// </summary>
public sealed class CostAnalysis
{
    private readonly GraphQLSchema _schema;
    private readonly FieldCollector _collector;
    private readonly VariableValues _variables;
    private readonly Dictionary<Key, Part> _counted = [];

    private CostAnalysis(GraphQLSchema schema, DocumentNode document, VariableValues variables)
        => (_schema, _collector, _variables) = (schema, new(schema, document, variables), variables);

    /// <param name="document">Valid for the schema.</param>
    /// <param name="operation">One of the document's.</param>
    /// <param name="variables">Coerced for it.</param>
    public static OperationCost Of(GraphQLSchema schema, DocumentNode document, OperationDefinitionNode operation, VariableValues variables)
    {
        var root = schema.RootType(operation.Operation)!;
        var analysis = new CostAnalysis(schema, document, variables);
        var part = analysis.Count(root, analysis._collector.Collect(root, operation.SelectionSet), null);
        return new(part.Field, part.Type + CostDirectives.Weight(root), part.Dearest);
    }

    /// <summary>The cost of one object's selections.</summary>
    private readonly record struct Part(double Field, double Type, double DearestCost, MemberCoordinate? Dearest)
    {
        public static Part None { get; } = new(0, 0, 0, null);

        /// <summary>The most of both.</summary>
        public Part Or(Part other) => new(Math.Max(Field, other.Field), Math.Max(Type, other.Type), Math.Max(DearestCost, other.DearestCost),
            other.DearestCost > DearestCost ? other.Dearest : Dearest);
    }

    /// <summary>Selections by identity of the fields they belong to, seen from a type.</summary>
    private sealed class Key(ObjectType type, MergedField field, ListSize? sized) : IEquatable<Key>
    {
        private readonly ObjectType _type = type;
        private readonly MergedField _field = field;
        private readonly ListSize? _sized = sized;

        public bool Equals(Key? other)
        {
            if (other is null || _type != other._type || _sized?.Size != other._sized?.Size || _field.Occurrences.Length != other._field.Occurrences.Length) return false;
            for (var i = 0; i < _field.Occurrences.Length; i++)
                if (!ReferenceEquals(_field.Occurrences[i].Node, other._field.Occurrences[i].Node)) return false;
            return true;
        }

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => HashCode.Combine(_type, RuntimeHelpers.GetHashCode(_field.Occurrences[0].Node), _field.Occurrences.Length);
    }

    private Part Count(ObjectType type, FieldSet set, ListSize? sized)
    {
        var sum = Part.None;
        foreach (var field in set.Fields)
        {
            if (field.Name == Introspection.TypeNameField.Name) continue;
            var definition = _schema.Field(type, field.Name)!;
            var values = ArgumentValues.Coerce(definition.Arguments, field.Arguments, _variables).Values;
            var own = CostDirectives.Weight(definition) + (values is null ? 0 : CostDirectives.Given(definition.Arguments, values));
            var size = CostDirectives.Size(definition, values);
            var items = definition.Type.Nullable is not ListType ? 1
                : sized is { } outer && outer.SizedFields.Contains(field.Name) ? outer.Size
                : size is { SizedFields.Count: 0 } list ? list.Size : 1;
            var inner = definition.Type.Named is CompositeType composite ? Below(composite, field, size is { SizedFields.Count: > 0 } ? size : null) : Part.None;
            var ofType = items * Weight(definition.Type.Named);
            var part = new Part(own + items * inner.Field, items * (inner.Type + (definition.Type.Named is CompositeType ? 0 : Weight(definition.Type.Named))), items * inner.DearestCost, inner.Dearest);
            if (own + ofType > part.DearestCost) part = part with { DearestCost = own + ofType, Dearest = new(type.Name, field.Name) };
            sum = new(sum.Field + part.Field, sum.Type + part.Type, Math.Max(sum.DearestCost, part.DearestCost), part.DearestCost > sum.DearestCost ? part.Dearest : sum.Dearest);
        }
        return sum;
    }

    /// <summary>Of an abstract type that of its dearest object.</summary>
    private double Weight(NamedType type)
        => type is CompositeType composite ? _schema.PossibleTypes(composite).Select(CostDirectives.Weight).DefaultIfEmpty(0).Max() : CostDirectives.Weight(type);

    /// <summary>The cost of one object and its selections.</summary>
    private Part Below(CompositeType type, MergedField field, ListSize? sized)
    {
        var most = Part.None;
        foreach (var possible in _schema.PossibleTypes(type))
        {
            var key = new Key(possible, field, sized);
            if (!_counted.TryGetValue(key, out var part))
            {
                part = Count(possible, _collector.CollectSubfields(possible, field), sized);
                _counted[key] = part = part with { Type = part.Type + CostDirectives.Weight(possible) };
            }
            most = most.Or(part);
        }
        return most;
    }
}
