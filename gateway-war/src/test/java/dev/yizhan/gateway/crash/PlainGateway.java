package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Dispatcher;
import dev.yizhan.gateway.core.Operations;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.Timing;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.soap.Binding;
import dev.yizhan.soap.Credentials;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.changlong.ChanglongHttp;
import dev.yizhan.vendor.changlong.ChanglongSettings;
import dev.yizhan.vendor.winic.WinicHttp;
import dev.yizhan.vendor.winic.WinicSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Core, store and vendors without a server, put together as the WAR does it, but in a hurry. */
public final class PlainGateway implements AutoCloseable {

  /** For what is encrypted. */
  public static final KeyRing KEYS = KeyRing.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  /** All waits of a node, so that tests need not. */
  public static final Timing HURRY =
      new Timing(
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(2000),
          Duration.ofMillis(200),
          Duration.ofSeconds(1));

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(1);

  private final GatewayStore store;
  private final VendorHttp http;
  private final Dispatcher dispatcher;
  private final Submissions submissions;
  private final Operations operations;

  private PlainGateway(GatewayStore store, URI winic, URI changlong, Duration answerTimeout) {
    this.store = store;
    this.http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(answerTimeout));
    Channels channels =
        new Channels(
            List.of(
                new Channel(
                    "winic",
                    "winic-http",
                    "HTTP POST",
                    WinicHttp.of(WinicSettings.http(access(winic)), http)),
                new Channel(
                    "changlong",
                    "changlong",
                    "HTTP POST",
                    ChanglongHttp.of(ChanglongSettings.of(access(changlong)), http))));
    ChannelStates states = new ChannelStates(store.operators());
    Clock clock = Clock.systemUTC();
    this.dispatcher =
        new Dispatcher(channels, states, store.calls(), store.submissions(), clock, HURRY, KEPT);
    this.submissions =
        new Submissions(
            channels,
            states,
            List.of("winic", "changlong"),
            store.submissions(),
            dispatcher,
            clock,
            LIFETIME);
    this.operations = new Operations(channels, states, store.operators(), clock);
  }

  /** Starts; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, URI winic, URI changlong, Duration answerTimeout) {
    PlainGateway gateway = new PlainGateway(store, winic, changlong, answerTimeout);
    gateway.dispatcher.start();
    return gateway;
  }

  private static Access access(URI address) {
    return new Access(address, Binding.HTTP_POST, new Credentials("demo", "demo"));
  }

  public Submissions submissions() {
    return submissions;
  }

  public Operations operations() {
    return operations;
  }

  public GatewayStore store() {
    return store;
  }

  @Override
  public void close() {
    dispatcher.close();
    http.close();
    dispatcher.awaitLastCalls();
    store.close();
  }
}
