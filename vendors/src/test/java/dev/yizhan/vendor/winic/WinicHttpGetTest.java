package dev.yizhan.vendor.winic;

import dev.yizhan.http.Binding;

/** Document 1 by GET. */
class WinicHttpGetTest extends WinicHttpContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }
}
