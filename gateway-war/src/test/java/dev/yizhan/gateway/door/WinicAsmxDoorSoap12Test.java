package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinicAsmxDoorSoap12Test extends WinicAsmxDoorContract {

  @Override
  Binding binding() {
    return Binding.SOAP_1_2;
  }
}
