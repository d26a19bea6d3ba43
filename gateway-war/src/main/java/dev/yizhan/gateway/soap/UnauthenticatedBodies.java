package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many callers that are not authenticated by the HTTP header may hold a thread while
 * their bodies arrive. Payara's non-blocking reading gave one request's response to another
 * (docs/adr/0011-application-servers-and-live-configuration.md).
 */
public final class UnauthenticatedBodies {

  /** Far fewer than any server has threads, for both services together. */
  private static final Semaphore SLOTS = new Semaphore(8);

  private static final int SLOT_WAIT_MILLIS = 100;

  private UnauthenticatedBodies() {}

  /** Reads a body that is not yet authenticated. */
  public interface Body {
    /** Reads it to its end. */
    byte[] read() throws IOException;
  }

  /**
   * Reads at once if the whole body is here, else within a slot.
   *
   * @throws GatewayException if no slot is free
   */
  public static byte[] read(HttpServletRequest request, Body body) throws IOException {
    int length = request.getContentLength();
    if (length >= 0 && request.getInputStream().available() >= length) {
      return body.read();
    }
    if (!hasSlot()) {
      throw GatewayException.of(
          FaultCode.BUSY,
          "Too many unauthenticated callers have not sent their bodies yet: call again, or give"
              + " name and password by HTTP Basic");
    }
    try {
      return body.read();
    } finally {
      SLOTS.release();
    }
  }

  private static boolean hasSlot() {
    try {
      return SLOTS.tryAcquire(SLOT_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
