package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDomesticDoorPostTest extends LinkWsDomesticDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
