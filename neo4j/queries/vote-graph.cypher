// A recorded vote: graph
// The latest text that was put to a recorded vote, and how each State voted on it.
MATCH (document:Document)<-[:VOTED]-(:State)
WITH DISTINCT document ORDER BY document.adoptedOn DESC, document.symbol LIMIT 1
MATCH vote = (document)<-[:VOTED]-(:State)
RETURN vote;
