#!/bin/sh
# build.sh BASE OUTDIR: generates from BASE/sms?wsdl and compiles to OUTDIR/client
# wsdl2h reports that it merges the bindings into one service. That is intended: they differ in the SOAP version only,
# which the program selects.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
cd "$2"
# -P: no common base class. -j: a proxy class. -C: for clients only. -x: no sample messages.
wsdl2h -g -P -o sms.h "$1/sms?wsdl"
# -1: SOAP 1.1, only for its namespace table.
soapcpp2 -1 -j -C -x -w sms.h
mv SmsGatewaySoap.nsmap SmsGatewaySoap11.nsmap
soapcpp2 -j -C -x -w sms.h
c++ -std=c++11 -O1 -I. -o client "$here/client.cpp" soapC.cpp soapSmsGatewaySoapProxy.cpp -lgsoap++
