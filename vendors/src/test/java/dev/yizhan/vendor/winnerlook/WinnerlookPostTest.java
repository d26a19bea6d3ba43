package dev.yizhan.vendor.winnerlook;

import dev.yizhan.http.Binding;

/** Document 5 by POST. */
class WinnerlookPostTest extends WinnerlookContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
