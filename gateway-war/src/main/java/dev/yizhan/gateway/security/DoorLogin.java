package dev.yizhan.gateway.security;

import java.util.Optional;

/**
 * By what a consumer calls at a vendor's front door.
 *
 * @param door the vendor's name
 * @param user as the vendor's clients give it; unique at this door
 * @param secret what they prove themselves by
 * @param balanceChannel the channel whose account's balance is the answer to a balance query; empty
 *     for the consumer's remaining quota
 * @param changeableAccount the vendor's account whose password its clients may change
 */
public record DoorLogin(
    String door,
    String user,
    Consumer consumer,
    LoginSecret secret,
    Optional<String> balanceChannel,
    Optional<String> changeableAccount) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "DoorLogin[" + door + ", " + consumer.name() + "]";
  }
}
