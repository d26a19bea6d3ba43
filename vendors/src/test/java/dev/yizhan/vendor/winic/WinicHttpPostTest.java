package dev.yizhan.vendor.winic;

import dev.yizhan.http.Binding;

/** Document 1 by POST. */
class WinicHttpPostTest extends WinicHttpContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
