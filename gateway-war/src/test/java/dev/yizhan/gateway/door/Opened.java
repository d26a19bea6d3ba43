package dev.yizhan.gateway.door;

import java.time.Duration;
import java.util.Optional;

/** Changes one setting of a front door. */
record Opened(OpenDoor of) {

  static Opened of(OpenDoor open) {
    return new Opened(open);
  }

  OpenDoor publicAddress(String address) {
    return publicAddress(Optional.of(address));
  }

  OpenDoor publicAddress(Optional<String> address) {
    return with(address, of.plainHttp(), of.secretsInUrl(), of.maxWait(), of.repeats());
  }

  OpenDoor plainHttp(boolean allowed) {
    return with(of.publicAddress(), allowed, of.secretsInUrl(), of.maxWait(), of.repeats());
  }

  OpenDoor secretsInUrl(boolean allowed) {
    return with(of.publicAddress(), of.plainHttp(), allowed, of.maxWait(), of.repeats());
  }

  OpenDoor maxWait(Duration wait) {
    return with(of.publicAddress(), of.plainHttp(), of.secretsInUrl(), wait, of.repeats());
  }

  OpenDoor repeats(OpenDoor.Repeats repeats) {
    return with(of.publicAddress(), of.plainHttp(), of.secretsInUrl(), of.maxWait(), repeats);
  }

  private OpenDoor with(
      Optional<String> address,
      boolean plainHttp,
      boolean secretsInUrl,
      Duration wait,
      OpenDoor.Repeats repeats) {
    return new OpenDoor(
        of.door(),
        address,
        plainHttp,
        secretsInUrl,
        wait,
        repeats,
        of.acknowledgement(),
        of.acknowledgePause());
  }
}
