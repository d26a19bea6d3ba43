#!/usr/bin/env bash
# Jetty 12.1: in start.ini, a property below --module=ee10-deploy belongs to that environment, not to the server.
#
# Version   org.eclipse.jetty:jetty-home 12.1.12, JDK 17
# Input     a start.ini of three lines: the modules http and ee10-deploy, jetty.http.host and jetty.http.port, once with
#           the module line first and once with it last.
# Expected  The same configuration: each line is independent, and jetty.http.* are properties of the module http.
# Seen      With the module line first, both properties are those of the environment ee10, where nothing reads them.
#           The connector keeps its defaults: every address of the machine, port 8080. There is no warning. With the
#           module line last they are the server's. Without an environment's module the order makes no difference.
# Needs     JDK 17, Maven. Nothing is started: --list-config prints what would be. Exits with 1 when the behaviour has
#           changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
  -Dartifact=org.eclipse.jetty:jetty-home:12.1.12:zip -DoutputDirectory=. >log 2>&1 || { cat log; exit 2; }
jar xf jetty-home-12.1.12.zip || exit 2
mkdir -p base/webapps

# Prints whose property jetty.http.port is.
owner() {
  printf '%s\n' "$@" >base/start.ini
  java -jar jetty-home-12.1.12/start.jar "jetty.base=$work/base" --list-config |
    awk '/^Properties:/ {owner = $2} /jetty.http.port = 18080/ {print owner}'
}

properties=(jetty.http.host=127.0.0.1 jetty.http.port=18080)
{
  echo "http, properties: $(owner --module=http "${properties[@]}")"
  echo "http and ee10-deploy, properties: $(owner --module=http,ee10-deploy "${properties[@]}")"
  echo "properties, http and ee10-deploy: $(owner "${properties[@]}" --module=http,ee10-deploy)"
} | tee seen

diff - seen <<'EXPECTED' && exit 0 || exit 1
http, properties: Jetty
http and ee10-deploy, properties: ee10
properties, http and ee10-deploy: Jetty
EXPECTED
