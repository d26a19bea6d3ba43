package dev.yizhan.gateway.config;

/** Finds the sources of settings of the server that the WAR runs on. */
public final class ServerSources {

  private ServerSources() {}

  /** MicroProfile Config if the server has it, else system properties and the environment. */
  public static SettingSources find() {
    try {
      return MicroProfileSources.ofServer();
    } catch (NoClassDefFoundError e) {
      // No library of the server has the API. A failure of a server that has it is not caught.
      return PlainSources.ofProcess();
    }
  }
}
