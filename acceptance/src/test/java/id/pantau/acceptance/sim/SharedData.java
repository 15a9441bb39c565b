package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Real material that does not belong to this repository: the folder named by the environment
 * variable {@code PANTAU_SHARED}, else {@code shared} beside the repository.
 */
public final class SharedData {
  private SharedData() {}

  /** A file below its {@code data}; without it the test is skipped, and says so. */
  public static Path fileOrSkip(String name) {
    var tried = new ArrayList<Path>();
    String named = System.getenv("PANTAU_SHARED");
    if (named != null && !named.isEmpty()) {
      tried.add(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      tried.add(at.resolve("shared"));
    }
    for (Path folder : tried) {
      Path file = folder.resolve("data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return abort("skipped: no data/" + name + " in the shared material (set PANTAU_SHARED)");
  }
}
