#!/usr/bin/env bash
# The embedded store beside Mercurius (plain objects in memory) and beside Kestrel's own constant bytes, in turns, and the tables that benchmarks/README.md has.
#
#   benchmarks/memory/run.sh FOLDER      FOLDER keeps the graphs and the peer's packages for the next run
#
# Needs ../shared/bench beside the checkout, Node 20 and wrk. Environment: RESOLUTIONS (40000; Mercurius is asked at that size, 0 for not at all), SIZES (2000 40000;
# none for the comparison alone), SECONDS_EACH (5), BUILD (no for what is built already). How cost grows: SIZES="2000 40000 400000".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${HRGRAPH_SHARED:-$root/../shared}
folder=${1:?a folder to work in}
resolutions=${RESOLUTIONS:-40000} sizes=${SIZES-2000 40000} seconds=${SECONDS_EACH:-5}
ours=37201 peer=37202 constant=37203
mkdir -p "$folder" && folder=$(cd "$folder" && pwd)
hrgraph=$root/src/HumanRightsGraph.Server/bin/Release/net10.0/hrgraph
bench=$root/benchmarks/memory/bin/Release/net10.0/HumanRightsGraph.Benchmarks.Memory

if [ "${BUILD:-yes}" != no ]; then
  dotnet build -c Release -v quiet "$root/src/HumanRightsGraph.Server" >&2
  dotnet build -c Release -v quiet "$root/benchmarks/memory" >&2
fi
[ -d "$folder/peer" ] || cp -r "$shared/bench/peer" "$folder/peer"
[ -d "$folder/peer/node_modules" ] || (cd "$folder/peer" && npm install --no-audit --no-fund >&2)

started=()
finish() { for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done; }
trap finish EXIT
field() { node -e 'const r = JSON.parse(process.argv[1]); if (r.error || r.failed) { console.error(process.argv[1]); process.exit(1); } console.log(r[process.argv[2]])' "$1" "$2"; }
ask() { (cd "$folder/peer" && node bench.mjs --url "$1" --workload "$2" --resolutions "$3" --seconds "$4" --only "$5"); }
serve() {
  "$hrgraph" serve --store "$1" --urls "http://127.0.0.1:$ours" 2> "$folder/ours.log" &
  server=$!
  started+=("$server")
  until curl -sf "http://127.0.0.1:$ours/health/ready" > /dev/null; do kill -0 "$server"; sleep 0.1; done
}
generate() { [ -s "$folder/graph-$1.jsonl" ] || node "$shared/bench/generate.mjs" --resolutions "$1" > "$folder/graph-$1.jsonl"; }
resident() { awk '$1 == "VmRSS:" { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

questions="sessionReceives resolutionCard mechanismWorkload overdue citationsThreeDeep titleSearch"
seeks="sessionReceives resolutionCard mechanismWorkload citationsThreeDeep"
imports="| resolutions | lines | import, s | its processor time, s | lines a second | largest process, MiB | store on disk, MiB |
| --- | --- | --- | --- | --- | --- | --- |
"
opened="| resolutions | opens in, s | opened, MiB | after the questions, MiB | one client, p50 µs: ${questions// / | } | seeks, of the first size's |
| --- | --- | --- | --- |$(printf ' --- |%.0s' $questions) --- |
"
declare -A smallest
for size in $sizes; do
  graph=$folder/graph-$size.jsonl store=$folder/store-$size
  generate "$size"
  rm -rf "$store"
  # Of the whole command: start, durable import, last snapshot.
  /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$hrgraph" import --store "$store" "$graph" > /dev/null
  read -r elapsed user system largest < "$folder/time"
  lines=$(wc -l < "$graph")
  imports+="| $size | $lines | $elapsed | $(node -p "($user + $system).toFixed(1)") | $(node -p "Math.round($lines / $elapsed)") | $((largest / 1024)) | $(du -sm "$store" | cut -f 1) |
"
  serve "$store"
  after=$(grep -o 'after [0-9.]* s' "$folder/ours.log" | grep -o '[0-9.]*')
  memory=$(resident "$server") times= ratios=
  for question in $questions; do
    # The best of three: a seek's time is what it takes where nothing else is in the way.
    best=
    for round in 1 2 3; do
      answers=$(ask "http://127.0.0.1:$ours/graphql" ./workload-hrgraph.mjs "$size" 2 "$question")
      p50=$(field "$answers" p50us)
      [ -n "$best" ] && [ "$(node -p "$best <= $p50")" = true ] || best=$p50
    done
    times+=" $best |"
    smallest[$question]=${smallest[$question]:-$best}
    case " $seeks " in *" $question "*) ratios+="$(node -p "($best / ${smallest[$question]}).toFixed(2)") " ;; esac
  done
  opened+="| $size | $after | $memory | $(resident "$server") |$times $ratios|
"
  kill "$server" && wait "$server" || true
done
if [ -n "$sizes" ]; then printf '%s\n%s\n' "$imports" "$opened"; fi

[ "$resolutions" != 0 ] || exit 0
graph=$folder/graph-$resolutions.jsonl
generate "$resolutions"
[ -d "$folder/store-$resolutions" ] || "$hrgraph" import --store "$folder/store-$resolutions" "$graph" > /dev/null
serve "$folder/store-$resolutions"
(cd "$folder/peer" && PORT=$peer exec node memory.mjs "$graph") > "$folder/peer.log" 2>&1 &
started+=($!)
until curl -sf "http://127.0.0.1:$peer/static" > /dev/null; do kill -0 "${started[-1]}"; sleep 0.5; done
echo
echo "| question | answers/s, 16 clients: hrgraph / Mercurius | ratio | Kestrel's constant, the same bytes | of it | one client, p50 µs: hrgraph / Mercurius |"
echo "| --- | --- | --- | --- | --- | --- |"
for question in $questions; do
  mine=$(ask "http://127.0.0.1:$ours/graphql" ./workload-hrgraph.mjs "$resolutions" "$seconds" "$question")
  theirs=$(ask "http://127.0.0.1:$peer/graphql" ./workload-memory.mjs "$resolutions" "$seconds" "$question")
  # An answer to the first of the questions as the constant: the others are about as long.
  node -e 'import(process.argv[1]).then(async ({ workload }) => { const q = workload(Number(process.argv[2]))[process.argv[3]];
    const answer = await fetch(process.argv[4], { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: q.query, variables: q.variables(0) }) });
    process.stdout.write(await answer.text()); })' "$folder/peer/workload-hrgraph.mjs" "$resolutions" "$question" "http://127.0.0.1:$ours/graphql" > "$folder/answer.json"
  "$bench" constant "http://127.0.0.1:$constant" "$folder/answer.json" > /dev/null &
  fixed=$!
  started+=("$fixed")
  until curl -sf -X POST "http://127.0.0.1:$constant/static" > /dev/null; do kill -0 "$fixed"; sleep 0.2; done
  still=$(ask "http://127.0.0.1:$constant/static" ./workload-hrgraph.mjs "$resolutions" "$seconds" "$question")
  kill "$fixed" && wait "$fixed" || true
  a=$(field "$mine" perSecondMany) b=$(field "$theirs" perSecondMany) c=$(field "$still" perSecondMany)
  echo "| $question | $a / $b | $(node -p "($a/$b).toFixed(1)") | $c | $(node -p "Math.round(100*$a/$c)") % | $(field "$mine" p50us) / $(field "$theirs" p50us) |"
done
