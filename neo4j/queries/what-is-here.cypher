// What is here
// How many nodes of each label there are, and how many of the documents have been read rather than only cited.
MATCH (n)
UNWIND labels(n) AS label
RETURN label, count(n) AS nodes, count(CASE WHEN EXISTS { (n)<-[:TEXT_OF]-() } THEN 1 END) AS read
ORDER BY nodes DESC, label;
