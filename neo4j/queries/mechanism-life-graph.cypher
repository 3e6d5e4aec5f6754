// A mechanism's life: graph
// $mechanism, the documents that created, extended, renamed, merged or ended it, where they were adopted, and the reports it prepared.
MATCH (mechanism:Mechanism {id: $mechanism})
OPTIONAL MATCH life = (mechanism)<-[:CREATES|EXTENDS|RENAMES|MERGES|ENDS]-(document:Document)
OPTIONAL MATCH adopted = (document)-[:ADOPTED_AT]->(:Session)
OPTIONAL MATCH report = (mechanism)<-[:PREPARED_BY]-(:Document)
RETURN mechanism, life, adopted, report;
