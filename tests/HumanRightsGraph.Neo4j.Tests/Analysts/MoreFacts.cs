using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>Facts beside the seed's, as lines of a graph file: made up, the same in every run.</summary>
internal static class MoreFacts
{
    public const int Sessions = 24;
    public const int Deliverables = 400;

    private static readonly string[] Periods =
        ["2023", "2024", "2023-12", "2024-02", "2024-06", "2023-02-28", "2024-02-29", "2024-06-30", "2023-02-29", "2024-04-31", "2024-13", "0000", "202", "soon", "2024-6", "24-06-01", "2024-06-00", ""];

    public static string Lines()
    {
        var random = new Random(53_13);
        StringBuilder nodes = new(), relationships = new();
        var day = new DateOnly(2023, 1, 1);
        DateOnly? Day() => random.Next(4) == 0 ? null : day.AddDays(random.Next(700));
        T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

        // All documents of these are known, so that what they asked for can be overdue.
        foreach (var session in new[] { "HRC/56", "HRC/60", "GA/78" }) Node("Session", session, new() { ["documentsKnown"] = true });
        for (var i = 0; i < Sessions; i++)
        {
            Node("Session", $"HRC/9{i:00}", new()
            {
                ["number"] = 900 + i,
                ["opensOn"] = Day(),
                ["closesOn"] = Day(),
                ["plannedOpensOn"] = Day(),
                ["plannedClosesOn"] = Day(),
                ["documentsKnown"] = random.Next(3) == 0 ? null : random.Next(3) > 0,
            });
            Link("SESSION_OF", "Session", $"HRC/9{i:00}", "Body", "HRC");
        }
        for (var i = 0; i < 40; i++)
        {
            Node("Document", $"A/HRC/90/{i}", new() { ["symbol"] = $"A/HRC/90/{i}", ["publishedOn"] = Day() }, "Report");
            if (random.Next(2) == 0) Link("SUBMITTED_TO", "Document", $"A/HRC/90/{i}", "Session", $"HRC/9{random.Next(Sessions):00}");
            if (random.Next(2) == 0) Link("PREPARED_BY", "Document", $"A/HRC/90/{i}", "Mechanism", Any(["OHCHR", "HIGH_COMMISSIONER"]));
            if (i > 0) Link("FOLLOWS", "Document", $"A/HRC/90/{i}", "Document", $"A/HRC/90/{i - 1}");
            Link("CITES", "Document", $"A/HRC/90/{i}", "Document", $"A/HRC/90/{random.Next(40)}", new() { ["paragraph"] = $"¶{i}", ["form"] = "an earlier report" });
        }
        for (var i = 0; i < Deliverables; i++)
        {
            Node("Deliverable", $"A/HRC/90/0#{i}", new()
            {
                ["paragraph"] = $"{i}",
                ["kind"] = Any(["REPORT", "SUMMARY", "PANEL"]),
                ["dueRule"] = random.Next(4) == 0 ? "BEFORE" : null,
                ["dueDate"] = random.Next(2) == 0 ? Any(Periods) : null,
                ["confidence"] = random.NextDouble(),
            });
            Link("MANDATES", "Document", "A/HRC/90/0", "Deliverable", $"A/HRC/90/0#{i}");
            if (random.Next(4) > 0) Link("ASSIGNED_TO", "Deliverable", $"A/HRC/90/0#{i}", "Mechanism", Any(["OHCHR", "HIGH_COMMISSIONER", "SECRETARY_GENERAL"]));
            for (var due = random.Next(8) switch { < 3 => 0, < 7 => 1, _ => 2 }; due > 0; due--) Link("DUE_AT", "Deliverable", $"A/HRC/90/0#{i}", "Session", $"HRC/9{random.Next(Sessions):00}");
            if (random.Next(4) == 0) Link("FULFILS", "Document", $"A/HRC/90/{random.Next(40)}", "Deliverable", $"A/HRC/90/0#{i}", new() { ["source"] = Any(["STATED", "MATCHED"]) });
        }
        foreach (var (type, year) in new[] { ("CREATES", 2000), ("EXTENDS", 2003), ("RENAMES", 2005), ("MERGES", 2008), ("ENDS", 2010) })
        {
            Node("Document", $"A/HRC/RES/90/{year}", new() { ["symbol"] = $"A/HRC/RES/90/{year}", ["adoptedOn"] = new DateOnly(year, 6, 1) }, "Resolution");
            Link(type, "Document", $"A/HRC/RES/90/{year}", "Mechanism", "OHCHR", new() { ["paragraph"] = "OP1", ["years"] = 3.0 });
        }
        Link("ANSWERS", "Document", "A/HRC/90/1", "Document", "A/HRC/90/0");
        return nodes.Append(relationships).ToString();

        void Node(string label, string id, Dictionary<string, object?> properties, string? type = null) =>
            nodes.Append(JsonSerializer.Serialize(new { type = "node", id, labels = type is null ? new[] { label } : [label, type], properties = Given(properties, id) })).Append('\n');

        void Link(string type, string fromLabel, string from, string toLabel, string to, Dictionary<string, object?>? properties = null) =>
            relationships.Append(JsonSerializer.Serialize(new
            {
                type = "relationship",
                id = "0",
                label = type,
                start = new { id = from, labels = new[] { fromLabel } },
                end = new { id = to, labels = new[] { toLabel } },
                properties = Given(properties ?? [], null),
            })).Append('\n');

        static Dictionary<string, object?> Given(Dictionary<string, object?> properties, string? id)
        {
            var given = properties.Where(p => p.Value is not null).ToDictionary();
            if (id is not null) given["id"] = id;
            return given;
        }
    }
}
