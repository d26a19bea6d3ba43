package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Operations as servlets. */
public final class VendorServlets {

  private VendorServlets() {}

  /**
   * Operations by forms, in the body of a POST or in the query of a GET.
   *
   * @param byPath each operation by its path, case-sensitive
   * @return one servlet, under each of the paths
   */
  public static Map<String, HttpServlet> forms(Map<String, Operation> byPath, FormDialect dialect) {
    HttpServlet servlet = new FormServlet(byPath, dialect);
    Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    byPath.keySet().forEach(path -> servlets.put(path, servlet));
    return servlets;
  }

  /** An asmx service: SOAP at its own path, forms at {@code /Operation} after it. */
  static HttpServlet asmx(Map<String, Operation> operations, String wsdl, String unreadable) {
    return asmx(operations, wsdl, FormDialect.asmx(unreadable));
  }

  /** The same with forms of another dialect. */
  static HttpServlet asmx(Map<String, Operation> operations, String wsdl, FormDialect forms) {
    return new SoapServlet(operations, wsdl, Optional.of(new FormServlet(Map.of(), forms)));
  }

  static HttpServlet soap(Map<String, Operation> operations, String wsdl) {
    return new SoapServlet(operations, wsdl, Optional.empty());
  }

  /** The same operations, each by its path. */
  static Map<String, Operation> byPath(
      String prefix, Map<String, Operation> operations, String suffix) {
    Map<String, Operation> byPath = new LinkedHashMap<>();
    operations.forEach((name, operation) -> byPath.put(prefix + name + suffix, operation));
    return byPath;
  }
}
