package dev.yizhan.soap;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorHttp;
import java.util.List;
import java.util.function.Function;

/** One service over one binding. Thread-safe. */
final class ServiceClient implements AutoCloseable {

  private final Calls calls;
  private final Runnable release;

  private ServiceClient(Calls calls, Runnable release) {
    this.calls = calls;
    this.release = release;
  }

  /** With connections of its own. */
  static ServiceClient open(ServiceKind kind, ServiceSettings settings) {
    VendorHttp http = VendorHttp.open(settings.http());
    try {
      Calls calls = calls(kind, settings, http);
      return new ServiceClient(
          calls,
          () -> {
            calls.close();
            http.close();
          });
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
  }

  private static Calls calls(ServiceKind kind, ServiceSettings settings, Transport transport) {
    return settings.binding().isSoap()
        ? SoapCalls.of(kind, settings, transport)
        : FormCalls.of(settings, kind.forms(), transport);
  }

  /** Over a transport that the caller closes. */
  static ServiceClient over(ServiceKind kind, ServiceSettings settings, Transport transport) {
    Calls calls = calls(kind, settings, transport);
    return new ServiceClient(calls, calls::close);
  }

  /** A view whose calls go over another transport; closing it does nothing. */
  ServiceClient via(Transport transport) {
    return new ServiceClient(calls.via(transport), () -> {});
  }

  <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    return calls.call(operation, parameters, reader);
  }

  @Override
  public void close() {
    release.run();
  }
}
