namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Which session receives which report: the question the product is for, on a graph made by hand.</summary>
public sealed class MissionTests
{
    internal static SmallGraph Graph() => new SmallGraph()
        .Node("Body", "HRC", ("title", "Human Rights Council"))
        .Node("Session", "HRC/53", ("number", 53), ("opensOn", "2023-06-19"), ("closesOn", "2023-07-14"), ("documentsKnown", true))
        .Node("Session", "HRC/56", ("number", 56), ("opensOn", "2024-06-18"), ("closesOn", "2024-07-12"), ("documentsKnown", true))
        .Node("Session", "HRC/66", ("number", 66), ("plannedOpensOn", "2027-09-06"), ("plannedClosesOn", "2027-10-01"))
        .Link("HRC/53", "SESSION_OF", "HRC").Link("HRC/56", "SESSION_OF", "HRC").Link("HRC/66", "SESSION_OF", "HRC")
        .Node("Mechanism", "OHCHR", ("name", "Office of the High Commissioner"), ("kind", "OFFICE"))
        .Node("Mechanism", "SR-WATER", ("name", "Special Rapporteur on water"), ("kind", "SPECIAL_PROCEDURE"))
        .Node("Resolution", "A/HRC/RES/53/1", ("title", "Clean water"), ("adoptedOn", "2023-07-12"), ("number", "53/1"))
        .Node("Resolution", "A/HRC/RES/53/2", ("title", "Safe air"), ("adoptedOn", "2023-07-13"))
        .Node("Report", "A/HRC/56/10", ("title", "Water report"), ("publishedOn", "2024-05-02"))
        .Link("A/HRC/RES/53/1", "ADOPTED_AT", "HRC/53").Link("A/HRC/RES/53/2", "ADOPTED_AT", "HRC/53")
        .Node("Deliverable", "A/HRC/RES/53/1#5", ("title", "Report on water"), ("kind", "REPORT"), ("paragraph", "5"))
        .Node("Deliverable", "A/HRC/RES/53/1#6", ("title", "Panel on water"), ("kind", "PANEL"))
        .Node("Deliverable", "A/HRC/RES/53/2#4", ("title", "Summary on air"), ("kind", "SUMMARY"))
        .Node("Deliverable", "A/HRC/RES/53/2#9", ("title", "Later study"), ("kind", "STUDY"))
        .Link("A/HRC/RES/53/1", "MANDATES", "A/HRC/RES/53/1#5").Link("A/HRC/RES/53/1", "MANDATES", "A/HRC/RES/53/1#6")
        .Link("A/HRC/RES/53/2", "MANDATES", "A/HRC/RES/53/2#4").Link("A/HRC/RES/53/2", "MANDATES", "A/HRC/RES/53/2#9")
        .Link("A/HRC/RES/53/1#5", "DUE_AT", "HRC/56").Link("A/HRC/RES/53/1#6", "DUE_AT", "HRC/56").Link("A/HRC/RES/53/2#4", "DUE_AT", "HRC/56")
        .Link("A/HRC/RES/53/2#9", "DUE_AT", "HRC/66")
        .Link("A/HRC/RES/53/1#5", "ASSIGNED_TO", "OHCHR").Link("A/HRC/RES/53/1#5", "ASSIGNED_TO", "SR-WATER").Link("A/HRC/RES/53/2#4", "ASSIGNED_TO", "OHCHR")
        .Link("A/HRC/56/10", "FULFILS", "A/HRC/RES/53/1#5", ("source", "STATED")).Link("A/HRC/56/10", "SUBMITTED_TO", "HRC/56");

    [Fact]
    public void A_session_receives_reports_with_who_owes_them_and_where_they_stand()
    {
        var data = Graph().Data("""
            { session(id: "HRC/56") { opensOn deliverablesDue(first: 50, where: {kind: {in: [REPORT, SUMMARY]}}) { totalCount nodes {
                title status assignees { nodes { name } } mandatedBy { symbol title } fulfilledBy { nodes { symbol } } } } } }
            """);
        Assert.Equal("{'session':{'opensOn':'2024-06-18','deliverablesDue':{'totalCount':2,'nodes':["
            + "{'title':'Report on water','status':'FULFILLED','assignees':{'nodes':[{'name':'Office of the High Commissioner'},{'name':'Special Rapporteur on water'}]},"
            + "'mandatedBy':{'symbol':'A/HRC/RES/53/1','title':'Clean water'},'fulfilledBy':{'nodes':[{'symbol':'A/HRC/56/10'}]}},"
            + "{'title':'Summary on air','status':'OVERDUE','assignees':{'nodes':[{'name':'Office of the High Commissioner'}]},"
            + "'mandatedBy':{'symbol':'A/HRC/RES/53/2','title':'Safe air'},'fulfilledBy':{'nodes':[]}}]}}}", data);
    }

    [Theory]
    [InlineData("2024-05-01", "UPCOMING UPCOMING UPCOMING")]
    [InlineData("2024-05-02", "FULFILLED UPCOMING UPCOMING")]
    [InlineData("2024-06-18", "FULFILLED DUE DUE")]
    [InlineData("2024-07-12", "FULFILLED DUE DUE")]
    [InlineData("2024-07-13", "FULFILLED OVERDUE OVERDUE")]
    public void Status_is_of_the_day_it_is_asked_for(string day, string expected)
    {
        var data = Graph().Data("query($day: Date) { session(id: \"HRC/56\") { deliverablesDue { nodes { status(asOf: $day) } } } }", $"{{\"day\":\"{day}\"}}");
        Assert.Equal(expected, string.Join(' ', data.Split('\'').Where(w => w.Length > 2 && w == w.ToUpperInvariant() && char.IsLetter(w[0]))));
    }

    [Theory]
    [InlineData("{status: {eq: OVERDUE}}", "A/HRC/RES/53/1#6 A/HRC/RES/53/2#4")]
    [InlineData("{status: {eq: OVERDUE, asOf: \"2024-06-20\"}}", "")]
    [InlineData("{status: {nin: [OVERDUE, UPCOMING]}}", "A/HRC/RES/53/1#5")]
    [InlineData("{dueAt: {id: {eq: \"HRC/66\"}}}", "A/HRC/RES/53/2#9")]
    [InlineData("{assignees: {some: {id: {eq: \"OHCHR\"}}}}", "A/HRC/RES/53/1#5 A/HRC/RES/53/2#4")]
    [InlineData("{assignees: {any: false}}", "A/HRC/RES/53/1#6 A/HRC/RES/53/2#9")]
    [InlineData("{fulfilledBy: {none: {}}, dueAt: {closesOn: {lt: \"2024-08-01\"}}}", "A/HRC/RES/53/1#6 A/HRC/RES/53/2#4")]
    [InlineData("{or: [{kind: {eq: PANEL}}, {title: {icontains: \"STUDY\"}}]}", "A/HRC/RES/53/1#6 A/HRC/RES/53/2#9")]
    public void Deliverables_are_found_by(string where, string expected)
    {
        var data = Graph().Data($"{{ deliverables(where: {where}) {{ nodes {{ id }} }} }}");
        Assert.Equal(expected, string.Join(' ', data.Split('\'').Where(w => w.Contains('#'))));
    }

    [Fact]
    public void Status_sorts_in_the_order_of_its_declaration()
    {
        var data = Graph().Data("{ deliverables(order: [{status: ASC}, {title: DESC}]) { nodes { status title } } }");
        Assert.Equal("{'deliverables':{'nodes':[{'status':'FULFILLED','title':'Report on water'},{'status':'OVERDUE','title':'Summary on air'},"
            + "{'status':'OVERDUE','title':'Panel on water'},{'status':'UPCOMING','title':'Later study'}]}}", data);
    }
}
