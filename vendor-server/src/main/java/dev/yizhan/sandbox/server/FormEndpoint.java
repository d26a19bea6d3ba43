package dev.yizhan.sandbox.server;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One operation by forms, in the body of a POST or in the query of a GET. */
record FormEndpoint<S>(Operation<S> operation, FormDialect dialect) implements Endpoint<S> {

  private static final int SERVER_ERROR = 500;
  private static final int OK = 200;

  @Override
  public CompletionStage<HttpAnswer> answer(HttpCall call, String rest, Performer<S> performer) {
    Form form;
    try {
      form = Form.of(call.request(), encoding(call.request()), dialect.names());
    } catch (CodecException e) {
      return CompletableFuture.completedFuture(text(dialect.unreadable()));
    }
    Optional<String> missing = missing(form);
    return missing.isPresent()
        ? CompletableFuture.completedFuture(
            HttpAnswer.of(SERVER_ERROR, "text/plain", missing.get()))
        : performer.perform(operation, form).thenApply(this::text);
  }

  /** ASP.NET decodes a body by the charset of its header; other servers do not look at it. */
  private FormEncoding encoding(RawRequest request) {
    return dialect.missing().isEmpty()
        ? dialect.encoding()
        : request.charset().flatMap(FormEndpoint::encoding).orElse(dialect.encoding());
  }

  private static Optional<FormEncoding> encoding(String charset) {
    return switch (charset) {
      case "gb2312", "gbk", "gb18030" -> Optional.of(FormEncoding.GB2312);
      case "utf-8", "utf8" -> Optional.of(FormEncoding.UTF_8);
      default -> Optional.empty();
    };
  }

  private Optional<String> missing(Form form) {
    return dialect
        .missing()
        .flatMap(
            answer ->
                operation.parameters().stream()
                    .filter(parameter -> form.find(parameter).isEmpty())
                    .findFirst()
                    .map(answer));
  }

  /** A character that the charset lacks becomes a question mark, as at the vendors. */
  private HttpAnswer text(String text) {
    return new HttpAnswer(
        OK,
        dialect.contentType(),
        dialect.encoding().substituting().replacing('?').bytes(dialect.wrapped().apply(text)));
  }
}
