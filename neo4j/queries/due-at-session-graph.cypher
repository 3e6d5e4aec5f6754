// What a session receives: graph
// The deliverables due at $session, the documents that ask for them, who owes them, and what has answered them.
MATCH due = (session:Session {id: $session})<-[:DUE_AT]-(deliverable:Deliverable)
OPTIONAL MATCH asked = (deliverable)<-[:MANDATES]-(:Document)
OPTIONAL MATCH owed = (deliverable)-[:ASSIGNED_TO]->(:Mechanism)
OPTIONAL MATCH answered = (deliverable)<-[:FULFILS]-(:Document)
RETURN due, asked, owed, answered;
