using HumanRightsGraph.Graph.Plan;
using static HumanRightsGraph.Neo4j.Cypher.CypherText;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>The status of a deliverable as an expression: its place in the order of declaration (docs/semantics.md, "Status of a deliverable").</summary>
internal static class StatusExpression
{
    /// <summary>A period that exists: a year, a month or a day. Periods compare with the beginning of a day as text.</summary>
    private const string Period = "(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
        + "|(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
        + "|(?!0000)(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29";

    internal static int CodeOf(string name) => DeliverableStatus.Names.ToList().IndexOf(name);

    /// <param name="fresh">Gives new variables.</param>
    internal static string Of(string node, DeliverableStatus rule, string day, Func<string, string> fresh)
    {
        var (fulfils, due, submitted) = (Quote(rule.Fulfils.Name), Quote(rule.DueAt.Name), Quote(rule.SubmittedTo.Name));
        var (document, at, session) = (fresh("d"), fresh("s"), fresh("s"));
        string DocumentDay(int property) => Property(document, rule.Fulfils.From.Properties[property].Name);
        string SessionDay(string variable, int first, int second) =>
            $"coalesce({Property(variable, rule.DueAt.To.Properties[first].Name)}, {Property(variable, rule.DueAt.To.Properties[second].Name)})";
        var published = DocumentDay(rule.PublishedOn);
        var fulfilled = $"EXISTS {{ MATCH ({node})<-[:{fulfils}]-({document}) WHERE {published} IS NULL OR {published} <= {day} "
            + $"OR EXISTS {{ MATCH ({document})-[:{submitted}]->({at}) WHERE {SessionDay(at, rule.OpensOn, rule.PlannedOpensOn)} <= {day} }} }}";
        var opens = SessionDay(session, rule.OpensOn, rule.PlannedOpensOn);
        var closes = SessionDay(session, rule.ClosesOn, rule.PlannedClosesOn);
        var deliverable = rule.DueAt.From.Properties;
        var late = $"CASE WHEN {Property(node, deliverable[rule.DueRule].Name)} = 'BEFORE' THEN {opens} <= {day} ELSE {closes} < {day} END";
        var known = $"CASE WHEN {Property(session, rule.DueAt.To.Properties[rule.DocumentsKnown].Name)} THEN 1 ELSE 2 END";
        var ofSession = $"head(COLLECT {{ MATCH ({node})-[:{due}]->({session}) WITH {session} ORDER BY {Property(session, "id")} LIMIT 1 "
            + $"RETURN CASE WHEN {late} THEN {known} WHEN {opens} <= {day} THEN 3 ELSE 4 END }})";
        var date = Property(node, deliverable[rule.DueDate].Name);
        var ofDate = $"CASE WHEN {date} =~ '{Period}' THEN CASE WHEN {date} < left(toString({day}), size({date})) THEN 2 ELSE 4 END ELSE 5 END";
        return $"CASE WHEN {fulfilled} THEN 0 ELSE coalesce({ofSession}, {ofDate}) END";
    }
}
