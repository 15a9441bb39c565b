package id.pantau.acceptance.browser;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A vehicle with a real tracker, from the assembled fix onward: motion filter, thinner, journal,
 * MQTT over mutual TLS. It drives when it is told to. One thread.
 */
final class DrivenVehicle implements AutoCloseable {
  private static final double SPEED_MS = 16;
  private static final double METRES_PER_DEGREE = 111_195;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Tracker tracker;
  private LatLon at;
  private Instant time;

  private DrivenVehicle(Tracker tracker, LatLon at, Instant time) {
    this.tracker = tracker;
    this.at = at;
    this.time = time;
  }

  /** Starts its tracker at a place and moment; returns when the broker has let it in. */
  static DrivenVehicle start(
      Backbone backbone, Path folder, DeviceId device, LatLon at, Instant time) {
    Credentials own = backbone.authority().device(device);
    var tls =
        new TlsFiles(backbone.authority().certificateFile(), own.certificateFile(), own.keyFile());
    Tracker tracker =
        Tracker.open(
            TrackerSettings.of(device, folder, backbone.broker().uri(), tls)
                .withLiveEvery(Duration.ofSeconds(1)));
    var vehicle = new DrivenVehicle(tracker, at, time);
    Await.until("the tracker is connected", PATIENCE, tracker::isConnected);
    return vehicle;
  }

  /**
   * Drives on, straight, with a fix every second.
   *
   * @param time how long; it has passed for the satellites, not for us
   * @return the last fix, as the wire carries it
   */
  Fix drive(double courseDeg, Duration time) {
    double degrees = SPEED_MS / METRES_PER_DEGREE;
    double course = Math.toRadians(courseDeg);
    Fix last = null;
    for (long second = 0; second < time.toSeconds(); second++) {
      this.time = this.time.plusSeconds(1);
      at =
          new LatLon(
              at.lat() + degrees * Math.cos(course),
              at.lon() + degrees * Math.sin(course) / Math.cos(Math.toRadians(at.lat())));
      last = new Fix(this.time, at, Fix.Mode.FIX_3D, SPEED_MS, courseDeg, 120, 0.9, 11, 0);
      tracker.accept(last);
    }
    if (last == null) {
      throw new IllegalArgumentException("no whole second: " + time);
    }
    return TrackCodec.rounded(last);
  }

  @Override
  public void close() {
    tracker.close();
  }
}
