package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by GET of the asmx service. */
class LinkWsDomesticAsmxGetTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }

  @Override
  protected String form() {
    return "asmx";
  }
}
