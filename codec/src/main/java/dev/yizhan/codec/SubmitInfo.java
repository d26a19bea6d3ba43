package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The {@code submitInfo} of winnerlook's encrypted commands: parameters, encrypted with the
 * account's password (document 5, 2.8 to 2.10; vendor-rules §§1, 6).
 *
 * <p>DES with a key of 32 known bits, and the same value as initialisation vector, is weak: it
 * protects against nobody and does not replace HTTPS.
 *
 * <p>The protocol has no escape for {@code &} in the encrypted text: in a message it would end the
 * parameter and inject another one. A message with one is refused ({@link #refusingAmpersands}) or
 * changed ({@link #wideningAmpersands}); a password with one is always refused. The text is in code
 * page 936.
 *
 * <pre>{@code
 * SubmitInfo.refusingAmpersands("123").query()     // "9ECD998D9F60F7965346EF832F706FD7"
 * SubmitInfo.wideningAmpersands("123").send("18616300000", "a&b", "101", "0")
 * }</pre>
 */
public final class SubmitInfo {

  private static final FullWidth AMPERSAND = FullWidth.of("&");

  private final String password;
  private final SubmitInfoKey key;
  private final FullWidth widened;

  private SubmitInfo(String password, FullWidth widened) {
    refuseAmpersand("userPass", requireNonNull(password, "password"));
    this.password = password;
    this.key = SubmitInfoKey.ofPassword(password);
    this.widened = widened;
  }

  /**
   * An {@code &} in a message is an error.
   *
   * @throws CodecException if the password contains an {@code &}
   */
  public static SubmitInfo refusingAmpersands(String password) {
    return new SubmitInfo(password, FullWidth.of(""));
  }

  /**
   * An {@code &} in a message is sent in full width, {@code ＆}.
   *
   * @throws CodecException if the password contains an {@code &}
   */
  public static SubmitInfo wideningAmpersands(String password) {
    return new SubmitInfo(password, AMPERSAND);
  }

  /**
   * The value for {@code sendMsgByEncrypt}.
   *
   * @param smsType {@code 101} as a rule
   * @param channel {@code 0} as a rule
   * @return hexadecimal digits in upper case
   * @throws CodecException if a value contains an {@code &}, or a character that code page 936
   *     lacks, with its index into that value
   */
  public String send(String number, String text, String smsType, String channel) {
    List<Parameter> parameters =
        List.of(
            new Parameter("userPass", password),
            new Parameter("DesNo", number),
            new Parameter("Msg", widened.widen(text)),
            new Parameter("smsType", smsType),
            new Parameter("Channel", channel));
    StringBuilder plain = new StringBuilder();
    for (Parameter parameter : parameters) {
      refuseAmpersand(parameter.name(), parameter.value());
      FormEncoding.GB2312.check(parameter.value()); // for the index into this value
      plain
          .append(plain.isEmpty() ? "" : "&")
          .append(parameter.name())
          .append('=')
          .append(parameter.value());
    }
    return encrypt(plain.toString());
  }

  /**
   * The value for {@code GetReport2ByEncrypt} and {@code GetMo2ByEncrypt}.
   *
   * @return hexadecimal digits in upper case
   */
  public String query() {
    return encrypt("userPass=" + password);
  }

  /**
   * Encrypts a text without changing it.
   *
   * @return hexadecimal digits in upper case
   * @throws CodecException if code page 936 lacks a character
   */
  public String encrypt(String plain) {
    return key.encrypt(plain);
  }

  /**
   * Decrypts a text.
   *
   * @param submitInfo hexadecimal digits in either case
   * @throws CodecException if it is no text that was encrypted with this password
   */
  public String decrypt(String submitInfo) {
    return key.decrypt(submitInfo);
  }

  /**
   * Decrypts the parameters, in order.
   *
   * @param submitInfo as for {@link SubmitInfoKey#parameters}
   * @throws CodecException as {@link #decrypt}
   */
  public List<Parameter> parameters(String submitInfo) {
    return key.parameters(submitInfo);
  }

  private static void refuseAmpersand(String name, String value) {
    int index = value.indexOf('&');
    if (index >= 0) {
      throw CodecException.at(index, "An & would end " + name);
    }
  }

  /** Contains nothing of the password. */
  @Override
  public String toString() {
    return "SubmitInfo";
  }
}
