package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDoorPostTest extends LinkWsDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_POST;
  }
}
