package dev.yizhan.vendor.winic;

import dev.yizhan.soap.Binding;

/** Document 2 by POST. */
class WinicAsmxPostTest extends WinicAsmxContract {

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }
}
