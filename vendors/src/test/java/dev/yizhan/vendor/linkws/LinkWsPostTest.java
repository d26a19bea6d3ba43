package dev.yizhan.vendor.linkws;

import dev.yizhan.soap.Binding;

/** Document 4 by POST. */
class LinkWsPostTest extends LinkWsContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
