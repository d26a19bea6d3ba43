package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinicHttpDoorPostTest extends WinicHttpDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
