package id.pantau.acceptance.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long a fix takes from the tracker to the map: journal, broker, database, stream. */
final class LiveMeasurement implements Measurement {
  private static final String P99 = "latencyMsP99";
  private static final int VEHICLES = 60;
  private static final int VIEWERS = 5;

  private final Duration time;

  LiveMeasurement(Duration time) {
    this.time = time;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(P99, 1_000.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    report.say("%d trackers, a fix a second each, for %d s", VEHICLES, time.toSeconds());
    LiveDrive.Outcome seen = LiveDrive.run(VEHICLES, VIEWERS, time, folder);
    List<Duration> latencies = seen.latencies();
    if (latencies.size() != seen.fixes() * VIEWERS) {
      throw new IllegalStateException(
          latencies.size() + " of " + seen.fixes() * VIEWERS + " fixes came to the maps");
    }
    report.figure("vehicles", VEHICLES, 0);
    report.figure("viewers", VIEWERS, 0);
    report.figure("fixes", seen.fixes(), 0);
    report.figure("latencyMsP50", ms(seen.percentile(0.5)), 1);
    report.atMost(P99, ms(seen.percentile(0.99)), 1);
    report.figure("latencyMsMax", ms(latencies.getLast()), 1);
  }

  private static double ms(Duration time) {
    return time.toNanos() / 1e6;
  }
}
