package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The vendors' services as servlets, each under the paths at which the vendor has it. */
public final class VendorServlets {

  /** Where a request holds the code that is answered in place of what the operation says. */
  public static final String CODE = Operation.CODE;

  private VendorServlets() {}

  /**
   * winic's HTTP service (document 1).
   *
   * @param service what stands behind it
   * @return the servlets by path
   */
  public static Map<String, HttpServlet> winicHttp(WinicService service) {
    return pages(
        WinicOperations.pages(service), FormServlet.Dialect.pages(WinicOperations.UNREADABLE));
  }

  /**
   * winic's asmx service (document 2).
   *
   * @param service what stands behind it
   * @return the servlets by path
   */
  public static Map<String, HttpServlet> winicAsmx(WinicService service) {
    Map<String, Operation> operations = WinicOperations.asmx(service);
    FormServlet forms =
        new FormServlet(Map.of(), FormServlet.Dialect.asmx(WinicOperations.UNREADABLE));
    HttpServlet servlet = new SoapServlet(operations, "winic-service.wsdl", Optional.of(forms));
    return Map.of("/service.asmx/*", servlet);
  }

  /**
   * changlong's pages (document 3).
   *
   * @param service what stands behind them
   * @return the servlets by path
   */
  public static Map<String, HttpServlet> changlong(ChanglongService service) {
    return pages(
        ChanglongOperations.pages(service),
        FormServlet.Dialect.pages(ChanglongOperations.UNREADABLE));
  }

  /**
   * LinkWS (document 4): the asmx service and the pages.
   *
   * @param service what stands behind them
   * @return the servlets by path
   */
  public static Map<String, HttpServlet> linkWs(LinkWsService service) {
    Map<String, Operation> operations = LinkWsOperations.all(service);
    Map<String, Operation> byPath = new LinkedHashMap<>();
    operations.forEach((name, operation) -> byPath.put("/sdk2/" + name + ".aspx", operation));
    Map<String, HttpServlet> servlets =
        new LinkedHashMap<>(pages(byPath, FormServlet.Dialect.pages(LinkWsOperations.UNREADABLE)));
    FormServlet forms =
        new FormServlet(Map.of(), FormServlet.Dialect.asmx(LinkWsOperations.UNREADABLE));
    servlets.put(
        "/sdk2/LinkWS.asmx/*", new SoapServlet(operations, "linkws.wsdl", Optional.of(forms)));
    return servlets;
  }

  /**
   * winnerlook's trigger service (document 5).
   *
   * @param service what stands behind it
   * @return the servlets by path
   */
  public static Map<String, HttpServlet> winnerlook(WinnerlookService service) {
    Map<String, Operation> operations = WinnerlookOperations.all(service);
    Map<String, Operation> byPath = new LinkedHashMap<>();
    operations.forEach(
        (name, operation) -> byPath.put("/winnerrxd/api/trigger/" + name, operation));
    Map<String, HttpServlet> servlets =
        new LinkedHashMap<>(
            pages(byPath, FormServlet.Dialect.strings(WinnerlookOperations.UNREADABLE)));
    servlets.put(
        "/winnerrxd/api/ws/trigger",
        new SoapServlet(operations, "winnerlook-trigger.wsdl", Optional.empty()));
    return servlets;
  }

  private static Map<String, HttpServlet> pages(
      Map<String, Operation> byPath, FormServlet.Dialect dialect) {
    HttpServlet servlet = new FormServlet(byPath, dialect);
    Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    byPath.keySet().forEach(path -> servlets.put(path, servlet));
    return servlets;
  }
}
