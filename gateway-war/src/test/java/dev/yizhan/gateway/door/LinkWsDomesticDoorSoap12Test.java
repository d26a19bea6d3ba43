package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDomesticDoorSoap12Test extends LinkWsDomesticDoorContract {

  @Override
  Binding binding() {
    return Binding.SOAP_1_2;
  }
}
