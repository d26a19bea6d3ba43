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
    return with(
        address,
        of.secrets(),
        of.maxWait(),
        of.repeats(),
        of.acknowledgePause(),
        of.registration());
  }

  OpenDoor plainHttp(boolean allowed) {
    return secrets(new OpenDoor.Secrets(allowed, of.secrets().inUrl()));
  }

  OpenDoor secretsInUrl(boolean allowed) {
    return secrets(new OpenDoor.Secrets(of.secrets().overPlainHttp(), allowed));
  }

  private OpenDoor secrets(OpenDoor.Secrets secrets) {
    return with(
        of.publicAddress(),
        secrets,
        of.maxWait(),
        of.repeats(),
        of.acknowledgePause(),
        of.registration());
  }

  OpenDoor maxWait(Duration wait) {
    return with(
        of.publicAddress(),
        of.secrets(),
        wait,
        of.repeats(),
        of.acknowledgePause(),
        of.registration());
  }

  OpenDoor repeats(OpenDoor.Repeats repeats) {
    return with(
        of.publicAddress(),
        of.secrets(),
        of.maxWait(),
        repeats,
        of.acknowledgePause(),
        of.registration());
  }

  OpenDoor acknowledgePause(Duration pause) {
    return with(
        of.publicAddress(), of.secrets(), of.maxWait(), of.repeats(), pause, of.registration());
  }

  OpenDoor registration(Optional<OpenDoor.Registration> registration) {
    return with(
        of.publicAddress(),
        of.secrets(),
        of.maxWait(),
        of.repeats(),
        of.acknowledgePause(),
        registration);
  }

  private OpenDoor with(
      Optional<String> address,
      OpenDoor.Secrets secrets,
      Duration wait,
      OpenDoor.Repeats repeats,
      Duration pause,
      Optional<OpenDoor.Registration> registration) {
    return new OpenDoor(
        of.door(), address, secrets, wait, repeats, of.acknowledgement(), pause, registration);
  }
}
