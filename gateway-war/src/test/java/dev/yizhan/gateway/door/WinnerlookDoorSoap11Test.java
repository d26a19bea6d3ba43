package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinnerlookDoorSoap11Test extends WinnerlookDoorContract {

  @Override
  Binding binding() {
    return Binding.SOAP_1_1;
  }
}
