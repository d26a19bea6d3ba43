package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinnerlookDoorGetTest extends WinnerlookDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
