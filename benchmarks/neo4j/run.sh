#!/usr/bin/env bash
# Six questions to hrgraph and to @neo4j/graphql on one Neo4j, in turns, and the table that benchmarks/README.md has.
#
#   benchmarks/neo4j/run.sh FOLDER      FOLDER keeps the graph, the database and the peer's packages for the next run
#
# Needs ../shared beside the checkout (bench, neo4j), Node 20, Java 17 and wrk. Environment: RESOLUTIONS (40000), SECONDS_EACH (5), QUESTIONS (all six).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${HRGRAPH_SHARED:-$root/../shared}
folder=${1:?a folder to work in}
resolutions=${RESOLUTIONS:-40000} seconds=${SECONDS_EACH:-5}
http=37474 bolt=37687 peer=37100 ours=37101
mkdir -p "$folder" && folder=$(cd "$folder" && pwd)

dotnet build -c Release -v quiet "$root/src/HumanRightsGraph.Server" >&2
[ -d "$folder/peer" ] || cp -r "$shared/bench/peer" "$folder/peer"
[ -d "$folder/peer/node_modules" ] || (cd "$folder/peer" && npm install --no-audit --no-fund >&2)
[ -s "$folder/graph.jsonl" ] || node "$shared/bench/generate.mjs" --resolutions "$resolutions" > "$folder/graph.jsonl"

started=()
finish() {
  for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
  "$shared/neo4j/neo4j.sh" stop "$folder/neo4j" || true
}
trap finish EXIT
export NEO4J_BOLT=bolt://localhost:$bolt
HTTP_PORT=$http BOLT_PORT=$bolt HEAP=2g PAGECACHE=1g "$shared/neo4j/neo4j.sh" start "$folder/neo4j" >&2
if [ ! -e "$folder/loaded" ]; then
  (cd "$folder/peer" && node load.mjs "$folder/graph.jsonl") >&2
  touch "$folder/loaded"
fi

(cd "$folder/peer" && PORT=$peer exec node server.mjs) > "$folder/peer.log" 2>&1 &
started+=($!)
(cd "$folder" && exec "$root/src/HumanRightsGraph.Server/bin/Release/net10.0/hrgraph" serve --writes --neo4j "$NEO4J_BOLT" --urls "http://127.0.0.1:$ours") > "$folder/ours.log" 2>&1 &
started+=($!)
# The first start creates the indexes.
until curl -sf "http://127.0.0.1:$ours/health/ready" > /dev/null; do kill -0 "${started[1]}"; sleep 1; done
until curl -s "http://127.0.0.1:$peer/" > /dev/null; do kill -0 "${started[0]}"; sleep 1; done

ask() { (cd "$folder/peer" && node bench.mjs --url "$1" --workload "$2" --resolutions "$resolutions" --seconds "${4:-$seconds}" --only "$3"); }
field() { node -e 'const r = JSON.parse(process.argv[1]); if (r.error || r.failed) { console.error(process.argv[1]); process.exit(1); } console.log(r[process.argv[2]])' "$1" "$2"; }
echo "| question | answers/s, 16 clients: hrgraph / @neo4j/graphql | ratio | one client, p50 ms: hrgraph / @neo4j/graphql |"
echo "| --- | --- | --- | --- |"
for question in ${QUESTIONS:-sessionReceives resolutionCard mechanismWorkload overdue citationsThreeDeep titleSearch}; do
  # Once unmeasured each, for the planner, the page cache and the JIT compilers of three processes.
  ask "http://127.0.0.1:$ours/graphql" ./workload-hrgraph.mjs "$question" 2 > /dev/null
  ask "http://127.0.0.1:$peer/" ./workload.mjs "$question" 2 > /dev/null
  mine=$(ask "http://127.0.0.1:$ours/graphql" ./workload-hrgraph.mjs "$question")
  theirs=$(ask "http://127.0.0.1:$peer/" ./workload.mjs "$question")
  a=$(field "$mine" perSecondMany) b=$(field "$theirs" perSecondMany)
  p=$(field "$mine" p50us) q=$(field "$theirs" p50us)
  echo "| $question | $a / $b | $(node -p "($a/$b).toFixed(1)") | $(node -p "($p/1000).toFixed(2)") / $(node -p "($q/1000).toFixed(2)") |"
done
