#!/usr/bin/env bash
# Debian's NuSOAP takes an address and does not use it: its constructors are no constructors in Debian's PHP.
#
# Version   NuSOAP 0.9.5 (Debian 12, libnusoap-php 0.9.5-3.1), PHP 8.2 (Debian 12, php8.2-cli)
# Input     new nusoap_client(ADDRESS, 'wsdl') and one call, as in the package's own examples.
# Expected  A call, or, from a package that cannot work with the distribution's PHP, an error that says so.
# Seen      The object is made without an error or a warning. Its address is null, getError() is false. The first call
#           returns false with "no transport found": the methods named as their class, which were constructors up to
#           PHP 7, are ordinary methods in PHP 8 and are never called.
# Needs     Debian 12 with apt-get and dpkg (apt-get update once before), and PHP 8 on the command line. Exits with 1
#           when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  command -v php
  apt-get download libnusoap-php=0.9.5-3.1
  dpkg -x libnusoap-php_*.deb root
} >log 2>&1 || { cat log >&2; exit 2; }

cat >client.php <<'PHP'
<?php
require 'root/usr/share/php/nusoap/nusoap.php';
$client = new nusoap_client('http://127.0.0.1/sms?wsdl', 'wsdl');
echo 'after new: error ', json_encode($client->getError()), ', address ', json_encode($client->endpoint), "\n";
$answer = $client->call('Send', ['text' => 'hello']);
echo 'after call: ', json_encode($answer), ', error ', $client->getError(), "\n";
PHP
php -d display_errors=stderr -d error_reporting=-1 client.php 2>>log >seen || { cat log >&2; exit 2; }
# How often PHP mentions constructors while it reads the package and makes the object.
grep -ciE 'constructor' log >>seen || true

cat >expected <<'END'
after new: error false, address null
after call: false, error no transport found, or selected transport is not yet supported!
0
END
cat seen
diff -u expected seen
