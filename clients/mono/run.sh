#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
# Builds into the directory $WORK, or into a temporary one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
if [ ! -f "$WORK/client.exe" ]; then
  sh "$here/build.sh" "$1" "$WORK" >"$WORK/build.log" 2>&1 || { cat "$WORK/build.log" >&2; exit 1; }
fi
mono "$WORK/client.exe" "$@"
