#!/usr/bin/env bash
# libphonenumber takes a Chinese mobile number with five more digits before it for a valid one.
#
# Version   com.googlecode.libphonenumber:libphonenumber 9.0.43, JDK 17
# Input     numbers with region CN: parse, isValidNumber, format as E.164.
# Expected  12345 13800138000 is no number: sixteen digits where a mobile number has eleven. After +86, where
#           nobody dials a carrier code, it is none even more certainly.
# Seen      Both are valid mobile numbers and become +8613800138000. The library's data has 11xxx, 12xxx and 179xx as
#           carrier codes, which parse() drops without a trace, after +86 as well. Only parseAndKeepRawInput() shows
#           it: its carrier code is 12345, the number of a public hotline.
#           Other digits are refused (13345 13800138000), and so is the same number with one digit more or less.
# Needs     JDK 17, Maven. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.googlecode.libphonenumber</groupId>
      <artifactId>libphonenumber</artifactId>
      <version>9.0.43</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >Numbers.java <<'JAVA'
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

class Numbers {
  public static void main(String[] arguments) throws Exception {
    PhoneNumberUtil util = PhoneNumberUtil.getInstance();
    for (String given :
        new String[] {
          "13800138000",
          "1234513800138000",
          "+861234513800138000",
          "1110013800138000",
          "1791113800138000",
          "1334513800138000",
          "123413800138000",
          "12345613800138000"
        }) {
      PhoneNumber number = util.parse(given, "CN");
      System.out.println(
          given
              + (util.isValidNumber(number)
                  ? " valid, " + util.getNumberType(number) + ", " + util.format(number, PhoneNumberFormat.E164)
                  : " not valid"));
    }
    System.out.println(
        "carrier code of 1234513800138000: "
            + util.parseAndKeepRawInput("1234513800138000", "CN").getPreferredDomesticCarrierCode());
  }
}
JAVA
java -cp "$(cat classpath)" Numbers.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
13800138000 valid, MOBILE, +8613800138000
1234513800138000 valid, MOBILE, +8613800138000
+861234513800138000 valid, MOBILE, +8613800138000
1110013800138000 valid, MOBILE, +8613800138000
1791113800138000 valid, MOBILE, +8613800138000
1334513800138000 not valid
123413800138000 not valid
12345613800138000 not valid
carrier code of 1234513800138000: 12345
END
cat seen
diff -u expected seen
