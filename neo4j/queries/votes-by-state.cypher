// Votes by State
// How often each State voted in favour, against, or abstained in recorded votes.
MATCH (state:State)-[vote:VOTED]->(:Document)
RETURN state.id AS id, state.name AS state,
       count(CASE vote.position WHEN 'IN_FAVOUR' THEN 1 END) AS inFavour,
       count(CASE vote.position WHEN 'AGAINST' THEN 1 END) AS against,
       count(CASE vote.position WHEN 'ABSTAINING' THEN 1 END) AS abstaining
ORDER BY inFavour DESC, abstaining DESC, id;
