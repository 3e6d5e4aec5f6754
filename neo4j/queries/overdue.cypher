// Overdue
// What was due by $asOf and nothing answers, the longest overdue first: at which session, who owes it, who asked.
MATCH (deliverable:Deliverable)
CALL (deliverable) {
  // Status of a deliverable, as docs/semantics.md has it: a day that is not known has not come, and missing data accuses nobody.
  OPTIONAL MATCH (deliverable)-[:DUE_AT]->(due:Session)
  WITH deliverable, due, date($asOf) AS asOf ORDER BY due.id LIMIT 1
  WITH deliverable, due, asOf, coalesce(deliverable.dueDate, '') AS period,
       coalesce(due.opensOn, due.plannedOpensOn) <= asOf AS opened,
       coalesce(due.closesOn, due.plannedClosesOn) < asOf AS closed
  RETURN due, CASE
    WHEN EXISTS {
      MATCH (deliverable)<-[:FULFILS]-(answer:Document)
      WHERE answer.publishedOn IS NULL OR answer.publishedOn <= asOf
         OR EXISTS { MATCH (answer)-[:SUBMITTED_TO]->(s:Session) WHERE coalesce(s.opensOn, s.plannedOpensOn) <= asOf }
    } THEN 'FULFILLED'
    WHEN CASE deliverable.dueRule WHEN 'BEFORE' THEN opened ELSE closed END
      THEN CASE WHEN due.documentsKnown THEN 'OVERDUE' ELSE 'UNKNOWN' END
    WHEN opened THEN 'DUE'
    WHEN due IS NOT NULL THEN 'UPCOMING'
    // A year, a month or a day that exists: anything else is no date.
    WHEN CASE WHEN NOT period =~ '(?!0000)\\d{4}(-(0[1-9]|1[0-2])(-\\d{2})?)?' THEN true
              WHEN size(period) = 10 THEN toString(date(left(period, 7) + '-01') + duration({days: toInteger(right(period, 2)) - 1})) <> period
              ELSE false END
      THEN 'UNSCHEDULED'
    WHEN left(toString(asOf), size(period)) > period THEN 'UNKNOWN'
    ELSE 'UPCOMING'
  END AS status
}
WITH deliverable, due, status WHERE status = 'OVERDUE'
MATCH (deliverable)<-[:MANDATES]-(document:Document)
WITH deliverable, due, document,
     CASE deliverable.dueRule WHEN 'BEFORE' THEN coalesce(due.opensOn, due.plannedOpensOn) ELSE coalesce(due.closesOn, due.plannedClosesOn) END AS since
RETURN deliverable.id AS id, deliverable.kind AS kind, deliverable.title AS title, due.id AS session, since, duration.inDays(since, date($asOf)).days AS days,
       COLLECT { MATCH (deliverable)-[:ASSIGNED_TO]->(m:Mechanism) RETURN coalesce(m.name, m.id) ORDER BY m.id } AS owedBy,
       document.symbol AS askedBy, deliverable.paragraph AS paragraph
ORDER BY days DESC, id;
