package dev.yizhan.soap;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.http.FormClient;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Calls by plain forms, in the body or in the address. */
final class FormCalls implements Calls {

  /**
   * How a service takes forms.
   *
   * @param path maps an operation to its path
   * @param encoding of forms and answers
   * @param unwrap extracts the result from an answer
   */
  record Dialect(UnaryOperator<String> path, FormEncoding encoding, UnaryOperator<String> unwrap) {

    /** In UTF-8, the answer in a string element, as .NET does it. */
    static Dialect utf8(String path) {
      return new Dialect(
          operation -> path + "/" + operation, FormEncoding.UTF_8, StringElement::unwrap);
    }
  }

  private final Dialect dialect;
  private final FormClient client;

  private FormCalls(Dialect dialect, FormClient client) {
    this.dialect = dialect;
    this.client = client;
  }

  static FormCalls of(ServiceSettings settings, Dialect dialect, Transport transport) {
    return new FormCalls(
        dialect,
        FormClient.of(
            settings.address(), settings.binding().method(), dialect.encoding(), transport));
  }

  @Override
  public FormCalls via(Transport transport) {
    return new FormCalls(dialect, client.via(transport));
  }

  @Override
  public <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    return client.call(
        dialect.path().apply(operation),
        parameters,
        answer -> reader.apply(dialect.unwrap().apply(answer)));
  }

  @Override
  public void close() {}
}
