package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel.Child;
import dev.yizhan.gateway.soap.contract.ContractModel.Complex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the elements of an operation and compares them with the contract: names, order, number,
 * and values in the form that {@link NormalizedRequest} would write. Values are judged by {@link
 * ValueRules}, as they are there.
 */
public final class ContractCheck {

  private final Deque<Sequence> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  /** The open element that holds a value. */
  private @Nullable Child value;

  /**
   * Starts at an operation.
   *
   * @param type of its element
   */
  ContractCheck(Complex type) {
    open.push(new Sequence(type.children(), false));
  }

  /** A sequence of elements, read up to one of them. */
  private static final class Sequence {

    private final List<Child> children;
    private final boolean optional;
    private int next;
    private boolean present;

    Sequence(List<Child> children, boolean optional) {
      this.children = children;
      this.optional = optional;
    }

    /** Whether the element may follow those that were read. */
    boolean accepts(String name) {
      while (next < children.size() && !children.get(next).name().equals(name)) {
        if (!isComplete()) {
          return false;
        }
        next++;
        present = false;
      }
      if (next == children.size() || present && !current().repeated()) {
        return false;
      }
      present = true;
      return true;
    }

    Child current() {
      return children.get(next);
    }

    private boolean isComplete() {
      return present || current().optional();
    }

    /** Whether no element is missing, and an element that means nothing is not there. */
    boolean canEnd() {
      boolean empty = next == 0 && !present;
      while (next < children.size() && isComplete()) {
        next++;
        present = false;
      }
      return next == children.size() && !(empty && optional);
    }
  }

  /** Whether an element may start here. */
  boolean start(String namespace, String name) {
    if (value != null || !Contract.NAMESPACE.equals(namespace) || !open.getFirst().accepts(name)) {
      return false;
    }
    Child child = open.getFirst().current();
    if (child.type() instanceof Complex complex) {
      open.push(new Sequence(complex.children(), child.optional()));
    } else {
      value = child;
      text.setLength(0);
    }
    return true;
  }

  /** Whether text may stand here: between elements only white space. */
  boolean text(char[] characters, int offset, int length) {
    Child child = value;
    if (child == null) {
      return isWhiteSpace(characters, offset, length);
    }
    text.append(characters, offset, length);
    return child.isText() || text.length() <= ValueRules.LONGEST_VALUE;
  }

  private static boolean isWhiteSpace(char[] characters, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (" \t\r\n".indexOf(characters[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the open element may end here; if it has a value, whether that is exact. */
  boolean end() {
    Child ended = value;
    if (ended != null) {
      value = null;
      return ValueRules.isExact(ended, text.toString());
    }
    return open.pop().canEnd();
  }
}
