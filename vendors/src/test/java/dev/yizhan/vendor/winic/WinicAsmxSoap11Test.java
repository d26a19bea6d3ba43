package dev.yizhan.vendor.winic;

import dev.yizhan.http.Binding;

/** Document 2 by SOAP 1.1. */
class WinicAsmxSoap11Test extends WinicAsmxContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_1;
  }
}
