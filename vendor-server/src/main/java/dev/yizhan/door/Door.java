package dev.yizhan.door;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.sandbox.server.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * A vendor's protocol, served by a gateway.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: a jar names its own in {@code
 * META-INF/services/dev.yizhan.door.Door}, with a public constructor without parameters. They have
 * no state and are thread-safe.
 */
public interface Door {

  /** {@return the vendor's name in configurations, for example {@code winic-http}} */
  String name();

  /** The company that runs the service. The reports of its services are fetched at any of them. */
  default String company() {
    return name();
  }

  /** {@return the vendor's addresses} */
  Protocol<Desk> protocol();

  /** {@return the ids that its answers may have; the same for all doors of a company} */
  IdRange ids();

  /** Whether clients can fetch delivery reports, here or at another door of the company. */
  boolean hasReports();

  /**
   * What a client presents as proof that it knows a password.
   *
   * @return the password itself, unless the vendor wants something that is made from it
   */
  default String presented(String password) {
    return password;
  }

  /** Whether its clients can give a message an id of their own. */
  default boolean hasClientIds() {
    return false;
  }

  /** {@return how its clients encrypt calls; empty if the vendor takes no encrypted calls} */
  default Optional<CallKeys> callKeys() {
    return Optional.empty();
  }

  /** {@return how the vendor pushes to its clients; empty if it does not} */
  default Optional<PushFormat> pushFormat() {
    return Optional.empty();
  }

  /** Whether its clients can change passwords and register accounts. */
  default boolean managesAccounts() {
    return false;
  }

  /**
   * A send of {@link ExampleCall#TEXT} to {@link ExampleCall#NUMBER}.
   *
   * @param presented what the client presents, as {@link #presented} returns it
   */
  ExampleCall example(String user, String presented);

  /** {@return the code of a send for each reason to refuse it} */
  Codes<? extends ResultCode> sendCodes();

  /** Codes that the protocol itself gives to a send, before the desk is asked. */
  List<? extends ResultCode> protocolCodes();
}
