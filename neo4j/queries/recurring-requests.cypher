// Recurring requests
// What is asked for again and again: how often, and the sessions it falls on as far as the calendar reaches.
MATCH (document:Document)-[:MANDATES]->(deliverable:Deliverable)
WHERE deliverable.recurrence IS NOT NULL
OPTIONAL MATCH (deliverable)-[:DUE_AT]->(session:Session)
WITH document, deliverable, session ORDER BY session.number
WITH document, deliverable.paragraph AS paragraph, deliverable.sub AS sub, deliverable.title AS title, deliverable.recurrence AS recurrence,
     deliverable.recipient AS recipient, collect(session.id) AS sessions
RETURN document.symbol AS askedBy, paragraph, sub, title, recurrence, recipient, sessions
ORDER BY askedBy, toInteger(paragraph), sub, title;
