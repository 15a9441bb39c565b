package id.pantau.collector;

import java.time.InstantSource;

/** One collector for all tests that only ask; started at first use, gone with the JVM. */
final class SharedCollector {
  private static final class Holder {
    static final TestCollector RUNNING = TestCollector.start(InstantSource.system());
  }

  private SharedCollector() {}

  static Collector get() {
    return Holder.RUNNING.collector();
  }
}
