package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request by name. */
final class Form {

  /** Whether names are told apart by case. */
  enum Names {
    /** As .NET and ASP do it with forms. */
    IN_ANY_CASE,
    /** As XML has it, and winnerlook. */
    AS_WRITTEN
  }

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Names names;

  private Form(List<Parameter> parameters, Names names) {
    this.names = names;
    for (Parameter parameter : parameters) {
      values.putIfAbsent(key(parameter.name()), parameter.value());
    }
  }

  static Form of(RawRequest request, FormEncoding encoding, Names names) {
    return new Form(encoding.parameters(request.form()), names);
  }

  static Form of(List<Parameter> parameters) {
    return new Form(parameters, Names.AS_WRITTEN);
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

  private String key(String name) {
    return names == Names.AS_WRITTEN ? name : name.toLowerCase(java.util.Locale.ROOT);
  }
}
