package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinicAsmxDoorPostTest extends WinicAsmxDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
