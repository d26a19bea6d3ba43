package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinicHttpDoorGetTest extends WinicHttpDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
