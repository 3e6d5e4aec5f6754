// What a session has before it
// The documents submitted to $session, adopted at it, or that say they are taken up at it.
MATCH (document:Document)-[how:SUBMITTED_TO|ADOPTED_AT|CONSIDERS_AT]->(:Session {id: $session})
RETURN document.symbol AS symbol, document.title AS title, [l IN labels(document) WHERE l <> 'Document'] AS kind,
       type(how) AS how, how.paragraph AS paragraph, document.publishedOn AS publishedOn, document.adoptedOn AS adoptedOn
ORDER BY how, symbol, paragraph;
