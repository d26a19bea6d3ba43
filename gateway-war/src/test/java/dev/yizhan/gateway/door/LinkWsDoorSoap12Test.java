package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDoorSoap12Test extends LinkWsDoorContract {

  @Override
  Binding binding() {
    return Binding.SOAP_1_2;
  }
}
