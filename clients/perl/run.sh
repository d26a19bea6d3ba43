#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
set -eu
exec perl "$(dirname "$0")/client.pl" "$@"
