package dev.yizhan.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The doors of a program, by name. */
public final class Doors {

  private final Map<String, Door> byName;

  private Doors(Map<String, Door> byName) {
    this.byName = byName;
  }

  /**
   * Those that a class loader sees.
   *
   * @throws IllegalStateException if two have one name
   * @throws java.util.ServiceConfigurationError if one of them cannot be loaded
   */
  public static Doors visibleTo(ClassLoader loader) {
    Map<String, Door> byName = new TreeMap<>();
    for (Door door : ServiceLoader.load(Door.class, loader)) {
      if (byName.put(door.name(), door) != null) {
        throw new IllegalStateException(
            "Two doors are called %s; remove one of their jars".formatted(door.name()));
      }
    }
    return new Doors(byName);
  }

  /** Those that stand beside this class. */
  public static Doors installed() {
    return visibleTo(Door.class.getClassLoader());
  }

  /** {@return all of them, sorted by name} */
  public List<Door> all() {
    return List.copyOf(byName.values());
  }

  /** Finds a door by its name. */
  public Optional<Door> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
