#!/usr/bin/env bash
# Brings the Spark that the tests run on, once, and prints its folder (SPARK_HOME). It goes
# into the user's cache (450 MB). Needs Java 17 or later and Python 3 with pip.
set -euo pipefail
version=4.1.4
cache="${XDG_CACHE_HOME:-$HOME/.cache}/mingjian/spark-$version"
if [ ! -f "$cache/complete" ]; then
  rm -rf "$cache"
  mkdir -p "$cache"
  python3 -m pip install --quiet --no-input --no-cache-dir --target "$cache/lib" "pyspark==$version" >&2
  touch "$cache/complete"
fi
echo "$cache/lib/pyspark"
