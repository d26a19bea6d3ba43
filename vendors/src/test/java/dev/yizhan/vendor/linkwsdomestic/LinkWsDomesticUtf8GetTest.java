package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by GET of the pages in UTF-8. */
class LinkWsDomesticUtf8GetTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }

  @Override
  protected String form() {
    return "utf-8";
  }
}
