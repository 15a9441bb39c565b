package id.pantau.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real logs and tracks that are not part of the repository; tests skip with a word without them.
 */
public final class SharedData {
  private SharedData() {}

  /**
   * A folder or file below {@code data/}; ends the test as skipped when it is not there.
   *
   * @param path e.g. {@code nmea/logs}
   */
  public static Path get(String path) {
    Optional<Path> found = find(path);
    Assumptions.assumeTrue(
        found.isPresent(),
        "skipped: no real data here (PANTAU_SHARED or ../shared, data/" + path + ")");
    return found.get();
  }

  private static Optional<Path> find(String path) {
    String named = System.getenv("PANTAU_SHARED");
    Path root = named != null ? Path.of(named) : repository().resolveSibling("shared");
    Path found = root.resolve("data").resolve(path);
    return Files.exists(found) ? Optional.of(found) : Optional.empty();
  }

  /** The folder with {@code pom.xml} and {@code hardware/}. */
  public static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("hardware"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return folder;
  }
}
