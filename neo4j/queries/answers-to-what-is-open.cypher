// What may answer what is still open
// Deliverables that nothing fulfils by $asOf, with the documents that could: those that answer the same request without naming its paragraph, and those that who owes it submitted to the session it is due at.
MATCH (deliverable:Deliverable)<-[:MANDATES]-(asking:Document)
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
WITH deliverable, asking, status WHERE status <> 'FULFILLED'
CALL (deliverable, asking) {
  MATCH (asking)<-[:ANSWERS]-(candidate:Document)
  RETURN candidate, 'answers ' + asking.symbol AS why
  UNION
  MATCH (deliverable)-[:ASSIGNED_TO]->(mechanism:Mechanism)<-[:PREPARED_BY]-(candidate:Document)-[:SUBMITTED_TO]->(session:Session)<-[:DUE_AT]-(deliverable)
  RETURN candidate, 'by ' + mechanism.id + ', submitted to ' + session.id AS why
}
RETURN deliverable.id AS id, status, deliverable.title AS title, candidate.symbol AS candidate, candidate.title AS candidateTitle, collect(DISTINCT why) AS why
ORDER BY id, candidate;
