package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operations and protocols as servlets. */
public final class VendorServlets {

  private VendorServlets() {}

  /**
   * Operations by forms, in the body of a POST or in the query of a GET.
   *
   * @param byPath each operation by its path, case-sensitive
   * @return one servlet, under each of the paths
   */
  public static Map<String, HttpServlet> forms(
      Map<String, Operation<Object>> byPath, FormDialect dialect) {
    return of(Protocol.forms(byPath, dialect), byPath);
  }

  /**
   * The addresses of a protocol.
   *
   * @param service carries out the operations, each at once
   * @return one servlet under each of the paths, which are in the servlet API's patterns
   */
  public static <S> Map<String, HttpServlet> of(Protocol<S> protocol, S service) {
    HttpServlet servlet = new ProtocolServlet<>(protocol, service);
    return protocol.patterns().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), pattern -> servlet));
  }
}
