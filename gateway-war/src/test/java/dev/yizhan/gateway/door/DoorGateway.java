package dev.yizhan.gateway.door;

import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.crash.PlainDoors;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.SettingValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All front doors over real HTTP, the gateway with a real store behind them, and a vendor's
 * simulator behind that. The consumer {@code shop} calls at each door as {@code demo}.
 */
final class DoorGateway implements AutoCloseable {

  static final String CONSUMER = "shop";
  static final int QUOTA = 1_000_000;

  private final Sandbox sandbox = Sandbox.start();
  private final VendorHttp http =
      VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(20)));
  private final PlainGateway gateway;
  private final PlainDoors served;
  private volatile List<OpenDoor> doors;
  private volatile boolean isPlainHttpAllowed = true;

  private DoorGateway(GatewayStore store, String behind, Set<String> operations) {
    gateway =
        PlainGateway.start(
            store,
            PlainGateway.Addresses.of(sandbox),
            PlainGateway.Polls.ALL,
            new PlainGateway.Allowed(
                    Routes.forAll(List.of(behind)),
                    Map.<String, ChannelRules>of(),
                    OptionalInt.empty())
                .with(new OptOutRules(Set.of("TD"), OptOutScope.CONSUMER, Map.of(), false)),
            Duration.ofSeconds(5));
    doors = PlainDoors.all();
    sandbox.reportsAfter(Duration.ZERO);
    served =
        PlainDoors.start(
            0,
            gateway,
            PlainDoors.consumer(CONSUMER, operations, OptionalInt.of(QUOTA)),
            List.of("demo"),
            () -> doors,
            () -> PlainDoors.endpoint(isPlainHttpAllowed));
  }

  /**
   * Starts.
   *
   * @param behind the channel over which everything is sent
   */
  static DoorGateway start(Path directory, String behind) {
    return start(directory, behind, Set.of());
  }

  static DoorGateway start(Path directory, String behind, Set<String> operations) {
    return new DoorGateway(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()), behind, operations);
  }

  /**
   * Starts.
   *
   * @param store the gateway's to close
   */
  static DoorGateway start(GatewayStore store, String behind) {
    return new DoorGateway(store, behind, Set.of());
  }

  /** Whether plain HTTP is refused but where a door allows it. */
  void requireEncryption(boolean isRequired) {
    isPlainHttpAllowed = !isRequired;
  }

  /** Changes the settings of all doors. */
  void set(UnaryOperator<OpenDoor> change) {
    doors = doors.stream().map(change).toList();
  }

  PlainGateway gateway() {
    return gateway;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  VendorHttp http() {
    return http;
  }

  /** The address of a vendor's root. */
  URI address(String vendor) {
    return served.address(vendor);
  }

  /** A client of the vendor's protocol, unchanged but for the address. */
  VendorClient client(String vendor, Binding binding, String user, String password) {
    return client(vendor, binding, user, password, Map.of());
  }

  /** A client with settings of its vendor. */
  VendorClient client(
      String vendor, Binding binding, String user, String password, Map<String, String> settings) {
    return Vendors.installed()
        .named(vendor)
        .open(
            new Access(address(vendor), binding, new Credentials(user, password)),
            SettingValues.of(settings),
            http);
  }

  @Override
  public void close() {
    served.close();
    gateway.close();
    http.close();
    sandbox.close();
  }
}
