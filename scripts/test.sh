#!/usr/bin/env bash
# Runs every test there is: the interface, the Go packages on SQLite and PostgreSQL (those
# that start goroutines with the race detector), and the browser test of the built program. Installs what tests
# need when it may; otherwise says exactly what to install. Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(postgresql chromium fonts-noto-cjk python3 python3-pip openjdk-17-jre-headless tesseract-ocr tesseract-ocr-chi-sim)

# have tells whether everything the tests need is on this machine.
have() {
  [ -n "$(pg_bin)" ] && [ -n "$(browser)" ] && fc-list :lang=zh 2>/dev/null | grep -q . && python3 -m pip --version >/dev/null 2>&1 &&
    java -version >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx chi_sim
}
pg_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

if ! have; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${packages[*]} fontconfig"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${packages[@]}" fontconfig >/dev/null
  else
    echo "The tests need PostgreSQL, Chromium, a Chinese font, Java, pip and Tesseract. Please run, as root:" >&2
    echo "  apt-get install --no-install-recommends ${packages[*]} fontconfig" >&2
    exit 1
  fi
fi

work=$(mktemp -d /tmp/mingjian-test.XXXXXX)
chmod 755 "$work"
server=
stop() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true # how it ends must not hide how the tests ended
  fi
  rm -rf "$work"
}
trap stop EXIT

# Where Spark is not here yet it comes over the network, beside what is built meanwhile.
scripts/spark.sh >"$work/spark" &
spark=$!

make --no-print-directory build

# start_postgres runs a server of our own in $work on a free port of the loopback
# interface. It may not run as root, so root lends it the user postgres.
start_postgres() {
  local as=()
  mkdir "$work/pg"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$work/pg"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  fi
  local port
  port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
  "${as[@]}" "$(pg_bin)/initdb" -D "$work/pg/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log"
  "${as[@]}" "$(pg_bin)/postgres" -D "$work/pg/data" -h 127.0.0.1 -p "$port" -k "$work/pg" \
    -c fsync=off -c max_connections=200 >"$work/postgres.log" 2>&1 &
  server=$!
  export TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
  until "$(pg_bin)/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/postgres.log" >&2; exit 1; }
    read -rt 0.1 <> <(:) || true
  done
}
start_postgres

(cd ui && npm run --silent check -- --reporter=default --reporter=json --outputFile="$work/vitest.json") || true

wait "$spark" || { echo "Spark could not be installed: see scripts/spark.sh" >&2; exit 1; }
TEST_SPARK_HOME="$(cat "$work/spark")"
export TEST_SPARK_HOME
export MINGJIAN_BIN="$PWD/bin/mingjian" MINGJIAN_BROWSER="$(browser)"
export MINGJIAN_SHARED="${MINGJIAN_SHARED:-$PWD/../shared}"
go vet ./...
(cd tools && go build -o "$work/tally" ./tally && go vet ./tally)

# The race detector slows a package up to nine times and sees nothing where no goroutine is
# started. Packages of the product that start some are watched whole, but for the tests of the lake
# that kill it or fill its disk again and again: those are about files. Where only tests do, as
# many users of one service, the tests of those files are watched, and all run besides without it.
# The detector does not watch what is long and no business of goroutines: the models on both
# engines, the browser test, whose program is another process. The command is watched in the tests
# of what it does side by side: documents in order, servers, two agencies.
starts='^[[:space:]]*go (func|[a-zA-Z_.]+\()|\.Go\(func'
wired='^Test(ParsePrints|AReaderThatFails|MaskPrints|Monitoring|Transfer)'
crashes='^Test(KilledAt|DiskThatFails|ForgettingThatFails|TableImportThatFails)' # in data/lake
apart='./data/lake ./detect/scan ./detect/engine/spark ./e2e ./cmd/mingjian'
# starting lists the packages that start goroutines in files that grep is told of, less those that stand apart.
starting() {
  grep -rlE "$starts" "$@" . | grep -v -e '^./tools/' -e '^./ui/' -e '^./tmp/' | xargs -n1 dirname | sort -u | grep -vxF "$(tr ' ' '\n' <<<"$apart")"
}
watched=$(starting --include='*.go' --exclude='*_test.go')
tried=$(starting --include='*_test.go' | grep -vxF "$watched")
at_once="^($(for p in $tried ./detect/scan; do grep -lE "$starts|scan\.All\(" "$p"/*_test.go; done |
  xargs grep -ohE '^func Test\w+' | cut -c6- | sort -u | paste -sd'|'))$"
alone=$(go list -f '{{.Dir}}' ./... | sed "s|^$PWD|.|" | grep -vxF "$(tr ' ' '\n' <<<"$apart")" | grep -vxF "$watched")

# job runs one `go test` beside another, and says how long it took. What it printed is handed on whole
# when it has ended, for two that print at once would tear each other's lines.
job() {
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || true; done
  {
    said=$work/said.$BASHPID began=$SECONDS
    go test -timeout 60m -json "$@" >"$said" || touch "$work/failed"
    printf '%5d s until %5d: go test %s\n' $((SECONDS - began)) "$SECONDS" "$(cut -c1-120 <<<"$*")" >&2
    flock "$work" cat "$said"
  } &
}
# The longest begin, and what uses every core by itself ends, so that no core waits for another.
{
  job ./detect/engine/spark
  job ./e2e
  job ./detect/scan
  job -skip "$wired" ./cmd/mingjian
  job -race -run "$wired" ./cmd/mingjian
  job -p 1 -race -run "$at_once" ./detect/scan $tried
  job -p 1 -race $watched
  job -p 1 -race -skip "$crashes" ./data/lake
  job ./data/lake $alone
  wait
  (cd tools && go test -json ./tally) || touch "$work/failed"
  [ ! -e "$work/failed" ]
} |
  "$work/tally" -add "$work/vitest.json"
