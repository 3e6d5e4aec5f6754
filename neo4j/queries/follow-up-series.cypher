// A follow-up series: graph
// The texts that $symbol follows and that follow it, step by step.
MATCH (document:Document {id: $symbol})
OPTIONAL MATCH before = (document)-[:FOLLOWS*1..30]->(:Document)
OPTIONAL MATCH after = (document)<-[:FOLLOWS*1..30]-(:Document)
RETURN document, before, after;
