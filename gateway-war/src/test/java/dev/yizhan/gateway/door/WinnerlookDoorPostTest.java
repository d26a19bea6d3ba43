package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class WinnerlookDoorPostTest extends WinnerlookDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
