package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingSourcesTest {

  /** Ordinals of MicroProfile Config 3.1, section "Default ConfigSources". */
  private static final int SYSTEM_PROPERTIES = 400;

  private static final int ENVIRONMENT = 300;

  /** What both implementations read. */
  private static final class Inputs {

    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    Inputs property(String name, String value) {
      properties.setProperty(name, value);
      return this;
    }

    Inputs variable(String name, String value) {
      environment.put(name, value);
      return this;
    }

    SettingSources plain() {
      return PlainSources.of(() -> properties, environment);
    }

    /** Its sources as a server has them, over the same inputs. */
    SettingSources microProfile() {
      Map<String, String> given = new HashMap<>();
      properties
          .stringPropertyNames()
          .forEach(name -> given.put(name, properties.getProperty(name)));
      return MicroProfileSources.of(
          new SmallRyeConfigBuilder()
              .withSources(
                  new PropertiesConfigSource(given, "system properties", SYSTEM_PROPERTIES),
                  new EnvConfigSource(environment, ENVIRONMENT))
              .addDefaultInterceptors()
              .build());
    }
  }

  private static void assertBoth(Inputs inputs, String key, String expected) {
    assertThat(inputs.microProfile().value(key).orElse("nothing")).isEqualTo(expected);
    assertThat(inputs.plain().value(key).orElse("nothing")).isEqualTo(expected);
  }

  @Nested
  class Variables {

    @ParameterizedTest
    @CsvSource({
      "yizhan.config, yizhan.config",
      "yizhan.config, yizhan_config",
      "yizhan.config, YIZHAN_CONFIG",
      "yizhan.channel.winic-http.password, yizhan_channel_winic_http_password",
      "yizhan.channel.winic-http.password, YIZHAN_CHANNEL_WINIC_HTTP_PASSWORD",
      "yizhan.channel.win_ic.password, YIZHAN_CHANNEL_WIN_IC_PASSWORD",
      "yizhan.channel.a1.user, YIZHAN_CHANNEL_A1_USER",
      "yizhan.channel.通道.user, YIZHAN_CHANNEL____USER",
      "yizhan.channel.shopA.user, yizhan_channel_shopA_user",
      "yizhan.channel.shopA.user, YIZHAN_CHANNEL_SHOPA_USER"
    })
    void hasOneOfThreeNames(String key, String variable) {
      assertBoth(new Inputs().variable(variable, "x"), key, "x");
    }

    @ParameterizedTest
    @CsvSource({
      "yizhan.config, YIZHANCONFIG",
      "yizhan.config, YIZHAN__CONFIG",
      "yizhan.config, CONFIG",
      "yizhan.store.key-file, YIZHAN_STORE_KEYFILE"
    })
    void hasNoOtherName(String key, String variable) {
      assertBoth(new Inputs().variable(variable, "x"), key, "nothing");
    }

    @Test
    void isTheFirstNameThatExists() {
      Inputs inputs = new Inputs().variable("YIZHAN_A_B", "upper");
      assertBoth(inputs, "yizhan.a.b", "upper");
      assertBoth(inputs.variable("yizhan_a_b", "underscores"), "yizhan.a.b", "underscores");
      assertBoth(inputs.variable("yizhan.a.b", "itself"), "yizhan.a.b", "itself");
    }

    @Test
    void keepsBlanksAndSigns() {
      assertBoth(new Inputs().variable("YIZHAN_A", " a=b,c#测 "), "yizhan.a", " a=b,c#测 ");
    }
  }

  @Nested
  class Order {

    @Test
    void aPropertyComesBeforeAVariable() {
      assertBoth(
          new Inputs().property("yizhan.a", "property").variable("YIZHAN_A", "variable"),
          "yizhan.a",
          "property");
    }

    @Test
    void anEmptyPropertyHidesAVariable() {
      assertBoth(
          new Inputs().property("yizhan.a", "").variable("YIZHAN_A", "variable"),
          "yizhan.a",
          "nothing");
    }

    @Test
    void anEmptyVariableIsNoValue() {
      assertBoth(new Inputs().variable("YIZHAN_A", ""), "yizhan.a", "nothing");
    }

    @Test
    void aPropertyHasOneNameOnly() {
      assertBoth(new Inputs().property("YIZHAN_A", "x"), "yizhan.a", "nothing");
    }
  }

  @Test
  void listsPropertiesByTheirKey() {
    Inputs inputs = new Inputs().property("yizhan.channel.a.user", "x").variable("YIZHAN_B", "x");
    assertThat(inputs.microProfile().keys()).contains("yizhan.channel.a.user");
    assertThat(inputs.plain().keys())
        .contains("yizhan.channel.a.user")
        .noneMatch(key -> key.startsWith("yizhan.b"));
  }

  @Test
  void readsAChangedPropertyAgain() {
    Inputs inputs = new Inputs().property("yizhan.a", "old");
    SettingSources plain = inputs.plain();
    assertThat(plain.value("yizhan.a")).contains("old");
    inputs.property("yizhan.a", "new");
    assertThat(plain.value("yizhan.a")).contains("new");
  }

  @Test
  void readsThisProcess() {
    System.setProperty("yizhan.test.sources", "x");
    try {
      assertThat(PlainSources.ofProcess().value("yizhan.test.sources")).contains("x");
      assertThat(PlainSources.ofProcess().value("PATH")).contains(System.getenv("PATH"));
    } finally {
      System.clearProperty("yizhan.test.sources");
    }
  }

  @Test
  void readsTheSourcesItselfWithoutMicroProfileConfig() throws Exception {
    Class<?> sources =
        new WithoutMicroProfile().loadClass("dev.yizhan.gateway.config.ServerSources");
    assertThat(sources.getMethod("find").invoke(null))
        .extracting(each -> each.getClass().getSimpleName())
        .isEqualTo("PlainSources");
  }

  @Test
  void takesTheServersMicroProfileConfigIfThereIsOne() {
    assertThat(ServerSources.find()).isInstanceOf(MicroProfileSources.class);
  }

  /** Defines the gateway's classes itself, and has no MicroProfile. */
  private static final class WithoutMicroProfile extends ClassLoader {

    WithoutMicroProfile() {
      super(SettingSourcesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.eclipse.microprofile.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.yizhan.gateway.config.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
