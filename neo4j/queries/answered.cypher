// What was answered
// The deliverables that a document fulfils: which one, when it was published, and how it is known (stated in it, matched, or decided by hand).
MATCH (document:Document)-[answer:FULFILS]->(deliverable:Deliverable)<-[:MANDATES]-(asking:Document)
OPTIONAL MATCH (deliverable)-[:DUE_AT]->(session:Session)
RETURN deliverable.id AS id, deliverable.title AS title, asking.symbol AS askedBy, session.id AS dueAt,
       document.symbol AS answeredBy, document.publishedOn AS publishedOn, answer.source AS source
ORDER BY id, answeredBy;
