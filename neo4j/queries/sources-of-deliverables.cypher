// Where a deliverable comes from
// Each deliverable of $symbol with the words that ask for it, the paragraph they stand in, the rule that read them and how sure it is.
MATCH (document:Document {id: $symbol})-[:MANDATES]->(deliverable:Deliverable)
OPTIONAL MATCH (document)-[:HAS_PROVISION]->(provision:Provision)
  WHERE provision.kind IN ['OPERATIVE', 'NUMBERED'] AND toString(provision.number) = deliverable.paragraph
RETURN deliverable.id AS id, deliverable.title AS title, deliverable.quote AS words, provision.id AS provision, provision.text AS text,
       deliverable.language AS language, deliverable.rule AS rule, deliverable.confidence AS confidence, deliverable.review AS review
ORDER BY id;
