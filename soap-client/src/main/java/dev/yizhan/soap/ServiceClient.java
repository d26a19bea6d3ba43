package dev.yizhan.soap;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Parameter;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorHttp;
import java.util.List;
import java.util.function.Function;

/** One service over one binding. Thread-safe. */
final class ServiceClient implements AutoCloseable {

  /**
   * What tells one service from another.
   *
   * @param contract its generated interface
   * @param wsdl the resource that describes it
   * @param path of its SOAP endpoint
   * @param forms how it takes plain forms
   */
  record Kind(Class<?> contract, String wsdl, String path, FormCalls.Dialect forms) {}

  private final Calls calls;
  private final AutoCloseable transport;

  private ServiceClient(
      Kind kind, ServiceSettings settings, Transport transport, AutoCloseable owned) {
    this.calls =
        settings.binding().isSoap()
            ? new SoapCalls(kind, settings, transport)
            : new FormCalls(settings, kind.forms(), transport);
    this.transport = owned;
  }

  /** With connections of its own. */
  static ServiceClient open(Kind kind, ServiceSettings settings) {
    VendorHttp http = VendorHttp.open(settings.http());
    try {
      return new ServiceClient(kind, settings, http, http);
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
  }

  /** Over a way that the caller closes. */
  static ServiceClient over(Kind kind, ServiceSettings settings, Transport transport) {
    return new ServiceClient(kind, settings, transport, () -> {});
  }

  <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    return calls.call(operation, parameters, reader);
  }

  @Override
  public void close() {
    calls.close();
    try {
      transport.close();
    } catch (Exception e) {
      throw new IllegalStateException("A connection does not close", e);
    }
  }
}
