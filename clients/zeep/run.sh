#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
set -eu
# Debian's own Python is the one that sees Debian's python3-zeep.
exec /usr/bin/python3 "$(dirname "$0")/client.py" "$@"
