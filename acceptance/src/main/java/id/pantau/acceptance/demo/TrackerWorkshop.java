package id.pantau.acceptance.demo;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.TrackerSettings;
import id.pantau.workbench.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Builds a tracker into a vehicle of the demo and switches it on. */
final class TrackerWorkshop {
  /** Somebody is watching the map, so every tracker tells its place every second. */
  private static final Duration LIVE_EVERY = Duration.ofSeconds(1);

  private final SimFleet fleet;
  private final Backbone backbone;
  private final Path folder;

  /**
   * @param folder for the trackers' own folders, which outlast us
   */
  TrackerWorkshop(SimFleet fleet, Backbone backbone, Path folder) {
    this.fleet = fleet;
    this.backbone = backbone;
    this.folder = folder;
  }

  /** The whole tracker on a serial line. */
  DemoTracker serial(SimVehicle vehicle) {
    return SerialTracker.open(fleet, vehicle, backbone, home(vehicle));
  }

  /**
   * The tracker's code from the assembled fix onward.
   *
   * @param panicAt when its driver presses the panic button; empty = never
   */
  DemoTracker simulated(SimVehicle vehicle, Instant now, Optional<Instant> panicAt) {
    Credentials credentials = backbone.authority().device(vehicle.device());
    TrackerSettings settings =
        TrackerSettings.of(
                vehicle.device(),
                // The same journal in both kinds: a vehicle may change its kind at the next start.
                home(vehicle).resolve("journal"),
                backbone.broker().uri(),
                new TlsFiles(
                    backbone.authority().certificateFile(),
                    credentials.certificateFile(),
                    credentials.keyFile()))
            .withLiveEvery(LIVE_EVERY);
    return SimulatedTracker.open(fleet, vehicle, backbone.broker().port(), settings, now, panicAt);
  }

  private Path home(SimVehicle vehicle) {
    return folder.resolve(vehicle.device().value());
  }
}
