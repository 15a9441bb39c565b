package id.pantau.collector.visit;

import id.pantau.collector.track.Track;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a tracker recorded, told by where its vehicle went. */
public final class Trace {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final double METRES_PER_DEGREE = 111_194.93;

  private final List<Fix> fixes = new ArrayList<>();
  private Instant now;
  private LatLon at;

  public Trace(Instant start, LatLon at) {
    this.now = start;
    this.at = at;
    add(0);
  }

  /** A place so many metres from another. */
  public static LatLon from(LatLon at, double northM, double eastM) {
    return new LatLon(
        at.lat() + northM / METRES_PER_DEGREE,
        at.lon() + eastM / METRES_PER_DEGREE / Math.cos(Math.toRadians(at.lat())));
  }

  public Trace drive(LatLon to, double kmh) {
    LatLon start = at;
    double lengthM = start.distanceM(to);
    int steps = Math.max(1, (int) Math.round(lengthM / (kmh / 3.6) / EVERY.toSeconds()));
    for (int i = 1; i <= steps; i++) {
      now = now.plus(EVERY);
      double share = (double) i / steps;
      at =
          new LatLon(
              start.lat() + (to.lat() - start.lat()) * share,
              start.lon() + (to.lon() - start.lon()) * share);
      add(kmh / 3.6);
    }
    return this;
  }

  public Trace stand(Duration duration) {
    for (Instant until = now.plus(duration); now.isBefore(until); ) {
      now = now.plus(EVERY);
      add(0);
    }
    return this;
  }

  /** Says nothing until then. */
  Trace silentUntil(Instant time) {
    now = time;
    add(0);
    return this;
  }

  Instant now() {
    return now;
  }

  public List<Fix> fixes() {
    return List.copyOf(fixes);
  }

  Track track() {
    Track.Builder track = Track.builder();
    fixes.forEach(track::add);
    return track.build();
  }

  private void add(double speedMs) {
    fixes.add(
        new Fix(
            now,
            new LatLon(Math.round(at.lat() * 1e6) / 1e6, Math.round(at.lon() * 1e6) / 1e6),
            Fix.Mode.FIX_3D,
            Math.round(speedMs * 10) / 10.0,
            Double.NaN,
            Double.NaN,
            1.0,
            9,
            0));
  }
}
