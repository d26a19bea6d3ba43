package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class ChanglongDoorGetTest extends ChanglongDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
