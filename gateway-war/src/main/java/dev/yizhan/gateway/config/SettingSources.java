package dev.yizhan.gateway.config;

import java.util.Optional;
import java.util.Set;

/**
 * Where settings come from before the properties file: system properties, then environment
 * variables. A server with MicroProfile Config provides them, with its further sources between
 * them; on other servers (Tomcat, Jetty) the gateway reads them itself.
 */
public interface SettingSources {

  /**
   * The value of a key in the first source that has the key; empty if that value is empty.
   *
   * @param key for example {@code yizhan.channel.winic-http.password}
   */
  Optional<String> value(String key);

  /** The keys that are listed under their own name; not those given in environment variables. */
  Set<String> keys();
}
