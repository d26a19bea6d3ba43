package dev.yizhan.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/**
 * The HTTP client for consumers' callbacks. No thread waits for an answer: one thread serves all
 * connections of one kind of {@link Trust}. A request is written once, to an address that was
 * resolved and allowed; redirects are not followed, and an answer is kept up to 64 KiB.
 * Thread-safe; must be closed.
 */
public final class CallbackHttp implements AutoCloseable {

  private static final int MAX_RESOLVING = 64;
  private static final int IDLE_SECONDS = 10;

  /**
   * Where a request goes.
   *
   * @param post where to
   * @param trust over {@code https}
   * @param answerTimeout how long the whole exchange may take, the connect included
   */
  public record Target(CallbackAddress post, Trust trust, Duration answerTimeout) {}

  private final Map<Trust, Client> clients = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, daemons("yizhan-callback-deadlines"));

  /** Name servers may be slow, and the platform's resolver blocks. */
  private final ThreadPoolExecutor resolvers =
      new ThreadPoolExecutor(
          0,
          MAX_RESOLVING,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          daemons("yizhan-callback-names"));

  private final Duration connectTimeout;
  private volatile boolean isClosed;

  private CallbackHttp(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
    deadlines.setRemoveOnCancelPolicy(true);
  }

  /**
   * Opens a client.
   *
   * @param connectTimeout for a connection, and again for its TLS handshake
   */
  public static CallbackHttp open(Duration connectTimeout) {
    return new CallbackHttp(connectTimeout);
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Posts a body.
   *
   * @param headers beside those of the transport and {@code Content-Type}
   * @param body UTF-8; not copied
   * @param done called once, on a thread that must not be blocked
   */
  public void post(
      Target target,
      Map<String, String> headers,
      String contentType,
      byte[] body,
      Consumer<PostResult> done) {
    Attempt attempt = new Attempt(target, done);
    attempt.startDeadline();
    try {
      resolvers.execute(() -> attempt.send(headers, ContentType.parse(contentType), body));
    } catch (RejectedExecutionException e) {
      attempt.end(PostResult.unreached("too many host names are being looked up"));
    }
  }

  /** One request. Whatever ends it first is its result. */
  private final class Attempt implements FutureCallback<CallbackAnswer.Head> {
    private final Target target;
    private final Consumer<PostResult> done;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final CallbackAnswer answer = new CallbackAnswer();
    private final FailureReason reasons;
    private volatile Optional<Future<?>> deadline = Optional.empty();
    private volatile Optional<Future<?>> exchange = Optional.empty();

    Attempt(Target target, Consumer<PostResult> done) {
      this.target = target;
      this.done = done;
      this.reasons =
          new FailureReason(
              HttpSettings.DEFAULT
                  .withConnectTimeout(connectTimeout)
                  .withAnswerTimeout(target.answerTimeout()));
    }

    void startDeadline() {
      try {
        deadline =
            Optional.of(
                deadlines.schedule(
                    this::onDeadline, target.answerTimeout().toMillis(), MILLISECONDS));
      } catch (RejectedExecutionException e) {
        end(PostResult.unreached("the gateway ends"));
      }
    }

    void send(Map<String, String> headers, ContentType contentType, byte[] body) {
      try {
        HttpHost host = host(target.post());
        AsyncRequestProducer request = request(headers, contentType, body);
        if (hasEnded.get()) {
          return;
        }
        exchange =
            Optional.of(
                client(target.trust())
                    .execute(host, request, answer, null, HttpClientContext.create(), this));
        if (hasEnded.get()) {
          exchange.get().cancel(true);
        }
      } catch (CallbackAddress.NotAllowedException e) {
        end(PostResult.unreached(String.valueOf(e.getMessage())));
      } catch (UnknownHostException | RuntimeException e) {
        end(PostResult.unreached(reasons.beforeWriting(e)));
      }
    }

    private AsyncRequestProducer request(
        Map<String, String> headers, ContentType contentType, byte[] body) {
      BasicHttpRequest message = new BasicHttpRequest(Method.POST, target.post().address());
      headers.forEach(message::setHeader);
      return new BasicRequestProducer(message, AsyncEntityProducers.create(body, contentType));
    }

    @Override
    public void completed(CallbackAnswer.Head head) {
      end(PostResult.answered(head, Optional.of(answer.content())));
    }

    /** An answer whose head has arrived is one, whatever happens to the rest of it. */
    @Override
    public void failed(Exception failure) {
      end(
          answer
              .head()
              .map(head -> PostResult.answered(head, Optional.empty()))
              .orElseGet(
                  () ->
                      PostResult.unreached(
                          isAboutConnecting(failure)
                              ? reasons.beforeWriting(failure)
                              : reasons.afterWriting(failure, false))));
    }

    private static boolean isAboutConnecting(Exception failure) {
      return failure instanceof ConnectException
          || failure instanceof ConnectTimeoutException
          || failure instanceof SSLException;
    }

    @Override
    public void cancelled() {
      onDeadline();
    }

    private void onDeadline() {
      end(
          answer
              .head()
              .map(head -> PostResult.answered(head, Optional.empty()))
              .orElseGet(
                  () ->
                      PostResult.late(
                          "no answer within " + target.answerTimeout().toMillis() + " ms")));
      exchange.ifPresent(running -> running.cancel(true));
    }

    void end(PostResult result) {
      if (hasEnded.compareAndSet(false, true)) {
        deadline.ifPresent(timer -> timer.cancel(false));
        done.accept(result);
      }
    }
  }

  private static HttpHost host(CallbackAddress post) throws UnknownHostException {
    String name = post.address().getHost().replaceAll("[\\[\\]]", "");
    List<InetAddress> found =
        Stream.of(InetAddress.getAllByName(name)).filter(post::isAllowed).toList();
    if (found.isEmpty()) {
      throw new CallbackAddress.NotAllowedException();
    }
    return new HttpHost(post.address().getScheme(), found.get(0), name, post.address().getPort());
  }

  /** The connections of one kind of trust. */
  private record Client(CloseableHttpAsyncClient connections, SeenCertificates certificates) {}

  private CloseableHttpAsyncClient client(Trust trust) {
    CloseableHttpAsyncClient client = clients.computeIfAbsent(trust, this::opened).connections();
    if (isClosed) {
      client.close(CloseMode.IMMEDIATE);
    }
    return client;
  }

  private Client opened(Trust trust) {
    SeenCertificates certificates = new SeenCertificates(trust, "the callback's receiver");
    return new Client(AsyncPosts.open(connectTimeout, trust, certificates), certificates);
  }

  /**
   * The pinned certificates on which requests depend, once a receiver has shown them. None of
   * others: their receivers renew them.
   */
  public List<CertificateValidity> certificates(Trust trust) {
    Client client = clients.get(trust);
    return client == null || !(trust instanceof Trust.Pinned)
        ? List.of()
        : client.certificates().validities();
  }

  /** Closes the connections that need another kind of trust. */
  public void retain(Set<Trust> trusts) {
    clients
        .entrySet()
        .removeIf(
            entry -> {
              boolean isUnused = !trusts.contains(entry.getKey());
              if (isUnused) {
                entry.getValue().connections().close(CloseMode.GRACEFUL);
              }
              return isUnused;
            });
  }

  /** Closes all connections; requests that are running end as unreached or late. */
  @Override
  public void close() {
    isClosed = true;
    resolvers.shutdownNow();
    clients.values().forEach(client -> client.connections().close(CloseMode.IMMEDIATE));
    deadlines.shutdownNow();
  }
}
