namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Graphs by hand that tests of both stores ask the same questions of.</summary>
internal static class SampleGraphs
{
    // r cites a twice and b once, s cites b; France voted for r, Germany against it, Chile for s.
    internal static readonly SmallGraph Citations = new SmallGraph()
        .Node("Resolution", "r", ("title", "R")).Node("Resolution", "s").Node("Resolution", "a", ("title", "Water")).Node("Resolution", "b").Node("Resolution", "t")
        .Link("r", "CITES", "a", ("paragraph", "OP1"), ("dateMismatch", true)).Link("r", "CITES", "a", ("paragraph", "PP2"), ("form", "resolution a"))
        .Link("r", "CITES", "b", ("paragraph", "PP1")).Link("s", "CITES", "b", ("paragraph", "OP9"), ("citedDate", "2023-07-13"))
        .Node("State", "FRA", ("name", "France")).Node("State", "DEU", ("name", "Germany")).Node("State", "CHL", ("name", "Chile"))
        .Link("FRA", "VOTED", "r", ("position", "IN_FAVOUR")).Link("DEU", "VOTED", "r", ("position", "AGAINST")).Link("CHL", "VOTED", "s", ("position", "IN_FAVOUR"))
        .Node("Mechanism", "m").Link("r", "EXTENDS", "m", ("paragraph", "OP1"), ("years", 3.0)).Link("s", "EXTENDS", "m", ("paragraph", "OP1"), ("years", 1.0));

    internal static readonly SmallGraph Deliverables = new SmallGraph()
        .Node("Session", "HRC/56", ("number", 56), ("opensOn", "2024-06-18"), ("closesOn", "2024-07-12"), ("documentsKnown", true))
        .Node("Session", "HRC/66", ("number", 66), ("plannedOpensOn", "2027-09-01"))
        .Node("Mechanism", "OHCHR", ("name", "Office")).Node("Mechanism", "SG", ("name", "Secretary-General"))
        .Node("Resolution", "r", ("inFavour", 30)).Node("Resolution", "s", ("inFavour", 20), ("publishedOn", "2023-07-13")).Node("Report", "p", ("jobNumbers", new[] { "1", "2", "1" }))
        .Node("Deliverable", "r#1", ("kind", "REPORT"), ("count", 2)).Node("Deliverable", "r#2", ("kind", "REPORT"), ("count", 5)).Node("Deliverable", "r#3", ("kind", "PANEL"), ("confidence", 0.5)).Node("Deliverable", "s#1")
        .Link("r", "MANDATES", "r#1").Link("r", "MANDATES", "r#2").Link("r", "MANDATES", "r#3").Link("s", "MANDATES", "s#1")
        .Link("r#1", "DUE_AT", "HRC/56").Link("r#2", "DUE_AT", "HRC/56").Link("r#3", "DUE_AT", "HRC/66")
        .Link("r#1", "ASSIGNED_TO", "OHCHR").Link("r#1", "ASSIGNED_TO", "SG").Link("r#2", "ASSIGNED_TO", "OHCHR")
        .Node("State", "FRA").Node("State", "DEU").Node("State", "CHL")
        .Link("FRA", "VOTED", "r", ("position", "IN_FAVOUR")).Link("DEU", "VOTED", "r", ("position", "AGAINST")).Link("CHL", "VOTED", "r", ("position", "IN_FAVOUR"));

    internal static readonly SmallGraph Texts = new SmallGraph()
        .Node("Resolution", "A/HRC/RES/53/1", ("title", "Clean Water"), ("title_fr", "L'eau propre"), ("title_zh", "清洁饮水权"))
        .Node("Resolution", "A/HRC/RES/53/2", ("title", "Air"))
        .Node("Provision", "A/HRC/RES/53/2#OP1", ("text", "Calls for clean air and, once more, clean water."))
        .Node("Provision", "A/HRC/RES/53/2#OP2", ("text", "促请各国保障饮水"))
        .Node("State", "FRA", ("name", "France"), ("name_ru", "Франция"))
        .Node("Body", "water", ("title", "Clean water"));

    // a → b → c → d → a, and a → x → c; c cites d twice; e stands alone. f1 ← f2 → f3 ← f4 is one series.
    internal static readonly SmallGraph Steps = MakeSteps();

    private static SmallGraph MakeSteps()
    {
        var graph = new SmallGraph();
        foreach (var id in (string[])["a", "b", "c", "d", "e", "x", "f1", "f2", "f3", "f4"]) graph.Node("Resolution", id);
        return graph.Link("a", "CITES", "b", ("paragraph", "PP1")).Link("b", "CITES", "c", ("paragraph", "PP1")).Link("c", "CITES", "d", ("paragraph", "PP9")).Link("d", "CITES", "a", ("paragraph", "PP1"))
            .Link("a", "CITES", "x", ("paragraph", "PP1")).Link("x", "CITES", "c", ("paragraph", "PP1")).Link("c", "CITES", "d", ("paragraph", "OP2"))
            .Link("f2", "FOLLOWS", "f1").Link("f2", "FOLLOWS", "f3").Link("f4", "FOLLOWS", "f3");
    }
}
