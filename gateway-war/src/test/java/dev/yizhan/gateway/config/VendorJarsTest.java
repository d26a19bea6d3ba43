package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.Vendors;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vendors in jars of a directory, compiled and packed here. */
class VendorJarsTest {

  private static final String SETTING = "yizhan.vendors.directory";

  private static final String SOURCE =
      """
      package example;

      import dev.yizhan.codec.code.ResultCode;
      import dev.yizhan.http.Binding;
      import dev.yizhan.http.Transport;
      import dev.yizhan.vendor.*;
      import dev.yizhan.vendor.setting.*;
      import java.util.List;
      import java.util.Set;

      public final class Pigeon implements Vendor {
        @Override public String name() { return "NAME"; }
        @Override public Set<Binding> transports() { return Set.of(Binding.HTTP_POST); }
        @Override public Set<Ability> abilities() { return Set.of(); }
        @Override public Limits limits(Binding transport) { return Limits.of(1); }
        @Override public List<Setting<?>> settings() { return List.of(); }
        @Override public List<ResultCode> resultCodes() { return List.of(); }
        @Override public VendorClient open(
            Access access, SettingValues values, Transport transport) {
          throw new UnsupportedOperationException();
        }
      }
      """;

  @TempDir private Path work;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(work.resolve("vendors"));
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The class file of a vendor of that name. */
  private byte[] compiled(String name) throws IOException, URISyntaxException {
    Path source = Files.createDirectories(work.resolve("example")).resolve("Pigeon.java");
    Files.writeString(source, SOURCE.replace("NAME", name));
    String classPath =
        Stream.of(place(Vendor.class), place(Binding.class), place(ResultCode.class))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-d",
                work.toString(),
                "-classpath",
                classPath,
                source.toString());
    assertThat(failed).isZero();
    return Files.readAllBytes(work.resolve("example/Pigeon.class"));
  }

  private void pack(String jar, String provider, byte[] classFile) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(directory.resolve(jar)))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + Vendor.class.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("example/Pigeon.class"));
      out.write(classFile);
    }
  }

  private static Set<String> names(Vendors vendors) {
    return vendors.all().stream().map(Vendor::name).collect(Collectors.toSet());
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> VendorJars.open(Optional.of(directory)).close())
        .withMessageContaining(SETTING)
        .withMessageContaining(reason);
  }

  @Test
  void haveAVendorBesideTheInstalledOnes() throws Exception {
    pack("pigeon.jar", "example.Pigeon", compiled("pigeon"));
    try (VendorJars jars = VendorJars.open(Optional.of(directory))) {
      Set<String> installed = names(Vendors.installed());
      assertThat(names(jars.vendors()))
          .containsAll(installed)
          .contains("pigeon")
          .hasSize(installed.size() + 1);
      assertThat(jars.vendors().named("pigeon").transports()).containsExactly(Binding.HTTP_POST);
    }
  }

  @Test
  void areNotNeeded() {
    try (VendorJars none = VendorJars.open(Optional.empty());
        VendorJars empty = VendorJars.open(Optional.of(directory))) {
      assertThat(names(none.vendors())).isEqualTo(names(Vendors.installed()));
      assertThat(names(empty.vendors())).isEqualTo(names(Vendors.installed()));
    }
  }

  @Test
  void areFilesOfThatNameEndingOnly() throws Exception {
    pack("pigeon.zip", "example.Pigeon", compiled("pigeon"));
    Files.writeString(directory.resolve("README"), "vendors");
    try (VendorJars jars = VendorJars.open(Optional.of(directory))) {
      assertThat(names(jars.vendors())).isEqualTo(names(Vendors.installed()));
    }
  }

  @Test
  void mayNotHaveAVendorOfAnInstalledOnesName() throws Exception {
    String taken = Vendors.installed().all().get(0).name();
    pack("pigeon.jar", "example.Pigeon", compiled(taken));
    assertRefused(taken);
  }

  @Test
  void mayNotNameAClassThatTheyLack() throws Exception {
    pack("pigeon.jar", "example.Dove", compiled("pigeon"));
    assertRefused("example.Dove");
  }

  @Test
  void mayNotHaveAClassThatIsNoVendor() throws Exception {
    pack("pigeon.jar", VendorJarsTest.class.getName(), compiled("pigeon"));
    assertRefused(VendorJarsTest.class.getName());
  }

  @Test
  void mayNotBeForANewerJava() throws Exception {
    byte[] classFile = compiled("pigeon");
    classFile[7] = 99;
    pack("pigeon.jar", "example.Pigeon", classFile);
    assertRefused("example/Pigeon");
  }

  @Test
  void mustBeZipFiles() throws Exception {
    Files.write(directory.resolve("pigeon.jar"), List.of("half an upload"));
    assertRefused("pigeon.jar");
  }
}
