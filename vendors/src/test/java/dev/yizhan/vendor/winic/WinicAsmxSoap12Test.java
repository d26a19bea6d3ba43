package dev.yizhan.vendor.winic;

import dev.yizhan.http.Binding;

/** Document 2 by SOAP 1.2. */
class WinicAsmxSoap12Test extends WinicAsmxContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_2;
  }
}
