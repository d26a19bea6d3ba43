package dev.yizhan.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The vendors of a program, by name. */
public final class Vendors {

  private final Map<String, Vendor> byName;

  private Vendors(Map<String, Vendor> byName) {
    this.byName = new LinkedHashMap<>(byName);
  }

  /**
   * Those that stand beside this class: in its jar, on the class path, or in the same WAR.
   *
   * @return all of them
   * @throws IllegalStateException if two have one name
   */
  public static Vendors installed() {
    return visibleTo(Vendor.class.getClassLoader());
  }

  /**
   * Those that a class loader sees.
   *
   * @param loader usually a child of this class's own
   * @return all of them
   * @throws IllegalStateException if two have one name
   * @throws java.util.ServiceConfigurationError if one of them cannot be loaded
   */
  public static Vendors visibleTo(ClassLoader loader) {
    Map<String, Vendor> byName = new TreeMap<>();
    for (Vendor vendor : ServiceLoader.load(Vendor.class, loader)) {
      Vendor other = byName.put(vendor.name(), vendor);
      if (other != null) {
        throw new IllegalStateException(
            "Two vendors are called %s: %s and %s; remove one of their jars"
                .formatted(vendor.name(), other.getClass().getName(), vendor.getClass().getName()));
      }
    }
    return new Vendors(byName);
  }

  /**
   * All vendors.
   *
   * @return sorted by name
   */
  public List<Vendor> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds a vendor.
   *
   * @param name for example {@code winic-http}
   * @return the vendor
   */
  public Optional<Vendor> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Gets a vendor.
   *
   * @param name for example {@code winic-http}
   * @return the vendor
   * @throws IllegalArgumentException that lists the names there are
   */
  public Vendor named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no vendor " + name + "; there are " + byName.keySet()));
  }
}
