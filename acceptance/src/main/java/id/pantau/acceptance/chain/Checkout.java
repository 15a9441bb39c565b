package id.pantau.acceptance.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The repository that this runs from. */
public final class Checkout {
  private static final Path MARK = Path.of("packaging", "deb");

  private Checkout() {}

  /**
   * Its folder: {@code PANTAU_HOME}, or whatever encloses the working folder.
   *
   * @throws IllegalStateException when there is none
   */
  public static Path root() {
    String named = System.getenv("PANTAU_HOME");
    Path from = Path.of(named == null ? "" : named).toAbsolutePath();
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(MARK))) {
        return at;
      }
    }
    throw new IllegalStateException("there is no " + MARK + " around " + from);
  }

  /** How the JVM of a module's service is started, in real use as well. */
  public static List<String> javaOptions(String module) {
    Path file = root().resolve(module).resolve("java.options");
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
