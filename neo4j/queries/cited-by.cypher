// Who cites a text, and where
// Each place at which a document cites $cited: its paragraph, its words, and whether it has the date right.
MATCH (citing:Document)-[citation:CITES]->(:Document {id: $cited})
RETURN citing.symbol AS symbol, citing.title AS title, citation.paragraph AS paragraph, citation.form AS words,
       citation.citedDate AS citedDate, coalesce(citation.dateMismatch, false) AS dateMismatch
ORDER BY symbol, paragraph;
