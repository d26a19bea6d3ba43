package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by POST to the asmx service. */
class LinkWsDomesticAsmxPostTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }

  @Override
  protected String form() {
    return "asmx";
  }
}
