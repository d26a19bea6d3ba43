#!/bin/sh
# soap-mono.sh PORT: generates Report and Reply from $CALLBACK_WSDL, builds in a temporary directory, and runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wsdl -nologo -server "-out:$work/Contract.cs" "$CALLBACK_WSDL"
mcs "-out:$work/soap.exe" -r:System.Web.Services.dll "$here/Soap.cs" "$work/Contract.cs"
# Without exec, this shell would have to end it.
exec mono "$work/soap.exe" "$1"
