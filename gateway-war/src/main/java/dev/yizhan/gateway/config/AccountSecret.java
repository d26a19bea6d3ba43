package dev.yizhan.gateway.config;

import dev.yizhan.door.CallKeys;
import dev.yizhan.door.Door;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.security.LoginSecret;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import java.util.Optional;

/** The password of a vendor's account, which the gateway itself may have changed. */
final class AccountSecret implements LoginSecret {

  /** Hashing takes long on purpose, and another salt would forget that a login was verified. */
  private record Hashed(String password, PasswordHash hash) {}

  private final Door door;
  private final VendorConnection connection;
  private volatile Hashed latest;

  AccountSecret(Door door, VendorConnection connection) {
    this.door = door;
    this.connection = connection;
    this.latest = hashed(connection.password());
  }

  private Hashed hashed(String password) {
    return new Hashed(password, PasswordHashes.of(door.presented(password)));
  }

  boolean isOf(Door other, VendorConnection otherConnection) {
    return door.name().equals(other.name()) && connection == otherConnection;
  }

  @Override
  public PasswordHash hash() {
    String password = connection.password();
    Hashed hashed = latest;
    return hashed.password().equals(password) ? hashed.hash() : rehash(password);
  }

  private synchronized PasswordHash rehash(String password) {
    if (!latest.password().equals(password)) {
      latest = hashed(password);
    }
    return latest.hash();
  }

  @Override
  public Optional<String> callKey() {
    return door.callKeys().map((CallKeys keys) -> keys.of(connection.password()));
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "AccountSecret";
  }
}
