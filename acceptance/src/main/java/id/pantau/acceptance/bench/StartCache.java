package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The cache with which {@code ./pantau up} starts a collector: what a JVM has loaded until its end,
 * written down once (JEP 514, JDK 25).
 */
record StartCache(Path file) {
  static final int OLDEST_JAVA = 25;

  /** At its end the JVM starts another one, which makes the cache. */
  private static final Duration MAKING_LIMIT = Duration.ofMinutes(2);

  /**
   * Starts a collector twice, first for the database and then for the cache.
   *
   * @throws IllegalStateException when there is none then
   */
  static StartCache make(Backbone backbone, Path folder, int port) {
    if (Runtime.version().feature() < OLDEST_JAVA) {
      throw new IllegalStateException("the cache wants Java " + OLDEST_JAVA);
    }
    Path cache = folder.resolve("collector.aot");
    List<String> making = List.of("-XX:AOTCacheOutput=" + cache);
    CollectorProcess.start(backbone, folder, port).close();
    CollectorProcess maker = CollectorProcess.start(backbone, folder, port, making);
    maker.stop(MAKING_LIMIT);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the collector has made no cache:\n" + maker.tail());
    }
    return new StartCache(cache);
  }

  /** Of the JVM, with which a collector uses it. */
  List<String> options() {
    return List.of("-XX:AOTCache=" + file);
  }

  double sizeMb() {
    try {
      return Files.size(file) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }
}
