package dev.yizhan.door;

/**
 * A send by POST, for people to try.
 *
 * @param path below the vendor's root
 * @param form the body, with everything that is not ASCII escaped
 */
public record ExampleCall(String path, String form) {

  /** Which number it is sent to. */
  public static final String NUMBER = "13800138000";

  /** What is sent, in full width a signature that all vendors accept. */
  public static final String TEXT = "您好【驿站】";

  /** Shows no password. */
  @Override
  public String toString() {
    return path;
  }
}
