// How a State voted
// The recorded votes of $state, the latest first.
MATCH (:State {id: $state})-[vote:VOTED]->(document:Document)
OPTIONAL MATCH (document)-[:ADOPTED_AT]->(session:Session)
RETURN document.symbol AS symbol, document.title AS title, vote.position AS position, session.id AS session, document.adoptedOn AS adoptedOn,
       document.inFavour AS inFavour, document.against AS against, document.abstaining AS abstaining
ORDER BY adoptedOn DESC, symbol;
