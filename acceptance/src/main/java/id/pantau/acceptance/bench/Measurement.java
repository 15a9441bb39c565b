package id.pantau.acceptance.bench;

import java.nio.file.Path;
import java.util.Map;

/** Something that {@code ./pantau bench} measures. */
interface Measurement {
  /** What it holds its figures against, by their names. */
  Map<String, Double> limits();

  /**
   * Measures, and leaves nothing running.
   *
   * @param folder of its own, for all that it starts
   */
  void run(Path folder, Report report) throws InterruptedException;
}
