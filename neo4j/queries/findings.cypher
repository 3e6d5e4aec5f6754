// Doubts: table
// What ingestion met that doesn't fit, with each place as document, paragraph and words.
MATCH (finding:Finding)-[:FOUND_IN]->(document:Document)
RETURN finding.kind AS kind, finding.message AS message, finding.places AS places, collect(document.symbol) AS documents
ORDER BY kind, message;
