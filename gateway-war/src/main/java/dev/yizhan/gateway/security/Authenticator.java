package dev.yizhan.gateway.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Authenticates consumers by name, password and address, and limits their rate of calls. */
public final class Authenticator {

  private static final System.Logger LOG = System.getLogger(Authenticator.class.getName());
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** As many strangers may hold threads here as while their bodies arrive. */
  private static final int MAX_STRANGERS = 8;

  private static final int MAX_CHECKS = 16;
  private static final int MAX_CHECKS_PER_NAME = 4;
  private static final int MAX_CHECKS_PER_SOURCE = 2;

  /** Threads of a consumer that begin to call at the same time. */
  private static final int MAX_FOLLOWERS = 64;

  private record Lane(FailureThrottle failures, HashingQueue hashing) {}

  private volatile ConsumerDirectory directory;
  private final KeyedHash keyedHash = new KeyedHash();
  private final VerifiedLogins verifiedLogins;
  private final RateLimiter rateLimiter;
  private final PasswordUse passwordUse;
  private final Lane knownNames;

  /** Apart, so that whoever invents names neither delays a consumer nor evicts its failures. */
  private final Lane unknownNames;

  /** Authenticates the directory's consumers, until another directory replaces it. */
  public Authenticator(ConsumerDirectory directory, Clock clock) {
    this(directory, Ticker.systemTicker(), clock);
  }

  Authenticator(ConsumerDirectory directory, Ticker ticker, Clock clock) {
    this.passwordUse = new PasswordUse(clock);
    this.directory = directory;
    this.verifiedLogins = new VerifiedLogins(ticker);
    this.rateLimiter = new RateLimiter(ticker);
    // Guesses at passwords take half of the machine at most.
    int parallel = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.knownNames =
        lane(
            new HashingQueue.Bounds(
                parallel,
                MAX_CHECKS,
                MAX_CHECKS_PER_NAME,
                MAX_CHECKS_PER_SOURCE,
                MAX_FOLLOWERS,
                MAX_WAIT),
            ticker);
    this.unknownNames =
        lane(
            new HashingQueue.Bounds(1, MAX_STRANGERS, MAX_STRANGERS, MAX_STRANGERS, 0, MAX_WAIT),
            ticker);
  }

  private static Lane lane(HashingQueue.Bounds bounds, Ticker ticker) {
    return new Lane(new FailureThrottle(ticker), new HashingQueue(bounds));
  }

  /** Uses another directory from now on; logins whose hash is the same in it stay verified. */
  public void replaceDirectory(ConsumerDirectory next) {
    directory = next;
  }

  ConsumerDirectory directory() {
    return directory;
  }

  /** Whether these were verified by this hash in the last minutes. */
  boolean isVerified(Credentials given, PasswordHash hash) {
    return verifiedLogins.contains(keyedHash.of(given.name(), given.password()), hash);
  }

  /** When each configured password was used last, at this node. */
  public List<LastUse> lastUses() {
    return passwordUse.of(directory);
  }

  /**
   * Identifies the consumer that calls.
   *
   * @param given empty where the request has none
   * @throws GatewayException {@link FaultCode#NOT_AUTHENTICATED}, {@link FaultCode#RATE_EXCEEDED},
   *     {@link FaultCode#BUSY}
   */
  public Consumer authenticate(Optional<Credentials> given, ClientConnection client) {
    Credentials credentials =
        given.orElseThrow(
            () ->
                notAuthenticated(
                    "Give the consumer's name and password, by HTTP Basic or as a UsernameToken"
                        + " with PasswordText"));
    if (credentials.isTooLong()) {
      throw notAuthenticated("No consumer's name or password is that long");
    }
    ConsumerDirectory consumers = directory;
    Consumer consumer =
        verify(
            credentials,
            client.address(),
            consumers,
            consumers
                .find(credentials.name())
                .map(entry -> new Candidate(entry.consumer(), entry.hashes())));
    requireRate(consumer);
    return consumer;
  }

  /**
   * Identifies the consumer that calls at a vendor's front door.
   *
   * @param door the vendor's name
   * @param given the user, and what vendor's clients present as the secret
   * @throws GatewayException as {@link #authenticate(Optional, ClientConnection)}
   */
  public DoorLogin authenticate(String door, Credentials given, ClientConnection client) {
    if (given.isTooLong()) {
      throw notAuthenticated("No user name or password is that long");
    }
    ConsumerDirectory consumers = directory;
    Optional<DoorLogin> login = consumers.find(door, given.name());
    // Consumers' names have no blanks, so nothing is confused with theirs.
    Consumer consumer =
        verify(
            new Credentials(door + ' ' + given.name(), given.password()),
            client.address(),
            consumers,
            login.map(each -> new Candidate(each.consumer(), List.of(each.secret().hash()))));
    requireRate(consumer);
    return login.orElseThrow();
  }

  /**
   * What the clients of a user at a front door encrypt their calls with. It authenticates nobody.
   *
   * @return empty if there is no such user, or it has none
   */
  public Optional<String> callKey(String door, String user) {
    return directory.find(door, user).flatMap(login -> login.secret().callKey());
  }

  private void requireRate(Consumer consumer) {
    if (consumer.rate().isPresent()
        && !rateLimiter.tryAcquire(consumer.name(), consumer.rate().getAsInt())) {
      throw GatewayException.of(
          FaultCode.RATE_EXCEEDED,
          "This consumer may call "
              + consumer.rate().getAsInt()
              + " times a second. Wait, and call again");
    }
  }

  /** Who may be calling, if the password is right. */
  private record Candidate(Consumer consumer, List<PasswordHash> hashes) {}

  private Consumer verify(
      Credentials credentials,
      String address,
      ConsumerDirectory consumers,
      Optional<Candidate> candidate) {
    String name = credentials.name();
    Optional<Candidate> entry = candidate.filter(found -> mayCallFrom(address, found.consumer()));
    List<PasswordHash> hashes =
        entry
            .map(Candidate::hashes)
            .orElseGet(() -> consumers.decoys(keyedHash.of(name, "").hashCode()));
    String login = keyedHash.of(name, credentials.password());
    if (entry.isPresent() && isVerified(name, login, hashes)) {
      return entry.get().consumer();
    }
    Lane lane = entry.isPresent() ? knownNames : unknownNames;
    requireNoDelay(lane, name, address);
    boolean matches =
        lane.hashing()
            .run(
                new HashingQueue.Login(name, address, login),
                () -> {
                  // Other calls may have been verified, or have failed, while this one waited.
                  if (isVerified(name, login, hashes)) {
                    return true;
                  }
                  requireNoDelay(lane, name, address);
                  Optional<PasswordHash> matching =
                      hashes.stream()
                          .filter(hash -> hash.matches(credentials.password()))
                          .findFirst();
                  matching.ifPresent(hash -> verifiedLogins.add(login, hash));
                  return matching.isPresent();
                });
    if (entry.isEmpty() || !matches) {
      lane.failures().failed(name, address);
      // An unknown name is not logged: it may be a password in the wrong field.
      LOG.log(
          System.Logger.Level.INFO,
          "Authentication failed from {0}: {1}",
          address,
          entry.isEmpty()
              ? "unknown consumer"
              : "wrong password of consumer " + entry.get().consumer().name());
      throw notAuthenticated(
          "Name and password do not match, or this consumer may not call from this address");
    }
    lane.failures().succeeded(name, address);
    boolean unused = isVerified(name, login, hashes);
    return entry.get().consumer();
  }

  /** Whether one of the consumer's passwords was verified by this login; notes its use. */
  private boolean isVerified(String consumer, String login, List<PasswordHash> hashes) {
    for (PasswordHash hash : hashes) {
      if (verifiedLogins.contains(login, hash)) {
        passwordUse.used(consumer, hash);
        return true;
      }
    }
    return false;
  }

  private static void requireNoDelay(Lane lane, String name, String address) {
    Duration delay = lane.failures().remainingDelay(name, address);
    if (!delay.isZero()) {
      throw notAuthenticated(
          "There were too many wrong passwords. Call again in "
              + (delay.toSeconds() + 1)
              + " seconds");
    }
  }

  private static boolean mayCallFrom(String address, Consumer consumer) {
    boolean allowed = consumer.mayCallFrom(address);
    if (!allowed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Consumer {0} may not call from {1} (setting: addresses)",
          consumer.name(),
          address);
    }
    return allowed;
  }

  private static GatewayException notAuthenticated(String detail) {
    return GatewayException.of(FaultCode.NOT_AUTHENTICATED, detail);
  }
}
