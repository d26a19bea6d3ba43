package dev.yizhan.vendor.linkws;

import dev.yizhan.soap.Binding;

/** Document 4 by GET. */
class LinkWsGetTest extends LinkWsContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }
}
