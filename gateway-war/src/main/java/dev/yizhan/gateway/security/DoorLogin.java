package dev.yizhan.gateway.security;

import java.util.Optional;

/**
 * By what a consumer calls at a vendor's front door.
 *
 * @param door the vendor's name
 * @param user as the vendor's clients give it; unique at this door
 * @param hash of what they present as the secret
 * @param callKey with which the vendor's clients encrypt their calls; a secret
 * @param balanceChannel the channel whose account's balance is the answer to a balance query; empty
 *     for the consumer's remaining quota
 */
public record DoorLogin(
    String door,
    String user,
    Consumer consumer,
    PasswordHash hash,
    Optional<String> callKey,
    Optional<String> balanceChannel) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "DoorLogin[" + door + ", " + consumer.name() + "]";
  }
}
