#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
set -eu
# Debian's Python, which has Debian's python3-zeep.
exec /usr/bin/python3 "$(dirname "$0")/client.py" "$@"
