// Doubts: graph
// The findings, and the documents they were found in.
MATCH found = (:Finding)-[:FOUND_IN]->(:Document)
RETURN found;
