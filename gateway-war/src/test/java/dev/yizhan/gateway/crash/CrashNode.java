package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.door.OpenDoor;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.vendor.SendOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A process to be killed: a {@link PlainGateway} on a socket. Each request is a line: {@code SEND
 * REQUEST-ID|- NUMBER TEXT}, {@code FETCH CONSUMER KIND}, {@code ACK CONSUMER KIND POSITION} or
 * {@code BUSY}. Each answer is a line: {@code OK ID STATE}, {@code FAULT CODE}, or how many
 * submissions are still open.
 */
public final class CrashNode {

  private static final List<String> CHANNELS = List.of("winic", "changlong", "winnerlook");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The property with the address of all callbacks, or of a front door's pushes. */
  static final String CALLBACKS = "crash.callbacks";

  /** The property with the port of the front doors, if there are any. */
  static final String DOORS = "crash.doors";

  private static boolean asks;

  private CrashNode() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments port, store (a directory or a JDBC URL), the vendors' addresses, answer
   *     time-out in milliseconds, {@code polls} or {@code none}
   * @throws IOException if it cannot listen
   */
  public static void main(String[] arguments) throws IOException {
    asks = arguments[4].equals("polls");
    GatewayStore store =
        arguments[1].startsWith("jdbc:")
            ? GatewayStore.postgres(
                new PostgresSettings(arguments[1], "postgres", "postgres"),
                PlainGateway.KEYS,
                Clock.systemUTC())
            : GatewayStore.embedded(Path.of(arguments[1]), PlainGateway.KEYS, Clock.systemUTC());
    PlainGateway gateway =
        PlainGateway.start(
            store,
            PlainGateway.Addresses.parse(arguments[2]),
            asks ? PlainGateway.Polls.ALL : PlainGateway.Polls.NONE,
            Duration.ofMillis(Long.parseLong(arguments[3])));
    URI callbacks = URI.create(System.getProperty(CALLBACKS));
    int doors = Integer.getInteger(DOORS, 0);
    if (doors > 0) {
      gateway.core().callbacks().replace(DoorBook.callbacks(callbacks));
      serveDoors(gateway, doors);
    } else {
      gateway.core().callbacks().replace(CallbackBook.callbacks(callbacks));
    }
    try (ServerSocket listener =
        new ServerSocket(Integer.parseInt(arguments[0]), 100, InetAddress.getLoopbackAddress())) {
      System.out.println("READY");
      while (true) {
        Socket socket = listener.accept();
        new Thread(() -> serve(gateway, Path.of(arguments[1]), socket)).start();
      }
    }
  }

  /** A message with an id of the client's is sent once. */
  private static void serveDoors(PlainGateway gateway, int port) {
    List<OpenDoor> open =
        PlainDoors.all().stream()
            .filter(each -> each.door().name().equals("winnerlook"))
            .map(
                each ->
                    new OpenDoor(
                        each.door(),
                        each.publicAddress(),
                        each.secrets(),
                        each.maxWait(),
                        new OpenDoor.Repeats(Optional.empty(), true),
                        each.acknowledgement(),
                        each.acknowledgePause(),
                        each.registration()))
            .toList();
    EndpointSettings endpoint = PlainDoors.endpoint(true);
    PlainDoors unused =
        PlainDoors.start(
            port,
            gateway,
            PlainDoors.consumer("shop", Set.of(), OptionalInt.empty()),
            List.of(DoorBook.PUSHED, DoorBook.POLLING),
            () -> open,
            () -> endpoint);
  }

  private static void serve(PlainGateway gateway, Path directory, Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(answer(gateway, directory, line));
      }
    } catch (IOException e) {
      // The consumer has gone.
    }
  }

  private static String answer(PlainGateway gateway, Path directory, String line)
      throws IOException {
    try {
      if (line.equals("BUSY")) {
        return Integer.toString(open(gateway));
      }
      if (line.equals("ROOM")) {
        Files.delete(directory.resolve("ballast"));
        return "OK";
      }
      if (line.startsWith("LEAVE ")) {
        gateway.close();
        Path to = Files.createDirectories(Path.of(line.substring("LEAVE ".length())));
        for (String file : List.of("gateway.db", "gateway.db-wal")) {
          if (Files.exists(directory.resolve(file))) {
            Files.copy(directory.resolve(file), to.resolve(file));
          }
        }
        return "OK";
      }
      if (line.equals("CLOSE")) {
        gateway.close();
        return "OK";
      }
      String[] words = line.split(" ", 4);
      if (words[0].equals("FETCH")) {
        return fetched(gateway, words[1], RecordKind.valueOf(words[2]));
      }
      if (words[0].equals("ACK")) {
        gateway
            .inbox()
            .acknowledge(
                words[1], Reader.DEFAULT, RecordKind.valueOf(words[2]), Long.parseLong(words[3]));
        return "OK";
      }
      Submission submission =
          gateway
              .submissions()
              .send(
                  Sender.unlimited("shop"),
                  new SendRequest(
                      words[1].equals("-") ? Optional.empty() : Optional.of(words[1]),
                      Optional.of(asks ? CHANNELS.get(phone(words) % CHANNELS.size()) : "winic"),
                      List.of(words[2]),
                      words[3],
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      SendOptions.NONE,
                      PATIENCE));
      return "OK " + submission.id() + " " + submission.state();
    } catch (GatewayException e) {
      return "FAULT " + e.code();
    } catch (StoreException e) {
      // As the SOAP service answers it.
      return e.certainty() == StoreException.Certainty.NOT_DONE
          ? "FAULT STORE_UNAVAILABLE"
          : "FAULT INTERNAL";
    }
  }

  private static int phone(String[] words) {
    return Integer.parseInt(words[2].substring(words[2].length() - 6));
  }

  private static String fetched(PlainGateway gateway, String consumer, RecordKind kind) {
    return "OK "
        + RecordBooks.page(gateway.store().inbox(), consumer, kind, Optional.empty(), 200).stream()
            .map(record -> record.position() + ":" + RecordBooks.key(record))
            .collect(Collectors.joining(" "));
  }

  private static int open(PlainGateway gateway) {
    int open = 0;
    // Repeats the first search: between two searches a call may move from one state to the other.
    for (DeliveryState state :
        List.of(
            DeliveryState.SUBMITTING,
            DeliveryState.QUEUED,
            DeliveryState.SCHEDULED,
            DeliveryState.SUBMITTING)) {
      open +=
          gateway
              .operations()
              .search(
                  new SearchQuery(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(state),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()),
                  name -> true)
              .submissions()
              .size();
    }
    return open;
  }
}
