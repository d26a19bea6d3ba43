package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by POST to the pages in GB2312. */
class LinkWsDomesticPostTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }

  @Override
  protected String form() {
    return "gb2312";
  }
}
