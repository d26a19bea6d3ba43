package dev.yizhan.vendor.winnerlook;

import dev.yizhan.http.Binding;

/** Document 5 by SOAP 1.2. */
class WinnerlookSoap12Test extends WinnerlookContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_2;
  }
}
