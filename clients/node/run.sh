#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
# Installs into the directory $WORK, or into a temporary one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
cp "$here/package.json" "$here/client.js" "$WORK"
if [ ! -f "$WORK/installed" ]; then
  (cd "$WORK" && npm install --omit=dev --no-package-lock --no-audit --no-fund --ignore-scripts) >"$WORK/install.log" 2>&1 ||
    { cat "$WORK/install.log" >&2; exit 1; }
  touch "$WORK/installed"
fi
node "$WORK/client.js" "$@"
