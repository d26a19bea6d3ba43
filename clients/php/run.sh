#!/bin/sh
# run.sh BASE USER PASSWORD VERSION RUN
set -eu
exec php "$(dirname "$0")/client.php" "$@"
