// Changes of mandates
// All mechanisms that documents created, extended, renamed, merged or ended, the latest change first.
MATCH (document:Document)-[change:CREATES|EXTENDS|RENAMES|MERGES|ENDS]->(mechanism:Mechanism)
RETURN coalesce(document.adoptedOn, document.publishedOn) AS day, type(change) AS what, mechanism.id AS mechanism, mechanism.name AS name,
       change.years AS years, document.symbol AS symbol, change.paragraph AS paragraph
ORDER BY day DESC, symbol, mechanism, what;
