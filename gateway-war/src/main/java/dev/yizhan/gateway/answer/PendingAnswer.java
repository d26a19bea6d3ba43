package dev.yizhan.gateway.answer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A request that is answered later, once: by the first of its answer, the server's time-out, an
 * error of the connection and the end of the gateway. The others do nothing.
 */
public final class PendingAnswer {

  /**
   * A safety net only. Consumers wait for 25 seconds at most; then the answer may wait for a
   * thread, and is written within a deadline.
   */
  private static final Duration SERVER_TIMEOUT = Duration.ofMinutes(3);

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final IntFunction<Lane> laneForLength;
  private final Supplier<Answer> givenUp;
  private final Consumer<PendingAnswer> finished;
  private final AtomicBoolean isDecided = new AtomicBoolean();
  private volatile Optional<WriteEnd> end = Optional.empty();

  PendingAnswer(
      AsyncContext context,
      IntFunction<Lane> laneForLength,
      Supplier<Answer> givenUp,
      Consumer<PendingAnswer> finished) {
    this.context = context;
    this.response = (HttpServletResponse) context.getResponse();
    this.laneForLength = laneForLength;
    this.givenUp = givenUp;
    this.finished = finished;
    context.setTimeout(SERVER_TIMEOUT.toMillis());
    context.addListener(new Listener());
  }

  /** Has the end of the answer's writing told, whatever the answer will be. */
  void tellEnd(WriteEnd listener) {
    end = Optional.of(listener);
  }

  /**
   * Hands the answer over to be written; does not wait for that.
   *
   * @param answer called only if the request has no answer yet
   */
  public void answer(Supplier<Answer> answer) {
    if (isDecided.compareAndSet(false, true)) {
      try {
        write(answer.get());
      } catch (RuntimeException | Error e) {
        finish(false);
        throw e;
      }
    }
  }

  void giveUp() {
    answer(givenUp);
  }

  private void write(Answer answer) {
    laneForLength
        .apply(answer.body().length)
        .write(
            answer.body(),
            new Lane.Target() {
              @Override
              public OutputStream open() throws IOException {
                answer.writeHead(response);
                return response.getOutputStream();
              }

              @Override
              public boolean isWatched() {
                return end.isPresent();
              }

              @Override
              public void close(boolean isWhole) {
                finish(isWhole);
              }
            });
  }

  private void finish(boolean isWhole) {
    try {
      context.complete();
    } catch (RuntimeException e) {
      // The server has ended the request itself, since its connection is lost.
    } finally {
      end.ifPresent(listener -> listener.ended(isWhole));
      finished.accept(this);
    }
  }

  private final class Listener implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      // The server demands that the request ends before this returns.
      if (isDecided.compareAndSet(false, true)) {
        try {
          givenUp.get().write(response);
        } finally {
          finish(false);
        }
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      if (isDecided.compareAndSet(false, true)) {
        finish(false);
      }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
