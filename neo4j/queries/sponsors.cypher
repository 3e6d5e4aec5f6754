// Sponsors
// The States that sponsored the most texts, and how many of them as members of the body.
MATCH (state:State)-[sponsorship:SPONSORED]->(document:Document)
RETURN state.id AS id, state.name AS state, count(document) AS sponsored, count(CASE WHEN sponsorship.member THEN 1 END) AS asMember
ORDER BY sponsored DESC, id;
