// A mechanism's life: table
// The documents that created, extended, renamed, merged or ended $mechanism, in the order of their days.
MATCH (:Mechanism {id: $mechanism})<-[change:CREATES|EXTENDS|RENAMES|MERGES|ENDS]-(document:Document)
OPTIONAL MATCH (document)-[:ADOPTED_AT]->(session:Session)
RETURN coalesce(document.adoptedOn, document.publishedOn) AS day, type(change) AS what, change.years AS years,
       document.symbol AS symbol, change.paragraph AS paragraph, document.title AS title, session.id AS session
ORDER BY day, symbol, what, paragraph;
