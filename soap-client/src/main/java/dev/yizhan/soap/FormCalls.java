package dev.yizhan.soap;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.StringElement;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Calls by plain forms, in the body or in the address. */
final class FormCalls implements Calls {

  /**
   * How a service takes forms.
   *
   * @param path of an operation
   * @param encoding of forms and answers
   * @param unwrapped takes the result out of an answer
   */
  record Dialect(
      UnaryOperator<String> path, FormEncoding encoding, UnaryOperator<String> unwrapped) {

    /** In UTF-8, the answer in a string element, as .NET does it. */
    static Dialect asmx(String path) {
      return new Dialect(
          operation -> path + "/" + operation, FormEncoding.UTF_8, StringElement::unwrap);
    }
  }

  private final ServiceSettings settings;
  private final VendorRequest.Method method;
  private final Dialect dialect;
  private final Transport transport;

  FormCalls(ServiceSettings settings, Dialect dialect, Transport transport) {
    this.settings = settings;
    this.method =
        settings.binding() == Binding.HTTP_GET
            ? VendorRequest.Method.GET
            : VendorRequest.Method.POST;
    this.dialect = dialect;
    this.transport = transport;
  }

  @Override
  public <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    Exchange exchange =
        transport.exchange(
            VendorRequest.form(
                method,
                settings.resolve(dialect.path().apply(operation)),
                dialect.encoding().encode(parameters)));
    return Outcome.of(
        exchange,
        response ->
            reader.apply(dialect.unwrapped().apply(dialect.encoding().text(response.body()))));
  }

  @Override
  public void close() {}
}
