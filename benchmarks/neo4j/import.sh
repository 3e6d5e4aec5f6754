#!/usr/bin/env bash
# One graph file into an empty Neo4j by ../shared/bench/peer/load.mjs, and into another one by `hrgraph import`, indexes and all: lines a second of each.
#
#   benchmarks/neo4j/import.sh FOLDER   FOLDER keeps the graph, and the peer's database for run.sh
#
# Needs ../shared beside the checkout (bench, neo4j), Node 20 and Java 17. Environment: RESOLUTIONS (40000).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${HRGRAPH_SHARED:-$root/../shared}
folder=${1:?a folder to work in}
resolutions=${RESOLUTIONS:-40000}
export HTTP_PORT=37474 BOLT_PORT=37687 HEAP=2g PAGECACHE=1g NEO4J_BOLT=bolt://localhost:37687
mkdir -p "$folder" && folder=$(cd "$folder" && pwd)

dotnet build -c Release -v quiet "$root/src/HumanRightsGraph.Server" >&2
[ -d "$folder/peer" ] || cp -r "$shared/bench/peer" "$folder/peer"
[ -d "$folder/peer/node_modules" ] || (cd "$folder/peer" && npm install --no-audit --no-fund >&2)
[ -s "$folder/graph.jsonl" ] || node "$shared/bench/generate.mjs" --resolutions "$resolutions" > "$folder/graph.jsonl"
lines=$(wc -l < "$folder/graph.jsonl")

into() { # a folder for the database, and what fills it
  rm -rf "$1"
  "$shared/neo4j/neo4j.sh" start "$1" > /dev/null
  trap '"$shared/neo4j/neo4j.sh" stop "'"$1"'"' EXIT
  local started=$EPOCHREALTIME
  (cd "$folder" && "${@:2}") > "$1.log" 2>&1 || { cat "$1.log" >&2; exit 1; }
  local ended=$EPOCHREALTIME
  "$shared/neo4j/neo4j.sh" stop "$1"
  trap - EXIT
  node -p "(x => x.toFixed(1) + ' s, ' + Math.round($lines / x) + ' lines/s')($ended - $started)"
}
peer() { cd peer && node load.mjs "$folder/graph.jsonl"; }
rm -f "$folder/loaded"
echo "| $lines lines by | |"
echo "| --- | --- |"
echo "| load.mjs | $(into "$folder/neo4j" peer) |"
touch "$folder/loaded"
echo "| hrgraph import | $(into "$folder/neo4j-import" "$root/src/HumanRightsGraph.Server/bin/Release/net10.0/hrgraph" import "$folder/graph.jsonl" --neo4j "$NEO4J_BOLT") |"
