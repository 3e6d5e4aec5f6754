using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>
/// Bodies, sessions, agenda items, mechanisms, instruments and States: what a graph has before any document, and what
/// documents are read against. Immutable.
/// </summary>
public sealed class ReferenceData
{
    private static readonly ImmutableArray<SeedColumn> LocalizedName = Localized("name");
    private static readonly ImmutableArray<SeedColumn> LocalizedTitle = Localized("title");

    private static readonly SeedTable Bodies = new("bodies.csv", Labels.Body, "id", [new("title", PropertyType.String)]);
    private static readonly SeedTable Sessions = new("sessions.csv", Labels.Session, "id",
    [
        new("body", PropertyType.String, Stored: false), new("number", PropertyType.Int),
        new("kind", PropertyType.String, ["REGULAR", "SPECIAL", "ORGANIZATIONAL"]),
        new("opensOn", PropertyType.Date), new("closesOn", PropertyType.Date),
        new("plannedOpensOn", PropertyType.Date), new("plannedClosesOn", PropertyType.Date),
        new("sittingsFrom", PropertyType.DateList), new("sittingsTo", PropertyType.DateList),
        new("documentsKnown", PropertyType.Boolean),
    ]);
    private static readonly SeedTable AgendaItems = new("agenda-items.csv", Labels.AgendaItem, "id",
        [new("number", PropertyType.Int), new("title", PropertyType.String)]);
    private static readonly SeedTable Mechanisms = new("mechanisms.csv", Labels.Mechanism, "id",
        [.. LocalizedName, new("kind", PropertyType.String, ["COUNCIL", "OFFICE", "UN_OFFICIAL", "COUNCIL_OFFICER", "SPECIAL_PROCEDURE", "TREATY_BODY", "EXPERT_MECHANISM", "UPR", "INVESTIGATION", "FUND", "OTHER"])], "name");
    private static readonly SeedTable States = new("states.csv", Labels.State, "code", LocalizedName, "name");
    private static readonly SeedTable Instruments = new("instruments.csv", Labels.Instrument, "id", LocalizedTitle, "title");

    private readonly Dictionary<NodeKey, PartNode> _nodes = [];

    private ReferenceData(IEnumerable<PartNode> nodes, ImmutableArray<PartRelationship> relationships, KnownTitles titles)
    {
        foreach (var node in nodes) _nodes.Add(node.Key, node);
        Relationships = relationships;
        Titles = titles;
        Calendar = new SessionCalendar(_nodes.Values.Where(n => n.Key.Label == Labels.Session).Select(n => new SessionDays(n.Key.Id, Day(n, "opensOn"), Day(n, "closesOn"))));

        static DateOnly? Day(PartNode session, string property) =>
            session.Properties.FirstOrDefault(p => p.Name == property).Value is { IsNull: false } value ? value.AsDate : null;
    }

    /// <summary>Nothing is known before the first document.</summary>
    public static ReferenceData Empty { get; } = new([], [], KnownTitles.None);

    public SessionCalendar Calendar { get; }
    /// <summary>Titles that the seed has, for documents and deliverables whose texts give none in that language.</summary>
    public KnownTitles Titles { get; }
    internal IReadOnlyDictionary<NodeKey, PartNode> Nodes => _nodes;
    /// <summary>Each session's body.</summary>
    internal ImmutableArray<PartRelationship> Relationships { get; }

    public bool Contains(NodeKey key) => _nodes.ContainsKey(key);

    /// <summary>Reads the tables of a seed's folder.</summary>
    /// <param name="titles">The titles of the seed's documents.</param>
    public static SeedReading<ReferenceData> Load(string folder, KnownTitles? titles = null)
    {
        var nodes = new List<PartNode>();
        var relationships = ImmutableArray.CreateBuilder<PartRelationship>();
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in (ReadOnlySpan<SeedTable>)[Bodies, Sessions, AgendaItems, Mechanisms, Instruments, States])
        {
            var reading = table.Read(folder);
            if (reading.Error is { } error) return error;
            foreach (var row in reading.Value!)
            {
                nodes.Add(row.Node);
                if (table == Bodies) bodies.Add(row.Node.Key.Id);
                if (table != Sessions) continue;
                var body = row.Values["body"];
                if (body.IsNull || !bodies.Contains(body.AsString))
                    return new SeedError(Path.Combine(folder, table.File), row.Line, "body", $"\"{(body.IsNull ? "" : body.AsString)}\" is no id of {Bodies.File}.");
                relationships.Add(new PartRelationship(Relations.SessionOf, row.Node.Key, new NodeKey(Labels.Body, body.AsString), []));
            }
        }
        return new ReferenceData(nodes, relationships.DrainToImmutable(), titles ?? KnownTitles.None);
    }

    private static ImmutableArray<SeedColumn> Localized(string name) =>
        [.. Languages.InOrder.Select(language => new SeedColumn($"{name}_{language}", PropertyType.String))];
}
