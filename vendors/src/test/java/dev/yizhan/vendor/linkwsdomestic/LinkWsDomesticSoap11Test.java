package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by SOAP 1.1. */
class LinkWsDomesticSoap11Test extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_1;
  }
}
