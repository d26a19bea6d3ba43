package dev.yizhan.sandbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.yizhan.codec.StringElement;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Lets a pretend vendor misbehave. */
final class FaultFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Wire wire;

  FaultFilter(Wire wire) {
    this.wire = wire;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CountDownLatch cleared = wire.cleared();
    Optional<Fault> taken = wire.take();
    if (taken.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Fault fault = taken.get();
    switch (fault.kind()) {
      case ACCEPT_THEN_DROP -> {
        chain.doFilter(request, new SwallowedResponse(response));
        ((Runnable) request.getAttribute(Wire.CUT)).run();
      }
      case SLOW -> {
        SwallowedResponse held = new SwallowedResponse(response);
        chain.doFilter(request, held);
        await(cleared, fault);
        held.release();
      }
      case CODE -> code(request, response, fault.code());
      case REFUSE -> ((Runnable) request.getAttribute(Wire.CUT)).run();
    }
  }

  private static void await(CountDownLatch cleared, Fault fault) throws IOException {
    try {
      if (cleared.await(fault.delay().toNanos(), NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private static void code(HttpServletRequest request, HttpServletResponse response, String code)
      throws IOException {
    boolean xml = request.getRequestURI().startsWith("/service.asmx");
    response.setContentType(xml ? "text/xml; charset=utf-8" : "text/html; Charset=gb2312");
    byte[] answer = (xml ? StringElement.wrap(code) : code).getBytes(StandardCharsets.ISO_8859_1);
    response.getOutputStream().write(answer);
  }
}
