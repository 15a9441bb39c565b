package id.pantau.collector.track;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the fixes of a vehicle by saying what it does, second by second. */
final class Drive {
  private static final double METRES_PER_DEGREE = 111_194.93;

  private final List<Fix> fixes = new ArrayList<>();
  private final Random random;
  private Instant now;
  private double lat;
  private double lon;
  private int flags;
  private boolean knowsSpeed = true;
  private Duration every = Duration.ofSeconds(5);

  private Drive(Instant start, double lat, double lon, long seed) {
    this.now = start;
    this.lat = lat;
    this.lon = lon;
    this.random = new Random(seed);
  }

  /** In Selong, at 08:00 in Lombok. */
  static Drive start() {
    return startAt(Instant.parse("2026-11-10T00:00:00Z"));
  }

  static Drive startAt(Instant time) {
    return new Drive(time, -8.65, 116.53, 42);
  }

  Drive every(Duration interval) {
    every = interval;
    return this;
  }

  Drive withoutSpeeds() {
    knowsSpeed = false;
    return this;
  }

  Drive flags(int set) {
    flags = set;
    return this;
  }

  /** Drives straight north for so many metres. */
  Drive north(double metres, double speedMs) {
    return go(metres, speedMs, 1, 0);
  }

  Drive south(double metres, double speedMs) {
    return go(metres, speedMs, -1, 0);
  }

  Drive east(double metres, double speedMs) {
    return go(metres, speedMs, 0, 1);
  }

  private Drive go(double metres, double speedMs, int north, int east) {
    double step = speedMs * every.toMillis() / 1e3;
    for (double done = 0; done < metres; done += step) {
      now = now.plus(every);
      move(north * step, east * step);
      emit(0, speedMs);
    }
    return this;
  }

  /** Stands, reporting, while the receiver wanders by about so many metres. */
  Drive stand(Duration duration, double jitterM) {
    Instant until = now.plus(duration);
    while (now.plus(every).compareTo(until) <= 0) {
      now = now.plus(every);
      emit(jitterM, jitterM / 20);
    }
    now = until;
    return this;
  }

  /** Says nothing. */
  Drive silent(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  /** Is somewhere else at once: through a tunnel, on a tow truck, or by a fault. */
  Drive jump(double northM, double eastM) {
    move(northM, eastM);
    return this;
  }

  Drive fix() {
    emit(0, 0);
    return this;
  }

  /** One fix far away, and back again. */
  Drive spike(double northM) {
    now = now.plus(every);
    move(northM, 0);
    emit(0, 0);
    move(-northM, 0);
    return this;
  }

  Instant now() {
    return now;
  }

  List<Fix> fixes() {
    return List.copyOf(fixes);
  }

  Track track() {
    Track.Builder track = Track.builder();
    fixes.forEach(track::add);
    return track.build();
  }

  private void move(double northM, double eastM) {
    lat += northM / METRES_PER_DEGREE;
    lon += eastM / METRES_PER_DEGREE / Math.cos(Math.toRadians(lat));
  }

  private void emit(double jitterM, double speedMs) {
    double dLat = random.nextGaussian() * jitterM / METRES_PER_DEGREE;
    double dLon = random.nextGaussian() * jitterM / METRES_PER_DEGREE;
    fixes.add(
        new Fix(
            now,
            new LatLon(Math.round((lat + dLat) * 1e6) / 1e6, Math.round((lon + dLon) * 1e6) / 1e6),
            Fix.Mode.FIX_3D,
            knowsSpeed ? Math.round(speedMs * 10) / 10.0 : Double.NaN,
            Double.NaN,
            Double.NaN,
            1.0,
            9,
            flags));
  }
}
