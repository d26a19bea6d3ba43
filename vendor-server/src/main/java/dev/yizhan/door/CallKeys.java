package dev.yizhan.door;

/** The keys with which a vendor's clients encrypt their calls. */
public interface CallKeys {

  /** {@return the key that clients make from a password} */
  String of(String password);

  /** {@return the form of a key, for an operator: {@code 8 hexadecimal digits …}} */
  String form();

  /** {@return whether a text has that form} */
  boolean isOne(String text);
}
