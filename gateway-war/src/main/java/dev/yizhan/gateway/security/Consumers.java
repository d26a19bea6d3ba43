package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. A password is checked against its hash, which takes a good part of a second on
 * purpose; that it was right is remembered for five minutes, under a key of this process.
 */
public final class Consumers {

  private static final System.Logger LOG = System.getLogger(Consumers.class.getName());
  private static final String BASIC = "basic ";
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int KEY_BYTES = 32;
  private static final int PATIENCE_SECONDS = 5;
  private static final int MOST_WAITING = 200;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_PASSWORD = 1024;

  /**
   * A consumer and what is kept of its password.
   *
   * @param consumer who
   * @param password what
   */
  public record Entry(Consumer consumer, PasswordHash password) {}

  /**
   * What a caller says of itself.
   *
   * @param name who it is
   * @param password how it proves that
   */
  public record Credentials(String name, String password) {

    /**
     * Shows neither.
     *
     * @return a constant
     */
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  private record Known(
      int version, Map<String, Entry> byName, PasswordHash nobodys, boolean plainIsAllowed) {}

  private volatile Known known;
  private final Clock clock;
  private final Slowdown slowdown;

  /** Of names that nobody has: invented ones must not push out those of others. */
  private final Slowdown strangersSlowdown;

  private final Rates rates = new Rates();
  private final byte[] key = new byte[KEY_BYTES];
  private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

  private record Verified(Instant until, String name, PasswordHash by) {}

  private final Map<String, Verified> verified = new LinkedHashMap<>();

  /** So that those who guess take no more than half of the machine. */
  private final Semaphore checks =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  /** Those whom nobody knows wait for each other, and keep nobody waiting whom we know. */
  private final Semaphore strangers = new Semaphore(1, true);

  /**
   * Takes the consumers.
   *
   * @param entries with different names
   * @param plainIsAllowed whether passwords may come over connections that are not encrypted
   * @param clock for what is remembered
   */
  public Consumers(Iterable<Entry> entries, boolean plainIsAllowed, Clock clock) {
    this.known = known(0, entries, plainIsAllowed);
    this.clock = clock;
    this.slowdown = new Slowdown(clock);
    this.strangersSlowdown = new Slowdown(clock);
    new SecureRandom().nextBytes(key);
  }

  private static Known known(int version, Iterable<Entry> entries, boolean plainIsAllowed) {
    Map<String, Entry> byName = new LinkedHashMap<>();
    entries.forEach(entry -> byName.put(entry.consumer().name(), entry));
    return new Known(
        version,
        Map.copyOf(byName),
        byName.values().stream()
            .findFirst()
            .map(entry -> entry.password().ofNobody())
            .orElseGet(() -> PasswordHash.of("")),
        plainIsAllowed);
  }

  /**
   * From now on there are these. What was verified by a hash that is another now, is verified anew.
   *
   * @param entries with different names
   * @param plainIsAllowed whether passwords may come over connections that are not encrypted
   */
  public void use(Iterable<Entry> entries, boolean plainIsAllowed) {
    Known next = known(known.version() + 1, entries, plainIsAllowed);
    synchronized (verified) {
      known = next;
      verified
          .values()
          .removeIf(
              each -> {
                @Nullable Entry entry = next.byName().get(each.name());
                return entry == null || !entry.password().equals(each.by());
              });
    }
  }

  /**
   * Reads HTTP Basic.
   *
   * @param authorization the header
   * @return what it says; empty where it says nothing of the kind
   */
  public static Optional<Credentials> basic(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded =
          Base64.getMimeDecoder().decode(authorization.substring(BASIC.length()).strip());
      String pair = text(decoded);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Old clients write their system's charset, which here is GB18030. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }

  /**
   * Refuses calls whose password everybody on the way could read.
   *
   * @param caller from where the call comes
   * @throws GatewayException where it is so
   */
  public void refuseUnencrypted(Caller caller) {
    if (!caller.encrypted() && !known.plainIsAllowed()) {
      throw GatewayException.of(
          FaultCode.NOT_ENCRYPTED,
          "This service is called by https only: what was sent could be read on its way");
    }
  }

  /**
   * Lets a caller in.
   *
   * @param given what it says of itself, if anything
   * @param caller from where it calls
   * @return who it is
   * @throws GatewayException where it is nobody, or calls too often
   */
  public Consumer admitted(Optional<Credentials> given, Caller caller) {
    Credentials credentials =
        given.orElseThrow(
            () ->
                notAuthenticated(
                    "Give the consumer's name and password, by HTTP Basic or as a UsernameToken"
                        + " with PasswordText"));
    Consumer consumer = known(credentials, caller);
    if (consumer.rate().isPresent() && !rates.take(consumer.name(), consumer.rate().getAsInt())) {
      throw GatewayException.of(
          FaultCode.RATE_EXCEEDED,
          "This consumer may call "
              + consumer.rate().getAsInt()
              + " times a second: wait, and call again");
    }
    return consumer;
  }

  private Consumer known(Credentials credentials, Caller caller) {
    if (credentials.name().length() > LONGEST_NAME
        || credentials.password().length() > LONGEST_PASSWORD) {
      throw notAuthenticated("No name and no password are that long");
    }
    Known now = known;
    @Nullable Entry entry = now.byName().get(credentials.name());
    if (entry != null
        && entry
            .consumer()
            .addresses()
            .filter(from -> !from.contain(caller.address()))
            .isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Consumer {0} may not call from {1} (addresses)",
          entry.consumer().name(),
          caller.address());
      entry = null;
    }
    String mark = mark(credentials);
    if (entry != null && isRemembered(mark)) {
      return entry.consumer();
    }
    Slowdown failures = entry == null ? strangersSlowdown : slowdown;
    Duration pause = failures.pause(credentials.name(), caller.address());
    if (!pause.isZero()) {
      throw notAuthenticated(
          "There were too many wrong passwords: the next one is looked at in "
              + (pause.toSeconds() + 1)
              + " seconds");
    }
    boolean right =
        entry == null
            ? lookedAt(strangers, mark, now.nobodys(), credentials.password())
            : lookedAt(checks, mark, entry.password(), credentials.password());
    if (entry == null || !right) {
      failures.failed(credentials.name(), caller.address());
      // No name that is none of ours: it may be a password that was put into the wrong field.
      LOG.log(
          System.Logger.Level.INFO,
          "{0} called from {1} and was not let in",
          entry == null ? "Somebody" : "Consumer " + entry.consumer().name() + " (wrong password)",
          caller.address());
      throw notAuthenticated(
          "Name and password do not fit, or this consumer may not call from this address");
    }
    failures.succeeded(credentials.name(), caller.address());
    synchronized (verified) {
      // Not what was right before the configuration changed.
      if (known.version() == now.version()) {
        remember(mark, credentials.name(), entry.password());
      }
    }
    return entry.consumer();
  }

  /** A name that is unknown costs the same as a wrong password. */
  private boolean lookedAt(Semaphore turns, String mark, PasswordHash hash, String password) {
    try {
      if (turns.getQueueLength() > MOST_WAITING
          || !turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      // Another call of the same consumer may have been looked at meanwhile.
      return isRemembered(mark) || hash.isOf(password);
    } finally {
      turns.release();
    }
  }

  private static GatewayException busy() {
    return GatewayException.of(
        FaultCode.BUSY, "Too many passwords are being looked at: call again in some seconds");
  }

  private static GatewayException notAuthenticated(String detail) {
    return GatewayException.of(FaultCode.NOT_AUTHENTICATED, detail);
  }

  private String mark(Credentials credentials) {
    Mac mac = idle.poll();
    if (mac == null) {
      mac = mac();
    }
    mac.update(credentials.name().getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    byte[] mark = mac.doFinal(credentials.password().getBytes(StandardCharsets.UTF_8));
    idle.add(mac);
    return new String(mark, StandardCharsets.ISO_8859_1);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  private boolean isRemembered(String mark) {
    synchronized (verified) {
      Verified known = verified.get(mark);
      Instant now = clock.instant();
      if (known == null || !now.isBefore(known.until())) {
        return false;
      }
      // Who calls goes on being known: else all of its calls would be looked at at once.
      if (known.until().isBefore(now.plus(REMEMBERED.dividedBy(2)))) {
        remember(mark, known.name(), known.by());
      }
      return true;
    }
  }

  private void remember(String mark, String name, PasswordHash by) {
    synchronized (verified) {
      verified.remove(mark);
      verified.put(mark, new Verified(clock.instant().plus(REMEMBERED), name, by));
      if (verified.size() > MOST_REMEMBERED) {
        verified.remove(verified.keySet().iterator().next());
      }
    }
  }
}
