package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.workbench.FreePorts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How soon the collector is ready after the power is back: on a database of its own making, beside
 * a broker, with the cache of classes and profiles that {@code ./pantau up} makes once (JEP 514,
 * JDK 25).
 */
final class StartMeasurement implements Measurement {
  private static final String READY = "readyMs";
  private static final int USUAL_STARTS = 9;

  private final int starts;

  StartMeasurement() {
    this(USUAL_STARTS);
  }

  /** With other starts, for a test of this. */
  StartMeasurement(int starts) {
    this.starts = starts;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(READY, 1_000.0);
  }

  @Override
  public void run(Path folder, Report report) {
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Path own = folder.resolve("collector");
      int port = FreePorts.next();
      report.say("making the database and the cache");
      StartCache cache = StartCache.make(backbone, own, port);
      report.figure("cacheMb", cache.sizeMb(), 0);
      try (var collector = CollectorProcess.start(backbone, own, port, cache.options())) {
        measure(collector, report);
      }
    }
  }

  private void measure(CollectorProcess collector, Report report) {
    var readyMs = new double[starts];
    double cpuMs = 0;
    for (int i = 0; i < starts; i++) {
      collector.kill9();
      long start = System.nanoTime();
      collector.restart();
      readyMs[i] = (System.nanoTime() - start) / 1e6;
      cpuMs += CpuTime.of(List.of(collector.pid())).toMillis();
    }
    Arrays.sort(readyMs);
    report.atMost(READY, readyMs[starts / 2], 0);
    report.figure("readyMsBest", readyMs[0], 0);
    report.figure("readyMsWorst", readyMs[starts - 1], 0);
    report.figure("readyCpuMs", cpuMs / starts, 0);
    report.figure("collectorRssMb", Processes.rssMb(collector.pid()), 0);
  }
}
