package dev.yizhan.gateway.answer;

/** Is told once when an answer has been written, or has not. */
@FunctionalInterface
public interface WriteEnd {

  /**
   * The writing has ended.
   *
   * @param isWhole whether the server took all of the answer without an error. Its client may have
   *     gone all the same: what is on the way when a connection breaks, nobody knows
   */
  void ended(boolean isWhole);
}
