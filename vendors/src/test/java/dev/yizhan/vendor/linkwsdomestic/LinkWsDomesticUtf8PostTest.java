package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by POST to the pages in UTF-8. */
class LinkWsDomesticUtf8PostTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }

  @Override
  protected String form() {
    return "utf-8";
  }
}
