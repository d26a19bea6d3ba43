package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinicAsmxDoorGetTest extends WinicAsmxDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
