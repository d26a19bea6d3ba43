package dev.yizhan.gateway.door;

import dev.yizhan.http.Binding;

class LinkWsDoorGetTest extends LinkWsDoorContract {

  @Override
  Binding binding() {
    return Binding.HTTP_GET;
  }
}
