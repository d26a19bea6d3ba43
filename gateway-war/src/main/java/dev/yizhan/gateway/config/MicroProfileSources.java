package dev.yizhan.gateway.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The server's MicroProfile Config. No other class uses its API: some servers do not have it. */
final class MicroProfileSources implements SettingSources {

  private final Config config;

  private MicroProfileSources(Config config) {
    this.config = config;
  }

  static SettingSources ofServer() {
    return new MicroProfileSources(ConfigProvider.getConfig());
  }

  static SettingSources of(Config config) {
    return new MicroProfileSources(config);
  }

  @Override
  public Optional<String> value(String key) {
    return config.getOptionalValue(key, String.class);
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    Set<String> variables = System.getenv().keySet();
    for (String key : config.getPropertyNames()) {
      // Some servers list environment variables as keys, with dots in place of each -.
      if (System.getProperty(key) != null
          || !variables.contains(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))) {
        keys.add(key);
      }
    }
    return keys;
  }
}
