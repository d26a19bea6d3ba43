#!/usr/bin/env bash
# SOAP::Lite gives the same element another XML Schema type for each value, and sends Chinese text as Base64.
#
# Version   SOAP::Lite 1.27 (Debian 12, libsoap-lite-perl 1.27-3)
# Input     one named element, SOAP::Data->name(text => VALUE), with eight values. All are Perl strings.
# Expected  A string goes out as xsd:string with its characters, whatever they are: the document is UTF-8.
# Seen      The characters decide. A text with one character outside ASCII is xsd:base64Binary, and the content of the
#           element is the Base64 of its UTF-8 bytes. A mobile number is xsd:long, with "0" before it xsd:string, and a
#           verification code is xsd:string or xsd:int depending on its first digit. An id of 20 digits is xsd:float.
#           A server that looks at the content and not at xsi:type takes the Base64 for the text.
#           With ->type('string') the same value goes out as its characters.
# Needs     Debian 12 with apt-get, dpkg and Perl (apt-get update once before). Exits with 1 when the behaviour has
#           changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  apt-get download libsoap-lite-perl=1.27-3 libclass-inspector-perl libio-sessiondata-perl \
    libscalar-list-utils-perl liburi-perl libwww-perl libhttp-message-perl libhttp-date-perl liblwp-mediatypes-perl \
    libencode-locale-perl libxml-parser-perl libtask-weaken-perl libtimedate-perl
  for package in *.deb; do dpkg -x "$package" root; done
} >log 2>&1 || { cat log >&2; exit 2; }

cat >types.pl <<'PERL'
use strict;
use warnings;
use utf8;
use SOAP::Lite;

binmode STDOUT, ':encoding(UTF-8)';

sub element {
    my ($label, $data) = @_;
    my ($type, $content) = SOAP::Serializer->new->serialize($data) =~ /<text\b[^>]*xsi:type="([^"]*)"[^>]*>([^<]*)</
        or die "no element text\n";
    printf "%s -> %s %s\n", $label, $type, $content;
}

for my $value ('hello', '您好', '13800138000', '013800138000', '246810', '046810', '12345678901234567890', '1.10') {
    element($value, SOAP::Data->name(text => $value));
}
element("您好, ->type('string')", SOAP::Data->name(text => '您好')->type('string'));
PERL
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*/perl5/5.*) perl types.pl >seen 2>>log || { cat log >&2; exit 2; }

cat >expected <<'END'
hello -> xsd:string hello
您好 -> xsd:base64Binary 5oKo5aW9
13800138000 -> xsd:long 13800138000
013800138000 -> xsd:string 013800138000
246810 -> xsd:int 246810
046810 -> xsd:string 046810
12345678901234567890 -> xsd:float 12345678901234567890
1.10 -> xsd:float 1.10
您好, ->type('string') -> xsd:string 您好
END
cat seen
diff -u expected seen
