package dev.yizhan.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The answers that one fault holds back, without a thread for any of them. */
final class HeldAnswers {

  /** Beyond it the oldest connection is cut: its client has most likely gone. */
  static final int MOST = 8000;

  /** An answer, which is either sent or cut, and only once. */
  interface Answer {

    void send();

    void cut();
  }

  private final Executor executor;
  private final Set<Answer> held = new LinkedHashSet<>();
  private boolean released;
  private int sending;

  HeldAnswers(Executor executor) {
    this.executor = executor;
  }

  /** Holds an answer; after {@link #release()} it is sent at once, by the calling thread. */
  void hold(Answer answer) {
    if (!isHeld(answer)) {
      send(answer);
      return;
    }
    oldest().ifPresent(Answer::cut);
  }

  private synchronized boolean isHeld(Answer answer) {
    if (released) {
      sending++;
      return false;
    }
    return held.add(answer);
  }

  private synchronized Optional<Answer> oldest() {
    if (held.size() <= MOST) {
      return Optional.empty();
    }
    Iterator<Answer> answers = held.iterator();
    Answer oldest = answers.next();
    answers.remove();
    return Optional.of(oldest);
  }

  /** Sends an answer if it is still held. */
  void release(Answer answer) {
    synchronized (this) {
      if (!held.remove(answer)) {
        return;
      }
      sending++;
    }
    executor.execute(() -> send(answer));
  }

  /** Sends all answers, and those to come. */
  void release() {
    List<Answer> answers;
    synchronized (this) {
      released = true;
      answers = new ArrayList<>(held);
      sending += answers.size();
      held.clear();
    }
    answers.forEach(answer -> executor.execute(() -> send(answer)));
  }

  private void send(Answer answer) {
    try {
      answer.send();
    } finally {
      sent();
    }
  }

  private synchronized void sent() {
    sending--;
    notifyAll();
  }

  /** {@return the number of answers held now} */
  synchronized int count() {
    return held.size();
  }

  /** Waits for the answers that are being sent. */
  synchronized void awaitSent(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; sending > 0 && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
  }
}
