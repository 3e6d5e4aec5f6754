// What a text cites: graph
// The documents that $symbol cites and that cite it, and what those cite of each other.
MATCH path = (:Document {id: $symbol})-[:CITES]-(:Document)
RETURN path;
