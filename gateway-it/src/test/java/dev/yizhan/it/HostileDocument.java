package dev.yizhan.it;

/** Documents that cost a careless reader memory, time or a secret; each with its fault. */
enum HostileDocument {
  ENTITY_EXPANSION("NOT_WELL_FORMED") {
    @Override
    String body() {
      StringBuilder dtd = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
      for (int i = 1; i < 30; i++) {
        dtd.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
      }
      return dtd + "]>" + Soap.SOAP_11.envelope(ProxiedGateway.send("&e29;", ""));
    }
  },
  EXTERNAL_ENTITY("NOT_WELL_FORMED") {
    @Override
    String body() {
      return "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
          + Soap.SOAP_11.envelope(ProxiedGateway.send("&e;", ""));
    }
  },
  EXTERNAL_DTD("NOT_WELL_FORMED") {
    @Override
    String body() {
      return "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">"
          + Soap.SOAP_11.envelope(ProxiedGateway.send("13900139000", ""));
    }
  },
  DEEP_BODY("NOT_WELL_FORMED") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(
          ProxiedGateway.send("13900139000", "<a>".repeat(50_000) + "</a>".repeat(50_000)));
    }
  },
  DEEP_HEADER("REQUEST_TOO_LARGE") {
    @Override
    String body() {
      return Soap.SOAP_11
          .envelope(ProxiedGateway.send("13900139000", ""))
          .replace(
              "<soap:Body>",
              "<soap:Header>"
                  + "<a>".repeat(50_000)
                  + "</a>".repeat(50_000)
                  + "</soap:Header><soap:Body>");
    }
  },
  MANY_ATTRIBUTES("NOT_WELL_FORMED") {
    @Override
    String body() {
      StringBuilder attributes = new StringBuilder();
      for (int i = 0; i < 50_000; i++) {
        attributes.append(" a").append(i).append("=\"\"");
      }
      return Soap.SOAP_11.envelope(ProxiedGateway.send("13900139000", "<a" + attributes + "/>"));
    }
  },
  HUGE_ATTRIBUTE("NOT_WELL_FORMED") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(
          ProxiedGateway.send("13900139000", "<a a=\"" + "x".repeat(900_000) + "\"/>"));
    }
  },
  MANY_ELEMENTS("NOT_WELL_FORMED") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(ProxiedGateway.send("13900139000", "<a/>".repeat(250_000)));
    }
  },
  DUPLICATE_ID("INVALID_REQUEST") {
    @Override
    String body() {
      return referringTo("<m id=\"a\">x</m><m id=\"a\">y</m>");
    }
  },
  CIRCULAR_REFERENCE("INVALID_REQUEST") {
    @Override
    String body() {
      return referringTo("<m id=\"a\" href=\"#b\"/><m id=\"b\" href=\"#a\"/>");
    }
  },
  REFERENCE_EXPANSION("INVALID_REQUEST") {
    @Override
    String body() {
      StringBuilder references = new StringBuilder();
      for (int i = 0; i < 9; i++) {
        references
            .append("<m id=\"a%d\">".formatted(i))
            .append("<item href=\"#a%d\"/>".formatted(i + 1).repeat(20))
            .append("</m>");
      }
      return Soap.SOAP_11.envelope(
          "<Send xmlns=\"urn:yizhan:sms:1\"><recipient href=\"#a0\"/><text>x</text></Send>"
              + references
              + "<m id=\"a9\">13900139000</m>");
    }
  },
  REPEATED_REFERENCE("INVALID_REQUEST") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(
          "<SendIndividual xmlns=\"urn:yizhan:sms:1\">"
              + "<message href=\"#a\"/>".repeat(40_000)
              + "</SendIndividual><m id=\"a\"><recipient>13900139000</recipient><text href=\"#t\"/>"
              + "</m><m id=\"t\">"
              + "x".repeat(40_000)
              + "</m>");
    }
  },
  REPEATED_REFERENCE_TO_EMPTY_ELEMENTS("INVALID_REQUEST") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(
          "<SendIndividual xmlns=\"urn:yizhan:sms:1\">"
              + "<message href=\"#a\"/>".repeat(16_600)
              + "</SendIndividual><m id=\"a\"><recipient>13900139000</recipient><text>x</text>"
              + "<reference/>".repeat(50_000)
              + "</m>");
    }
  },
  TIME_WITH_COMMENTS("INVALID_REQUEST") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope(
          "<Send xmlns=\"urn:yizhan:sms:1\"><recipient>13900139000</recipient><text>x</text>"
              + "<sendAt>2030-01-01T00:00:00."
              + ("1".repeat(60) + "<!---->").repeat(14_000)
              + "Z</sendAt></Send>");
    }
  },
  LARGE_BODY("REQUEST_TOO_LARGE") {
    @Override
    String body() {
      return Soap.SOAP_11.envelope("<!--" + "x".repeat(2 << 20) + "-->");
    }
  };

  private final String code;

  HostileDocument(String code) {
    this.code = code;
  }

  int status() {
    return code.equals("REQUEST_TOO_LARGE") ? 413 : 500;
  }

  String code() {
    return code;
  }

  abstract String body();

  private static String referringTo(String elements) {
    return Soap.SOAP_11.envelope(
        "<Send xmlns=\"urn:yizhan:sms:1\"><recipient>13900139000</recipient><text href=\"#a\"/>"
            + "</Send>"
            + elements);
  }
}
