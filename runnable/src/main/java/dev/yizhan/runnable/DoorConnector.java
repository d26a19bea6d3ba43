package dev.yizhan.runnable;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens for the clients of one front door. */
final class DoorConnector extends ServerConnector {

  private final String door;

  DoorConnector(Server server, String door, ConnectionFactory... factories) {
    super(server, factories);
    this.door = door;
  }

  /** The vendor's name. */
  String door() {
    return door;
  }
}
