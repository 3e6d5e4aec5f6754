// From one text to another: graph
// The shortest ways from $symbol to $other by citations and series, whichever of two texts cites the other.
MATCH path = allShortestPaths((:Document {id: $symbol})-[:CITES|FOLLOWS|ANSWERS|REVISES|ADDS_TO|ADOPTED_AS*..12]-(:Document {id: $other}))
RETURN path
LIMIT 25;
