package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingValues;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorsTest {

  @TempDir private Path directory;
  private @Nullable URLClassLoader loader;

  /** A vendor that has a name only. */
  public abstract static class Named implements Vendor {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<Binding> transports() {
      return Set.of(Binding.HTTP_POST);
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of();
    }

    @Override
    public Limits limits(Binding transport) {
      return Limits.of(1);
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of();
    }

    @Override
    public List<ResultCode> resultCodes() {
      return List.of();
    }

    @Override
    public VendorClient open(Access access, SettingValues values, Transport transport) {
      throw new UnsupportedOperationException();
    }
  }

  /** Sorted before all others. */
  public static final class Aardvark extends Named {

    public Aardvark() {
      super("aardvark");
    }
  }

  /** Sorted after all others. */
  public static final class Zebra extends Named {

    public Zebra() {
      super("zebra");
    }
  }

  /** Has the other's name. */
  public static final class OtherZebra extends Named {

    public OtherZebra() {
      super("zebra");
    }
  }

  private Vendors with(String... classNames) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(services.resolve(Vendor.class.getName()), List.of(classNames));
    loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, VendorsTest.class.getClassLoader());
    return Vendors.visibleTo(loader);
  }

  private Vendors with(Class<?>... providers) throws IOException {
    return with(Arrays.stream(providers).map(Class::getName).toArray(String[]::new));
  }

  @AfterEach
  void close() throws IOException {
    if (loader != null) {
      loader.close();
    }
  }

  @Test
  void areSortedByNameHoweverTheyWereFound() throws IOException {
    assertThat(with(Zebra.class, Aardvark.class).all())
        .extracting(Vendor::name)
        .startsWith("aardvark")
        .endsWith("zebra")
        .isSorted();
  }

  @Test
  void areThoseOfTheLoaderBesidesTheInstalledOnes() throws IOException {
    Set<String> installed =
        Vendors.installed().all().stream().map(Vendor::name).collect(Collectors.toSet());
    assertThat(installed).isNotEmpty().doesNotContain("zebra");
    assertThat(with(Zebra.class).all())
        .extracting(Vendor::name)
        .containsAll(installed)
        .contains("zebra")
        .hasSize(installed.size() + 1);
  }

  @Test
  void mayNotShareAName() {
    assertThatIllegalStateException()
        .isThrownBy(() -> with(Zebra.class, OtherZebra.class))
        .withMessageContaining("zebra")
        .withMessageContaining(Zebra.class.getName())
        .withMessageContaining(OtherZebra.class.getName());
  }

  @Test
  void mustAllBeLoadable() {
    assertThatExceptionOfType(ServiceConfigurationError.class)
        .isThrownBy(() -> with("nowhere.Missing"))
        .withMessageContaining("nowhere.Missing");
  }

  @Test
  void areFoundByTheirWholeName() throws IOException {
    Vendors vendors = with(Zebra.class);
    assertThat(vendors.find("zebra")).containsInstanceOf(Zebra.class);
    assertThat(vendors.find("Zebra")).isEmpty();
    assertThat(vendors.find("zeb")).isEmpty();
    assertThat(vendors.named("zebra")).isInstanceOf(Zebra.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vendors.named("okapi"))
        .withMessageContaining("okapi")
        .withMessageContaining("zebra");
  }
}
