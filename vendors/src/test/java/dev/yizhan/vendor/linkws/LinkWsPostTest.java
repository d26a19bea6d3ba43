package dev.yizhan.vendor.linkws;

import dev.yizhan.http.Binding;

/** Document 4 by POST. */
class LinkWsPostTest extends LinkWsContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
