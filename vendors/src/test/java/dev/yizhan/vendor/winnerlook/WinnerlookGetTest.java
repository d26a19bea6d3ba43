package dev.yizhan.vendor.winnerlook;

import dev.yizhan.http.Binding;

/** Document 5 by GET. */
class WinnerlookGetTest extends WinnerlookContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }
}
