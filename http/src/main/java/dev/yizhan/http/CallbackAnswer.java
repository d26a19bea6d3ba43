package dev.yizhan.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Keeps the head of an answer and its content, of which it takes only so much. */
final class CallbackAnswer implements AsyncResponseConsumer<CallbackAnswer.Head> {

  private static final int MAX_CONTENT_BYTES = 64 << 10;

  /**
   * What is needed of an answer.
   *
   * @param retryAfter the header of this name
   */
  record Head(int status, Optional<String> retryAfter) {}

  private volatile Optional<Head> head = Optional.empty();
  private volatile Optional<FutureCallback<Head>> result = Optional.empty();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);

  /** The head, once it has arrived. */
  Optional<Head> head() {
    return head;
  }

  /** The content, once it is complete. */
  byte[] content() {
    return content.toByteArray();
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // The answer follows.
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Head> callback) {
    Head arrived =
        new Head(
            response.getCode(),
            Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .map(Header::getValue));
    head = Optional.of(arrived);
    if (entity == null) {
      callback.completed(arrived);
    } else {
      result = Optional.of(callback);
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(MAX_CONTENT_BYTES);
  }

  @Override
  public void consume(ByteBuffer part) throws IOException {
    if (part.remaining() > MAX_CONTENT_BYTES - content.size()) {
      part.position(part.limit());
      throw new IOException("an answer longer than " + MAX_CONTENT_BYTES + " bytes");
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    content.writeBytes(bytes);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    head.ifPresent(arrived -> result.ifPresent(callback -> callback.completed(arrived)));
  }

  @Override
  public void failed(Exception cause) {
    // The callback of the exchange has the cause.
  }

  @Override
  public void releaseResources() {
    // There are none.
  }
}
