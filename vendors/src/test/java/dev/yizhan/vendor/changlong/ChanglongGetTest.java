package dev.yizhan.vendor.changlong;

import dev.yizhan.http.Binding;

/** Document 3 by GET. */
class ChanglongGetTest extends ChanglongContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_GET;
  }
}
