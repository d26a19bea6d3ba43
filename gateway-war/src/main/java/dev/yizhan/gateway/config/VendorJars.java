package dev.yizhan.gateway.config;

import dev.yizhan.door.Doors;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The vendors of the WAR and those in the jars of a directory. The directory is read once, when the
 * gateway starts.
 */
final class VendorJars implements AutoCloseable {

  private final Optional<URLClassLoader> loader;
  private final Vendors vendors;
  private final Doors doors;

  private VendorJars(Optional<URLClassLoader> loader, Vendors vendors, Doors doors) {
    this.loader = loader;
    this.vendors = vendors;
    this.doors = doors;
  }

  /**
   * Loads the vendors.
   *
   * @throws ConfigurationException if a jar cannot be read, or two vendors have one name
   */
  static VendorJars open(Optional<Path> directory) {
    if (directory.isEmpty()) {
      return new VendorJars(Optional.empty(), Vendors.installed(), Doors.installed());
    }
    URLClassLoader loader =
        new URLClassLoader("yizhan-vendors", jars(directory.get()), Vendor.class.getClassLoader());
    try {
      return new VendorJars(
          Optional.of(loader), Vendors.visibleTo(loader), Doors.visibleTo(loader));
    } catch (ServiceConfigurationError | IllegalStateException | LinkageError e) {
      close(loader);
      throw unusable(e.getMessage());
    }
  }

  private static ConfigurationException unusable(String reason) {
    return new ConfigurationException(
        List.of(
            Settings.ALL
                + GlobalSettings.VENDORS_DIRECTORY.name()
                + " has a jar that cannot be used: "
                + reason));
  }

  private static URL[] jars(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .sorted()
          .map(VendorJars::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class loader would ignore a jar that is no zip file. */
  private static URL url(Path file) {
    try {
      new JarFile(file.toFile()).close();
      return file.toUri().toURL();
    } catch (IOException e) {
      throw unusable(file + ": " + e.getMessage());
    }
  }

  Vendors vendors() {
    return vendors;
  }

  /** The front doors of the WAR, and those in the jars. */
  Doors doors() {
    return doors;
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    loader.ifPresent(VendorJars::close);
  }
}
