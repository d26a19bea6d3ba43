package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.internal.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The key of winnerlook's encrypted commands, for whoever receives them and does not have the
 * password (document 5, 2.8 to 2.10; vendor-rules §6). It is as secret as the password: a text that
 * it encrypts contains the password.
 *
 * <pre>{@code
 * SubmitInfoKey.of("40BD0015").decrypt("9ECD998D9F60F7965346EF832F706FD7")   // "userPass=123"
 * }</pre>
 */
public final class SubmitInfoKey {

  private static final Pattern FORM = Pattern.compile("[0-9A-F]{8}");

  private final WeakDes des;

  private SubmitInfoKey(String key) {
    this.des = new WeakDes(key);
  }

  /**
   * Reads a key.
   *
   * @param key as {@link WeakHash#desKey} returns it
   * @throws CodecException if it is not eight hexadecimal digits in upper case
   */
  public static SubmitInfoKey of(String key) {
    if (!FORM.matcher(requireNonNull(key, "key")).matches()) {
      throw CodecException.at(0, "A key is 8 hexadecimal digits in upper case");
    }
    return new SubmitInfoKey(key);
  }

  /** The key that is made from a password. */
  public static SubmitInfoKey ofPassword(String password) {
    return new SubmitInfoKey(WeakHash.desKey(password));
  }

  String encrypt(String plain) {
    return des.encrypt(FormEncoding.GB2312.bytes(plain));
  }

  /**
   * Decrypts a text.
   *
   * @param submitInfo hexadecimal digits in either case
   * @throws CodecException if it is no text that was encrypted with this key
   */
  public String decrypt(String submitInfo) {
    return FormEncoding.GB2312.text(des.decrypt(submitInfo));
  }

  /**
   * Decrypts the parameters, in order.
   *
   * @param submitInfo hexadecimal digits in either case; a message that contains an {@code &} ends
   *     there
   * @throws CodecException as {@link #decrypt}
   */
  public List<Parameter> parameters(String submitInfo) {
    List<Parameter> parameters = new ArrayList<>();
    String plain = decrypt(submitInfo);
    int start = 0;
    while (start < plain.length()) {
      int end = plain.indexOf('&', start);
      end = end < 0 ? plain.length() : end;
      int equals = Span.find(plain, "=", start, end);
      boolean named = equals >= 0;
      parameters.add(
          new Parameter(
              plain.substring(start, named ? equals : end),
              named ? plain.substring(equals + 1, end) : ""));
      start = end + 1;
    }
    return List.copyOf(parameters);
  }

  /** Contains nothing of the key. */
  @Override
  public String toString() {
    return "SubmitInfoKey";
  }
}
