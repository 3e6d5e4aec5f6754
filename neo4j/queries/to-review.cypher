// What to review first
// The deliverables that nobody has accepted or rejected yet, the least certain first.
MATCH (document:Document)-[:MANDATES]->(deliverable:Deliverable)
WHERE coalesce(deliverable.review, 'PROPOSED') = 'PROPOSED'
RETURN deliverable.id AS id, deliverable.confidence AS confidence, deliverable.rule AS rule, deliverable.title AS title,
       deliverable.quote AS words, document.symbol AS symbol, deliverable.paragraph AS paragraph
ORDER BY confidence, id
LIMIT 100;
