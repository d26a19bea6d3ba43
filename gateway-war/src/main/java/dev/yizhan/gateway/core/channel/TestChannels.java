package dev.yizhan.gateway.core.channel;

/**
 * The names of channels that simulate others. Each channel has one of these beside it, over which
 * the messages of test consumers go: a configured name cannot contain its prefix, so the name alone
 * says that nothing of it is real.
 */
public final class TestChannels {

  private static final String PREFIX = "test:";

  private TestChannels() {}

  /** The name of the channel, and of its account, that simulates another one. */
  public static String nameOf(String simulated) {
    return PREFIX + simulated;
  }

  /** Whether a channel or an account of this name is simulated. */
  public static boolean isTest(String name) {
    return name.startsWith(PREFIX);
  }

  /** The name of the channel that is simulated; the name itself of a real one. */
  public static String simulated(String name) {
    return isTest(name) ? name.substring(PREFIX.length()) : name;
  }
}
