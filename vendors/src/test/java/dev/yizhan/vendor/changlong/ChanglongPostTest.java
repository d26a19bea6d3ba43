package dev.yizhan.vendor.changlong;

import dev.yizhan.http.Binding;

/** Document 3 by POST. */
class ChanglongPostTest extends ChanglongContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
