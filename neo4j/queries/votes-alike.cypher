// Who votes like a State
// The States that voted on the same texts as $state, and how often as it did.
MATCH (state:State {id: $state})-[its:VOTED]->(document:Document)<-[theirs:VOTED]-(other:State)
WITH other, count(document) AS together, count(CASE WHEN its.position = theirs.position THEN 1 END) AS alike
RETURN other.id AS id, other.name AS state, alike, together, round(100.0 * alike / together) AS percent
ORDER BY percent DESC, together DESC, id;
