// Mandates due per session
// How much each session of $body receives, by kind, the latest session first.
MATCH (:Body {id: $body})<-[:SESSION_OF]-(session:Session)<-[:DUE_AT]-(deliverable:Deliverable)
WITH session, deliverable.kind AS kind, count(*) AS number ORDER BY session.number, kind
WITH session, sum(number) AS due, collect(number + ' × ' + coalesce(kind, 'OTHER')) AS kinds
RETURN session.id AS id, coalesce(session.opensOn, session.plannedOpensOn) AS opensOn, due, kinds
ORDER BY session.number DESC, id;
