package dev.yizhan.vendor.linkws;

import dev.yizhan.http.Binding;

/** Document 4 by SOAP 1.2. */
class LinkWsSoap12Test extends LinkWsContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_2;
  }
}
