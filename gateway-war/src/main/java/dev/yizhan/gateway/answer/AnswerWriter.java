package dev.yizhan.gateway.answer;

import dev.yizhan.gateway.core.task.PeriodicTasks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Writes answers. A short one fits the buffer of its connection, so the thread of the request
 * writes it at once. Longer ones, and those that come later, are written by a few threads of this
 * class, each within a deadline: a slow reader holds no thread of the server.
 */
public final class AnswerWriter implements AutoCloseable {

  /** Who reads a long answer. Strangers have threads and memory of their own. */
  public enum Reader {
    /** Anybody, without a password. */
    STRANGER,
    /** An authenticated consumer. */
    CONSUMER
  }

  /** What the kernel takes from one connection without a reader; Linux's default buffer. */
  static final int SHORT_BYTES = 16 << 10;

  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, PeriodicTasks.daemonThreads("yizhan-answer-deadlines"));

  private final Lane shortAnswers;
  private final Lane strangers;
  private final Lane consumers;

  private final Set<PendingAnswer> pending = ConcurrentHashMap.newKeySet();
  private final Object finishes = new Object();
  private volatile boolean closed;

  /** Starts without threads; they are started when they are needed. */
  public AnswerWriter() {
    this(DEADLINE);
  }

  AnswerWriter(Duration deadline) {
    deadlines.setRemoveOnCancelPolicy(true);
    // Answers of this length never wait for their readers, so that few threads write them all.
    shortAnswers = new Lane("yizhan-answers", 4, Long.MAX_VALUE, deadline, deadlines);
    // About forty copies of the WSDL.
    strangers = new Lane("yizhan-answers-strangers", 4, 4 << 20, deadline, deadlines);
    // Of those, a page of 1,000 deliveries has about a third of a megabyte.
    consumers = new Lane("yizhan-answers-consumers", 16, 32 << 20, deadline, deadlines);
  }

  /**
   * Threads for what is done before an answer that comes later can be written. A short answer that
   * is given on one of them is written by it.
   */
  public Executor threads() {
    return shortAnswers.threads();
  }

  /** Whether there is memory for another long answer to such a reader. */
  public boolean hasRoom(Reader reader) {
    return lane(reader).hasRoom();
  }

  /**
   * Answers a request in its own thread. A long answer to a stranger that finds no memory becomes
   * 503; for consumers, {@link #hasRoom} is checked before anything is done.
   *
   * @throws IOException if the connection is lost
   */
  public void write(
      HttpServletRequest request, HttpServletResponse response, Answer answer, Reader reader)
      throws IOException {
    if (answer.body().length <= SHORT_BYTES) {
      answer.write(response);
    } else if (reader == Reader.STRANGER && !hasRoom(reader)) {
      Answer.busy().write(response);
    } else {
      later(request, response, Answer::busy, reader).answer(() -> answer);
    }
  }

  /**
   * Answers an authenticated consumer as {@link #write(HttpServletRequest, HttpServletResponse,
   * Answer, Reader)} does, and tells the end of it.
   *
   * @throws IOException if the connection is lost
   */
  public void write(
      HttpServletRequest request, HttpServletResponse response, Answer answer, WriteEnd end)
      throws IOException {
    if (answer.body().length > SHORT_BYTES) {
      PendingAnswer pending = later(request, response, Answer::busy, Reader.CONSUMER);
      pending.tellEnd(end);
      pending.answer(() -> answer);
      return;
    }
    boolean isWhole = false;
    try {
      answer.write(response);
      response.flushBuffer();
      isWhole = true;
    } finally {
      end.ended(isWhole);
    }
  }

  /**
   * Lets go of the request's thread: the request is answered later.
   *
   * @param givenUp the answer if there is no other before the gateway stops
   */
  public PendingAnswer later(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Answer> givenUp,
      Reader reader) {
    PendingAnswer answer =
        new PendingAnswer(
            request.startAsync(request, response),
            length -> length <= SHORT_BYTES ? shortAnswers : lane(reader),
            givenUp,
            this::finished);
    pending.add(answer);
    if (closed) {
      answer.giveUp();
    }
    return answer;
  }

  private void finished(PendingAnswer answer) {
    pending.remove(answer);
    synchronized (finishes) {
      finishes.notifyAll();
    }
  }

  private Lane lane(Reader reader) {
    return reader == Reader.STRANGER ? strangers : consumers;
  }

  /** Waits a little for the last answers; what has none by then is given up. */
  @Override
  public void close() {
    closed = true;
    awaitFinished();
    pending.forEach(PendingAnswer::giveUp);
    awaitFinished();
    shortAnswers.close();
    strangers.close();
    consumers.close();
    deadlines.shutdownNow();
  }

  private void awaitFinished() {
    long end = System.nanoTime() + LONGEST_STOP.toNanos();
    synchronized (finishes) {
      try {
        for (long left = LONGEST_STOP.toMillis(); !pending.isEmpty() && left > 0; ) {
          finishes.wait(left);
          left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
