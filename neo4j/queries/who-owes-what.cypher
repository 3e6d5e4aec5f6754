// Who owes what: table
// Everything $mechanism was ever asked for, with its status on $asOf: what is overdue first, then what comes next.
MATCH (:Mechanism {id: $mechanism})<-[:ASSIGNED_TO]-(deliverable:Deliverable)<-[:MANDATES]-(document:Document)
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
RETURN status, due.id AS session, coalesce(due.opensOn, due.plannedOpensOn) AS opensOn, deliverable.id AS id, deliverable.kind AS kind,
       deliverable.title AS title, document.symbol AS askedBy, deliverable.paragraph AS paragraph
ORDER BY status <> 'OVERDUE', opensOn, id;
