package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDomesticDoorGetTest extends LinkWsDomesticDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
