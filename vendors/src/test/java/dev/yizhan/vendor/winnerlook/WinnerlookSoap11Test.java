package dev.yizhan.vendor.winnerlook;

import dev.yizhan.http.Binding;

/** Document 5 by SOAP 1.1. */
class WinnerlookSoap11Test extends WinnerlookContract {

  @Override
  protected Binding binding() {
    return Binding.SOAP_1_1;
  }
}
