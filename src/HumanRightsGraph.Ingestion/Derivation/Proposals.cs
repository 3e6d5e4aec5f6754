using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// What texts say of mechanisms and instruments that the reference data doesn't have. Several documents may name the
/// same one differently: of each property the first value by code point counts, so that the order of import doesn't.
/// </summary>
internal sealed class Proposals
{
    private readonly Dictionary<NodeKey, SortedDictionary<string, string>> _claims = [];

    public IReadOnlyDictionary<NodeKey, SortedDictionary<string, string>> Claims => _claims;

    /// <summary>True when the node is proposed here for the first time.</summary>
    public bool Add(NodeKey key, string? name, string? kind, string? language)
    {
        var isNew = !_claims.TryGetValue(key, out var claims);
        if (claims is null) _claims.Add(key, claims = new(StringComparer.Ordinal));
        if (name is not null && language is not null) Lower(claims, $"{NameOf(key)}_{language}", name);
        if (kind is not null) Lower(claims, "kind", kind);
        return isNew;
    }

    public static void Lower(SortedDictionary<string, string> claims, string property, string value)
    {
        if (!claims.TryGetValue(property, out var present) || string.CompareOrdinal(value, present) < 0) claims[property] = value;
    }

    /// <summary>The node that these claims make.</summary>
    public static PartNode Node(NodeKey key, IReadOnlyDictionary<string, string> claims)
    {
        var name = NameOf(key);
        var properties = new List<Property> { new(name, Localization.First(language => Claim($"{name}_{language}"))) };
        properties.AddRange(Languages.InOrder.Select(language => new Property($"{name}_{language}", Claim($"{name}_{language}"))));
        if (key.Label == Labels.Mechanism)
        {
            properties.Add(new Property("kind", Claim("kind")));
            properties.Add(new Property("review", PropertyValue.Of("PROPOSED")));
        }
        return new PartNode(key, key.Label, [.. properties]);

        PropertyValue Claim(string property) => PropertyValue.Of(claims.GetValueOrDefault(property));
    }

    private static string NameOf(NodeKey key) => key.Label == Labels.Mechanism ? "name" : "title";
}
