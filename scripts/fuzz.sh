#!/bin/sh
# Runs the fuzz targets of the module one after another. They are asked of the tests
# themselves, so that a new one is run without being named anywhere.
#
#   time=60s   how long each runs
#   only=RE    targets whose "package Target" matches this extended expression
#
# A failure does not keep the others from running; the exit code tells of it.
#
# Go tries to leave out every stretch of an input that finds something new, a minute long by
# default, in which nothing else is tried: hence the bound.
set -u
time=${time:-60s}
listed=$(mktemp) || exit 1
trap 'rm -f "$listed"' EXIT
go test -list '^Fuzz' ./... >"$listed" || { cat "$listed"; exit 1; }
failed=
for pair in $(awk '/^Fuzz/ { names[n++] = $1 } $1 == "ok" { for (i = 0; i < n; i++) print $2 ":" names[i]; n = 0 }' "$listed"); do
  pkg=${pair%:*} target=${pair##*:}
  echo "$pkg $target" | grep -Eq "${only:-.}" || continue
  echo "$pkg $target"
  go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$pkg" || failed="$failed $pkg $target;"
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
