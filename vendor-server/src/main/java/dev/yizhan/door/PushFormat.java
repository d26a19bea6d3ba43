package dev.yizhan.door;

import java.util.List;

/** The requests with which a vendor pushes records to its clients: POSTs that 2xx acknowledges. */
public interface PushFormat {

  /** {@return the {@code Content-Type} of the bodies} */
  String contentType();

  /**
   * Delivery reports.
   *
   * @param user the user name of the login
   * @param reports those that the vendor would report; others are left out
   * @return the body; empty if nothing is left to push
   */
  byte[] reports(String user, List<DoorReport> reports);

  /**
   * Inbound messages.
   *
   * @param user the user name of the login
   * @param replies one or more
   * @return the body
   */
  byte[] replies(String user, List<DoorReply> replies);
}
