package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Starts submissions. Those whose consumers cannot wait are answered as they are stored. */
public final class Sending {

  private final Submissions submissions;
  private final WaitingLimit limit;
  private final Executor answers;

  /**
   * Starts submissions of all consumers.
   *
   * @param mostWaiting the current limit of requests that wait for their outcome
   * @param answers runs what follows an outcome
   */
  public Sending(Submissions submissions, IntSupplier mostWaiting, Executor answers) {
    this.submissions = submissions;
    this.limit = new WaitingLimit(mostWaiting);
    this.answers = answers;
  }

  /**
   * Starts a submission. When its outcome is there, the caller releases what it took to wait.
   *
   * @param conversion makes the response
   */
  public DeferredResponse<Submission> start(
      Sender sender, SendRequest request, Function<Submission, Object> conversion) {
    int recipients = request.content().recipients().size();
    if (request.maxWait().isZero() || !limit.tryAcquire(recipients)) {
      return new DeferredResponse<>(
          submissions.sendAsync(sender, request.withoutWaiting(), answers), conversion, () -> {});
    }
    AtomicBoolean released = new AtomicBoolean();
    Runnable release =
        () -> {
          if (released.compareAndSet(false, true)) {
            limit.release(recipients);
          }
        };
    try {
      CompletionStage<Submission> outcome = submissions.sendAsync(sender, request, answers);
      return new DeferredResponse<>(outcome, conversion, release);
    } catch (RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }
}
