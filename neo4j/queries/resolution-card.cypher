// A text's card: graph
// $symbol and what hangs on it: its session and agenda item, what it asks for and of whom, what it follows, answers and becomes, the instruments it invokes.
MATCH (document:Document {id: $symbol})
OPTIONAL MATCH near = (document)-[:ADOPTED_AT|SUBMITTED_TO|CONSIDERS_AT|UNDER_ITEM|FOLLOWS|ADOPTED_AS|REVISES|ADDS_TO|ANSWERS|PREPARED_BY|FOUND_IN|CREATES|EXTENDS|ENDS|RENAMES|MERGES|INVOKES]-()
OPTIONAL MATCH asks = (document)-[:MANDATES]->(deliverable:Deliverable)
OPTIONAL MATCH further = (deliverable)-[:ASSIGNED_TO|DUE_AT|FULFILS]-()
RETURN document, near, asks, further;
