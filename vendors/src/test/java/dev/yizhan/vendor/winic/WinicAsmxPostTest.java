package dev.yizhan.vendor.winic;

import dev.yizhan.http.Binding;

/** Document 2 by POST. */
class WinicAsmxPostTest extends WinicAsmxContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
