package dev.yizhan.gateway.store.sql;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only the gateway's own user can read, whatever its umask is. File
 * systems without POSIX permissions keep their own rules.
 */
public final class PrivateFiles {

  private static final System.Logger LOG = System.getLogger(PrivateFiles.class.getName());
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Creates a directory, or narrows the permissions of one that exists. */
  public static void directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null && !isPosix(parent)) {
        Files.createDirectories(directory);
      } else {
        Files.createDirectories(directory, attribute(DIRECTORY));
      }
    }
    narrow(directory, DIRECTORY);
  }

  /** Creates an empty file, or narrows the permissions of one that exists. */
  public static void file(Path file) throws IOException {
    try {
      if (isPosix(requireNonNull(file.toAbsolutePath().getParent(), "directory"))) {
        Files.createFile(file, attribute(FILE));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      narrow(file, FILE);
    }
  }

  /**
   * Moves a finished file to its place on the same file system. After a power failure it is there
   * as a whole, or not.
   */
  public static void publish(Path finished, Path place) throws IOException {
    force(finished);
    Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
    force(requireNonNull(place.toAbsolutePath().getParent(), "directory"));
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system opens directories.
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }

  private static void narrow(Path path, Set<PosixFilePermission> allowed) {
    try {
      if (isPosix(path) && !allowed.containsAll(Files.getPosixFilePermissions(path))) {
        Files.setPosixFilePermissions(path, allowed);
      }
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Others may read {0}: its permissions cannot be changed. Change them to {1}",
          path,
          PosixFilePermissions.toString(allowed));
    }
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  private static FileAttribute<?> attribute(Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
