// Who owes what: graph
// What $mechanism is asked for, by which documents, and at which sessions it is due.
MATCH owed = (:Mechanism {id: $mechanism})<-[:ASSIGNED_TO]-(deliverable:Deliverable)<-[:MANDATES]-(:Document)
OPTIONAL MATCH due = (deliverable)-[:DUE_AT]->(:Session)
RETURN owed, due;
