package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The decoded parameters of a request. Of several with one name, the first counts. */
public final class Form {

  /** Whether the case of parameter names counts. */
  public enum Names {
    /** As with the forms of .NET and ASP. */
    IN_ANY_CASE,
    /** As in XML, and with winnerlook. */
    AS_WRITTEN
  }

  private static final int FIRST_ESCAPED = 0x80;
  private static final int LAST_BYTE = 0xFF;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Names names;

  private Form(List<Parameter> parameters, Names names) {
    this.names = names;
    for (Parameter parameter : parameters) {
      values.putIfAbsent(key(parameter.name()), parameter.value());
    }
  }

  static Form of(RawRequest request, FormEncoding encoding, Names names) {
    return new Form(encoding.parameters(escaped(request.form())), names);
  }

  /** Scripts write the bytes of a text into a form as they are; Windows servers take that. */
  private static String escaped(String form) {
    if (form.chars().allMatch(character -> character < FIRST_ESCAPED)) {
      return form;
    }
    StringBuilder escaped = new StringBuilder(2 * form.length());
    form.chars()
        .forEach(
            character -> {
              if (character < FIRST_ESCAPED || character > LAST_BYTE) {
                escaped.append((char) character);
              } else {
                escaped.append('%').append(Integer.toHexString(character));
              }
            });
    return escaped.toString();
  }

  static Form of(List<Parameter> parameters) {
    return new Form(parameters, Names.AS_WRITTEN);
  }

  /** The value of a parameter, if the request has it. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(key(name)));
  }

  /** The value of a parameter; empty if the request does not have it. */
  public String get(String name) {
    return find(name).orElse("");
  }

  /** The value of a parameter, split at commas; no numbers if it is empty or missing. */
  public List<String> numbers(String name) {
    String list = get(name);
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  /** The values of the two parameters with such names. */
  public Login login(String user, String password) {
    return new Login(get(user), get(password));
  }

  private String key(String name) {
    return names == Names.AS_WRITTEN ? name : name.toLowerCase(Locale.ROOT);
  }
}
