package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.http.Binding;

/** LinkWS's domestic interface by GET of the pages in GB2312. */
class LinkWsDomesticGetTest extends LinkWsDomesticContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }

  @Override
  protected String form() {
    return "gb2312";
  }
}
