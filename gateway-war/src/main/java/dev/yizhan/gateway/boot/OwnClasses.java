package dev.yizhan.gateway.boot;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;

/**
 * Loads the gateway's classes at its start. Payara Micro deletes the unpacked WAR while it stops
 * the gateway, and a class that is needed for the first time is not found any more ({@code
 * findings/payara-micro-deletes-a-war-while-it-stops-it.sh}).
 */
final class OwnClasses {

  private static final System.Logger LOG = System.getLogger(OwnClasses.class.getName());
  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String SUFFIX = ".class";

  private OwnClasses() {}

  /**
   * Loads all of them, without their initialization; none where there are no class files.
   *
   * @return how many
   */
  static int load(ServletContext context) {
    return load(context, CLASSES + "dev/yizhan/");
  }

  private static int load(ServletContext context, String directory) {
    int loaded = 0;
    for (String path : Optional.ofNullable(context.getResourcePaths(directory)).orElse(Set.of())) {
      if (path.endsWith("/")) {
        loaded += load(context, path);
      } else if (path.endsWith(SUFFIX)) {
        loaded += isLoaded(path) ? 1 : 0;
      }
    }
    return loaded;
  }

  private static boolean isLoaded(String path) {
    String name =
        path.substring(CLASSES.length(), path.length() - SUFFIX.length()).replace('/', '.');
    try {
      return Class.forName(name, false, OwnClasses.class.getClassLoader()) != null;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.log(System.Logger.Level.DEBUG, "A class cannot be loaded: " + name, e);
      return false;
    }
  }
}
