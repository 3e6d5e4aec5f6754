// Most-cited texts
// The documents that the most documents cite, and in how many places.
MATCH (document:Document)<-[citation:CITES]-(citing:Document)
WITH document, count(DISTINCT citing) AS citedBy, count(citation) AS places
RETURN document.symbol AS symbol, document.title AS title, citedBy, places
ORDER BY citedBy DESC, places DESC, symbol
LIMIT 25;
