package dev.yizhan.sandbox.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The addresses of a vendor's service: paths, transports, charsets, and the grammar of the answers.
 * It knows nothing about messages and accounts; that is the service's part.
 *
 * @param <S> what carries out the operations
 */
public final class Protocol<S> {

  private static final String BELOW = "/*";

  private final Map<String, Endpoint<S>> byPattern;

  Protocol(Map<String, Endpoint<S>> byPattern) {
    this.byPattern = new LinkedHashMap<>(byPattern);
  }

  /** Pages with forms, in the body of a POST or in the query of a GET. */
  static <S> Protocol<S> forms(Map<String, Operation<S>> byPath, FormDialect dialect) {
    Map<String, Endpoint<S>> endpoints = new LinkedHashMap<>();
    byPath.forEach(
        (path, operation) -> endpoints.put(path, new FormEndpoint<>(operation, dialect)));
    return new Protocol<>(endpoints);
  }

  /** An asmx service: SOAP at its own path, forms at {@code /Operation} after it. */
  static <S> Protocol<S> asmx(
      String path, Map<String, Operation<S>> operations, String wsdl, FormDialect forms) {
    return new Protocol<>(
        Map.of(path + BELOW, new SoapEndpoint<>(path, operations, wsdl, Optional.of(forms))));
  }

  /** A service by SOAP alone. */
  static <S> Protocol<S> soap(String path, Map<String, Operation<S>> operations, String wsdl) {
    return new Protocol<>(
        Map.of(path, new SoapEndpoint<>(path, operations, wsdl, Optional.empty())));
  }

  /** The same operations, each by its path. */
  static <S> Map<String, Operation<S>> byPath(
      String prefix, Map<String, Operation<S>> operations, String suffix) {
    Map<String, Operation<S>> byPath = new LinkedHashMap<>();
    operations.forEach((name, operation) -> byPath.put(prefix + name + suffix, operation));
    return byPath;
  }

  /** These addresses, and those of another protocol of the service. */
  Protocol<S> and(Protocol<S> other) {
    Map<String, Endpoint<S>> all = new LinkedHashMap<>(byPattern);
    all.putAll(other.byPattern);
    return new Protocol<>(all);
  }

  /** The same addresses, whose operations are carried out by what another service stands for. */
  public <T> Protocol<T> on(Function<T, S> service) {
    Map<String, Endpoint<T>> endpoints = new LinkedHashMap<>();
    byPattern.forEach((pattern, endpoint) -> endpoints.put(pattern, endpoint.on(service)));
    return new Protocol<>(endpoints);
  }

  /**
   * Answers a request, if there is anything at its path. As at the vendors' Windows servers, the
   * case of a path does not count where two paths do not differ by it.
   *
   * @return fails if the service does
   */
  public Optional<CompletionStage<HttpAnswer>> answer(HttpCall call, S service) {
    return answer(
        call, (operation, form) -> operation.answerer().answer(service, form, call.request()));
  }

  Optional<CompletionStage<HttpAnswer>> answer(HttpCall call, Endpoint.Performer<S> performer) {
    String path = call.request().path();
    return find(path, Function.identity())
        .or(() -> find(path, text -> text.toLowerCase(Locale.ROOT)))
        .map(found -> found.endpoint().answer(call, found.rest(), performer));
  }

  private record Found<S>(Endpoint<S> endpoint, String rest) {}

  private Optional<Found<S>> find(String path, Function<String, String> key) {
    String wanted = key.apply(path);
    for (Map.Entry<String, Endpoint<S>> each : byPattern.entrySet()) {
      String pattern = key.apply(each.getKey());
      if (pattern.equals(wanted)) {
        return Optional.of(new Found<>(each.getValue(), ""));
      }
      if (pattern.endsWith(BELOW)) {
        String own = pattern.substring(0, pattern.length() - BELOW.length());
        if (wanted.equals(own) || wanted.startsWith(own + "/")) {
          String rest = path.substring(own.length());
          return Optional.of(new Found<>(each.getValue(), rest.isEmpty() ? "" : rest.substring(1)));
        }
      }
    }
    return Optional.empty();
  }

  /** The paths, in the servlet API's patterns. */
  Set<String> patterns() {
    return byPattern.keySet();
  }
}
