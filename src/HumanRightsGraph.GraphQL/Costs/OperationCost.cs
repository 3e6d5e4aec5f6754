using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Costs;

/// <summary>What an operation may cost at most, as HotChocolate counts it: weights of <c>@cost</c>, times the lists of <c>@listSize</c> around.</summary>
/// <param name="FieldCost">The weights of its fields and of the arguments given.</param>
/// <param name="TypeCost">The objects it may give.</param>
/// <param name="Dearest">The field with the greatest part in either; null where nothing costs anything.</param>
public readonly record struct OperationCost(double FieldCost, double TypeCost, MemberCoordinate? Dearest)
{
    /// <summary>As <c>extensions.operationCost</c> has it.</summary>
    public IReadOnlyDictionary<string, object?> ToExtension() => new Dictionary<string, object?> { ["fieldCost"] = FieldCost, ["typeCost"] = TypeCost };

    /// <summary>The error of an operation that costs more than it may, or null.</summary>
    public GraphQLError? Exceeds(Limits limits, Location place)
    {
        if (FieldCost <= limits.FieldCost && TypeCost <= limits.TypeCost) return null;
        var (name, max, found) = FieldCost > limits.FieldCost ? ("fieldCost", limits.FieldCost, FieldCost) : ("typeCost", limits.TypeCost, TypeCost);
        return GraphQLError.Of(ErrorCodes.CostExceeded,
            $"The operation's {name} is {found:0.###}, {max:0.###} are allowed{(Dearest is null ? "" : $"; {Dearest} costs most")}: ask for smaller pages or fewer fields.", place) with
        {
            Extensions = new Dictionary<string, object?>
            {
                ["cost"] = new Dictionary<string, object?>
                {
                    ["fieldCost"] = FieldCost,
                    ["maxFieldCost"] = limits.FieldCost,
                    ["typeCost"] = TypeCost,
                    ["maxTypeCost"] = limits.TypeCost,
                    ["dearestField"] = Dearest?.ToString(),
                },
                ["limit"] = new Dictionary<string, object?> { ["name"] = name, ["max"] = max, ["found"] = found },
            },
        };
    }
}
