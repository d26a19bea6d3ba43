#!/bin/sh
# build.sh BASE OUTDIR: generates from BASE/sms?wsdl and compiles to OUTDIR/client.exe
# The generated class is for SOAP 1.1; its property SoapVersion switches it to SOAP 1.2.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
cd "$2"
wsdl -nologo -out:SmsGateway.cs "$1/sms?wsdl"
mcs -out:client.exe -r:System.Web.Services.dll "$here/Client.cs" SmsGateway.cs
