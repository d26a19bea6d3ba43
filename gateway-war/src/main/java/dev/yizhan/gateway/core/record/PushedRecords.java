package dev.yizhan.gateway.core.record;

import dev.yizhan.vendor.record.Push;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the records of a push. */
public final class PushedRecords {

  private PushedRecords() {}

  /** A push is for another account at the vendor. */
  public static final class ForeignAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignAccountException() {
      super("it is for another account at the vendor (push-accounts)");
    }
  }

  /**
   * Reads a push.
   *
   * @param body as received
   * @param contentType as received, empty if it is not known
   * @return reports and inbound messages, those that there are
   * @throws IllegalArgumentException if it cannot be read
   * @throws ForeignAccountException if it is for another account
   */
  public static List<RecordBatch> read(
      RecordSource account, PushFormat format, byte[] body, String contentType) {
    Push push = format.reader().read(body, contentType);
    if (!format.vendorNames().contains(push.account())) {
      throw new ForeignAccountException();
    }
    IncomingRecords.Source source =
        new IncomingRecords.Source(account, push.origin() == Push.Origin.OURS, digest(body));
    List<RecordBatch> batches = new ArrayList<>();
    if (!push.reports().items().isEmpty()) {
      batches.add(IncomingRecords.reports(source, push.reports()));
    }
    if (!push.replies().items().isEmpty()) {
      batches.add(IncomingRecords.inboundMessages(source, push.replies()));
    }
    return batches;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
