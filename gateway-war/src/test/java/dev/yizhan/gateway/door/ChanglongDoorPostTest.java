package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class ChanglongDoorPostTest extends ChanglongDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
