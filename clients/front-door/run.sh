#!/bin/sh
# run.sh STACK BASE USER PASSWORD VERSION
# Mono's client is generated from the front door's WSDL and built in a temporary directory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
stack=$1
shift
case $stack in
  php) exec php "$here/client.php" "$@" ;;
  zeep) exec /usr/bin/python3 "$here/client.py" "$@" ;;
  mono)
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cd "$work"
    wsdl -nologo -out:Service1.cs "$1/door/winic-asmx/service.asmx?WSDL" >&2
    mcs -out:client.exe -r:System.Web.Services.dll "$here/Client.cs" Service1.cs >&2
    mono client.exe "$@"
    ;;
esac
