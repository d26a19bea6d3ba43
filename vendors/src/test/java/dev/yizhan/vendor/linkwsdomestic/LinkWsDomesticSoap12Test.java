package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by SOAP 1.2. */
class LinkWsDomesticSoap12Test extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_2;
  }
}
