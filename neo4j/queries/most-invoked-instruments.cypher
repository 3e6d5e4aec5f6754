// Most-invoked instruments
// The treaties, declarations and agendas that the most documents invoke.
MATCH (instrument:Instrument)<-[invocation:INVOKES]-(document:Document)
RETURN instrument.id AS id, instrument.title AS title, count(DISTINCT document) AS invokedBy, count(invocation) AS places
ORDER BY invokedBy DESC, places DESC, id
LIMIT 25;
