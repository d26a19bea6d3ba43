package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.sql.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A private directory for a database that is not finished. What an earlier try left is deleted. */
final class WorkDirectory implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WorkDirectory.class.getName());

  private final Path directory;

  private WorkDirectory(Path directory) {
    this.directory = directory;
  }

  static WorkDirectory at(Path directory) {
    try {
      delete(directory);
      PrivateFiles.directory(directory);
      return new WorkDirectory(directory);
    } catch (IOException e) {
      throw new StoreException("The directory " + directory + " cannot be used", e);
    }
  }

  static WorkDirectory temporary() {
    try {
      return new WorkDirectory(Files.createTempDirectory("yizhan-restore"));
    } catch (IOException e) {
      throw new StoreException("No temporary directory can be created (java.io.tmpdir)", e);
    }
  }

  Path path() {
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  @Override
  public void close() {
    try {
      delete(directory);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} is left over. Delete it", directory);
    }
  }
}
