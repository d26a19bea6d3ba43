package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request by name; names are told apart without regard to case, as .NET does.
 */
final class Form {

  private final Map<String, String> values = new LinkedHashMap<>();

  private Form(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      values.putIfAbsent(key(parameter.name()), parameter.value());
    }
  }

  static Form of(RawRequest request, FormEncoding encoding) {
    return new Form(encoding.parameters(request.form()));
  }

  static Form of(List<Parameter> parameters) {
    return new Form(parameters);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(key(name)));
  }

  String get(String name) {
    return find(name).orElse("");
  }

  List<String> numbers(String name) {
    String list = get(name);
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  Login login(String user, String password) {
    return new Login(get(user), get(password));
  }

  private static String key(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
