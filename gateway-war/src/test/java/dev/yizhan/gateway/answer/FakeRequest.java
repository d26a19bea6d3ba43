package dev.yizhan.gateway.answer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request of a server, with what is done to it. */
final class FakeRequest {

  private final CountDownLatch completed = new CountDownLatch(1);
  private final AtomicInteger completions = new AtomicInteger();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private CountDownLatch writable = new CountDownLatch(0);
  private volatile @Nullable AsyncListener listener;
  private volatile int status;
  private volatile boolean isAsync;
  private volatile boolean wasInterrupted;

  private final HttpServletResponse response =
      proxy(
          HttpServletResponse.class,
          (method, arguments) -> {
            switch (method) {
              case "setStatus" -> status = (int) arguments[0];
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              case "getOutputStream" -> {
                return new Output();
              }
              default -> {}
            }
            return null;
          });

  private final AsyncContext context =
      proxy(
          AsyncContext.class,
          (method, arguments) -> {
            switch (method) {
              case "getResponse" -> {
                return response;
              }
              case "addListener" -> listener = (AsyncListener) arguments[0];
              case "complete" -> {
                completions.incrementAndGet();
                completed.countDown();
              }
              default -> {}
            }
            return null;
          });

  private final HttpServletRequest request =
      proxy(
          HttpServletRequest.class,
          (method, arguments) -> {
            isAsync |= method.equals("startAsync");
            return context;
          });

  private interface Handler {
    @Nullable Object call(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                handler.call(method.getName(), arguments == null ? new Object[0] : arguments)));
  }

  private final class Output extends ServletOutputStream {

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener given) {}

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        writable.await();
      } catch (InterruptedException e) {
        wasInterrupted = true;
        throw new InterruptedIOException();
      }
      body.write(bytes, offset, length);
    }
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  /** From now on a write waits, as for a slow reader. */
  void holdWrites() {
    writable = new CountDownLatch(1);
  }

  void releaseWrites() {
    writable.countDown();
  }

  void timeOut() {
    try {
      started().onTimeout(new AsyncEvent(context));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void fail() {
    try {
      started().onError(new AsyncEvent(context));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AsyncListener started() {
    AsyncListener given = listener;
    if (given == null) {
      throw new AssertionError("the request is not asynchronous");
    }
    return given;
  }

  void awaitCompletion() throws InterruptedException {
    completed.await();
  }

  int completions() {
    return completions.get();
  }

  boolean isAsync() {
    return isAsync;
  }

  boolean wasInterrupted() {
    return wasInterrupted;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The status, and the body or its length; empty before the answer. */
  String written() {
    String text = body.toString(StandardCharsets.UTF_8);
    return status == 0 ? "" : status + " " + (text.startsWith("xxx") ? "x" + text.length() : text);
  }
}
