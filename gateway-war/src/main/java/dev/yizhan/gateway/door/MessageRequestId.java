package dev.yizhan.gateway.door;

import java.util.Optional;

/**
 * The request id of a front door's message: the door, the id that it answered, and the client's own
 * id where there is one. It is by the client's own id alone where that makes a message what it is.
 */
final class MessageRequestId {

  private MessageRequestId() {}

  /**
   * Makes a request id.
   *
   * @param clientId empty for none
   */
  static String of(OpenDoor open, long id, String clientId) {
    if (clientId.isEmpty()) {
      return open.name() + ' ' + id;
    }
    return open.repeats().byClientId()
        ? open.name() + ' ' + clientId
        : open.name() + ' ' + id + ' ' + clientId;
  }

  /**
   * The client's own id.
   *
   * @param requestId of a message
   * @param id that the front door answered for it
   */
  static Optional<String> clientId(String requestId, long id) {
    int blank = requestId.indexOf(' ');
    String rest = requestId.substring(blank + 1);
    String own = Long.toString(id);
    if (blank < 0 || rest.equals(own)) {
      return Optional.empty();
    }
    return Optional.of(rest.startsWith(own + ' ') ? rest.substring(own.length() + 1) : rest);
  }
}
