#!/usr/bin/env bash
# Converts FOLDER in N shards with GNU parallel and brings the results together in OUT.
# usage: parallel.sh FOLDER OUT [N]     JIXIAO names the program, by default the one on the PATH
set -eu
folder=$1 out=$2 shards=${3:-4} jixiao=${JIXIAO:-jixiao}
seq "$shards" | parallel --jobs "$shards" --halt never \
  "$jixiao" convert "$folder" -o "$out.shard{}" --format xlsx,json --shard "{}/$shards" --jobs 1 --resume || true
# A shard that failed wholly has no journal; merging says so. A shard with failed inputs is merged like any other.
"$jixiao" merge $(seq -f "$out.shard%g" "$shards") -o "$out"
